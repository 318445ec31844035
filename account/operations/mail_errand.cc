#include "account/operations/mail_errand.h"

#include <utility>

namespace amity::account {
namespace {

// Longer than a carrier takes.
constexpr Duration kClaim = minutes(5);

}  // namespace

MailErrand::MailErrand(std::unique_ptr<MailCarrier> carrier) : carrier_(std::move(carrier)) {}

bool MailErrand::claim(WriteTx& tx, const Moment& moment) {
  if (moment.now < resting_until_) return false;
  auto due = tx.mails().claim_due(moment.now, moment.now + kClaim);
  if (!due) return false;
  mail_ = std::move(*due);
  return true;
}

void MailErrand::go() noexcept { report_ = carrier_->carry(mail_); }

void MailErrand::report(WriteTx& tx, const Moment& moment) {
  domain::Mail mail = mail_;
  mail.due_at = moment.now;
  mail.last_error = report_.why;
  auto pause = domain::pause_after(mail.attempts, moment.settings.mail_first_pause);
  if (report_.delivery == Delivery::accepted) {
    mail.state = domain::MailState::sent;
  } else if (report_.delivery == Delivery::refused || !pause) {
    mail.state = domain::MailState::dead;
  } else {
    mail.due_at = moment.now + *pause;
  }
  if (report_.delivery == Delivery::unreachable)
    resting_until_ = moment.now + moment.settings.mail_first_pause;
  // When the claim was lost, somebody else has sent it, or it has expired: their word stands.
  tx.mails().report(mail);
}

}  // namespace amity::account
