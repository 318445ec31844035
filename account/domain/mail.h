#pragma once

#include "account/domain/invitation.h"
#include "account/model/partner.h"

#include <cstdint>
#include <optional>
#include <string>

// The mails that the service writes: codes (behaviour.md §6.4) and notices to alliance leads
// (§1.4).
namespace amity::account::domain {

// What became of a mail. One that is kept was written while no mail server was known: it is there
// to be read, and never sent.
enum class MailState : std::uint8_t { waiting, sent, dead, kept };

struct Mail {
  std::int64_t id = 0;  // time-ordered; says when it was written
  std::string recipient;
  std::string subject;
  std::string text;  // UTF-8, lines end in \n
  MailState state = MailState::waiting;
  std::int64_t attempts = 0;
  Timestamp due_at;                     // next attempt; while one is made, until when it may take
  std::optional<Timestamp> expires_at;  // when it is of no use any more
  std::string last_error;               // of the last attempt that failed
};

// The mails, ready but for id and state.

Mail code_mail(const Email& to, const EmailVerificationCode& code, Timestamp expires_at);
// To the receiver's alliance lead.
Mail invitation_received_mail(const AllianceLeadContact& to, const Invitation& invitation,
                              const UnicodeString& sender_company);
// To the sender's, when the invitation was accepted or rejected. `receiver` is how the sender knows
// the other.
Mail invitation_answered_mail(const AllianceLeadContact& to, const Invitation& invitation,
                              const std::string& receiver);

// How long to wait after that many attempts that failed, or nothing when there were enough. The
// pauses grow from `first` to many times that: with a minute, the last attempt is made after 29
// hours.
std::optional<Duration> pause_after(std::int64_t attempts, Duration first);

}  // namespace amity::account::domain
