#include "account/domain/tag_rules.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/quota.h"

namespace amity::account {

// Puts tags on the caller's partner; a key that is there already gets the new value.
TagResourceResponse tag_resource(WriteTx& tx, const Call& call, const TagResourceRequest& request) {
  partner_of_caller(tx, call, PartnerIdentifier(request.resource_arn.view()));
  auto wrong = domain::refusals(request.tags, tx.tags().of(call.caller, call.catalog),
                                quota_of(tx, call, call.caller, &domain::Quotas::tags));
  if (!wrong.empty()) throw invalid_request(std::move(wrong));

  tx.tags().put(call.caller, call.catalog, request.tags);
  return {};
}

}  // namespace amity::account
