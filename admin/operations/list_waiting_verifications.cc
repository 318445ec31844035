#include "admin/operations/bodies.h"

namespace amity::admin {

// Lists what waits for the operator, so that nobody has to know the accounts.
ListWaitingVerificationsResponse list_waiting_verifications(
    ReadTx& tx, const Call& /*call*/, const ListWaitingVerificationsRequest& /*request*/) {
  constexpr std::size_t kAtMost = 100;
  ListWaitingVerificationsResponse response;
  for (const auto& verification : tx.verifications().waiting(kAtMost)) {
    WaitingVerification& shown = response.verifications.items.emplace_back();
    shown.account = account::domain::text(verification.account);
    shown.verification_type = verification.type;
    shown.started_at = verification.started_at;
    shown.business = verification.business;
    shown.supplement = verification.supplement;
  }
  return response;
}

}  // namespace amity::admin
