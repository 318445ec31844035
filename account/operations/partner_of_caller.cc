#include "account/operations/partner_of_caller.h"

#include "account/model/errors.h"

namespace amity::account {

domain::Partner partner_of_caller(ReadTx& tx, const Call& call,
                                  const PartnerIdentifier& identifier) {
  auto partner = tx.partners().of(call.caller, call.catalog);
  bool named =
      partner &&
      (identifier.view() == partner->id.view() ||
       identifier.view() ==
           domain::partner_arn(call.settings.place, call.caller, call.catalog, partner->id).view());
  if (!named) throw not_found(ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND);
  return std::move(*partner);
}

}  // namespace amity::account
