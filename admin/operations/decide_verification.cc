#include "admin/model/errors.h"
#include "admin/operations/bodies.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;
using domain::VerificationAct;

bool carry_out(domain::Verification& verification, const DecideVerificationRequest& request,
               const Call& call) {
  switch (request.outcome) {
    case Verdict::SUCCEEDED:
      return domain::conclude(verification, VerificationAct::succeed, call.now, std::nullopt);
    case Verdict::FAILED:
      return domain::conclude(verification, VerificationAct::fail, call.now, request.reason);
    case Verdict::REJECTED:
      return domain::conclude(verification, VerificationAct::reject, call.now, request.reason);
    case Verdict::PENDING_CUSTOMER_ACTION:
      return domain::ask(verification, call.now, call.settings.verification);
  }
  return false;
}

}  // namespace

// Gives the verdict that a verification waits for; it may be given before the check ends, too.
DecideVerificationResponse decide_verification(WriteTx& tx, const Call& call,
                                               const DecideVerificationRequest& request) {
  auto account = domain::parse_account(request.account.view());
  auto found = account ? tx.verifications().of(*account, request.verification_type) : std::nullopt;
  if (!found)
    throw error(ErrorCode::ResourceNotFoundException,
                "The account has no verification of that type.");
  domain::Verification verification = domain::as_of(std::move(*found), call.now);
  if (!carry_out(verification, request, call))
    throw error(ErrorCode::ConflictException, "The verification is " +
                                                  std::string(shape::name_of(verification.status)) +
                                                  ": that outcome is not possible now.");
  tx.verifications().update(verification);
  return domain::progress(verification, call.settings.verification);
}

}  // namespace amity::admin
