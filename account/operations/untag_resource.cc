#include "account/domain/tag_rules.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Takes tags off the caller's partner; keys that are not there are passed over.
UntagResourceResponse untag_resource(WriteTx& tx, const Call& call,
                                     const UntagResourceRequest& request) {
  partner_of_caller(tx, call, PartnerIdentifier(request.resource_arn.view()));
  auto wrong = domain::refusals(request.tag_keys);
  if (!wrong.empty()) throw invalid_request(std::move(wrong));

  tx.tags().remove(call.caller, call.catalog, request.tag_keys);
  return {};
}

}  // namespace amity::account
