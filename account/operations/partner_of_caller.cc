#include "account/operations/partner_of_caller.h"

#include "account/model/errors.h"

#include <utility>

namespace amity::account {
namespace {

template <class Partner>
Partner named(std::optional<Partner> partner, const Call& call,
              const PartnerIdentifier& identifier) {
  bool is_named =
      partner &&
      (identifier.view() == partner->id.view() ||
       identifier.view() ==
           domain::partner_arn(call.settings.place, call.caller, call.catalog, partner->id).view());
  if (!is_named) throw not_found(ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND);
  return std::move(*partner);
}

}  // namespace

domain::Partner partner_of_caller(ReadTx& tx, const Call& call,
                                  const PartnerIdentifier& identifier) {
  return named(tx.partners().of(call.caller, call.catalog), call, identifier);
}

domain::RegisteredPartner registered_partner_of_caller(ReadTx& tx, const Call& call,
                                                       const PartnerIdentifier& identifier) {
  return named(tx.partners().registered(call.caller, call.catalog), call, identifier);
}

domain::PartnerHead partner_head_of_caller(ReadTx& tx, const Call& call,
                                           const PartnerIdentifier& identifier) {
  return named(tx.partners().head_of(call.caller, call.catalog), call, identifier);
}

}  // namespace amity::account
