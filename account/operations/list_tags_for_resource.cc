#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Lists all tags of the caller's partner, sorted by key.
ListTagsForResourceResponse list_tags_for_resource(ReadTx& tx, const Call& call,
                                                   const ListTagsForResourceRequest& request) {
  partner_of_caller(tx, call, PartnerIdentifier(request.resource_arn.view()));

  ListTagsForResourceResponse response;
  response.resource_arn = request.resource_arn;
  response.tags = tx.tags().of(call.caller, call.catalog);
  return response;
}

}  // namespace amity::account
