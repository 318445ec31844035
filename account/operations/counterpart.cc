#include "account/operations/counterpart.h"

#include "account/model/errors.h"
#include "account/operations/qualification.h"

namespace amity::account {

domain::Connection connection_of_caller(ReadTx& tx, const Call& call,
                                        const ConnectionId& identifier) {
  auto key = domain::key_of(identifier);
  auto found = key ? tx.connections().visible_to(call.caller, call.catalog, *key) : std::nullopt;
  if (!found) throw not_found(ResourceNotFoundExceptionReason::CONNECTION_NOT_FOUND);
  return std::move(*found);
}

Participant counterpart(ReadTx& tx, const domain::Connection& connection,
                        domain::AccountId viewer) {
  domain::AccountId other = connection.other(viewer);
  auto partner = tx.partners().of(other, connection.catalog);
  // The directory is asked only for what a profile does not tell.
  domain::Account account{other, domain::text(other).str(), std::nullopt};
  if (!partner || !partner->has_profile())
    account = tx.accounts().find(other).value_or(std::move(account));
  if (partner && partner->qualifications.associated)
    partner->profile.display_name = shown_name(tx, *partner);
  return domain::participant(account, partner);
}

}  // namespace amity::account
