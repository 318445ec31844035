#include "account/domain/mail.h"

#include <string_view>

namespace amity::account::domain {
namespace {

// In units of the first; while a code can be used.
constexpr std::int64_t kPauses[] = {1, 5, 15, 60, 240, 480, 960};

std::string greeting(const AllianceLeadContact& to) {
  return "Dear " + to.first_name.str() + ' ' + to.last_name.str() + ",\n\n";
}

std::string_view purpose(ConnectionType type) {
  switch (type) {
    case ConnectionType::OPPORTUNITY_COLLABORATION:
      return "to collaborate on opportunities";
    case ConnectionType::SUBSIDIARY:
      return "to be connected as its subsidiary";
  }
  return {};
}

// What the sender wrote, set apart from what we write.
std::string quoted(std::string_view message) {
  std::string text = "    ";
  for (char c : message) {
    text += c;
    if (c == '\n') text += "    ";
  }
  return text;
}

}  // namespace

Mail code_mail(const Email& to, const EmailVerificationCode& code, Timestamp expires_at) {
  Mail mail;
  mail.recipient = to.str();
  mail.subject = "Your verification code";
  mail.text = "Your verification code is\n\n    " + code.str() +
              "\n\nIt proves once that this address is yours, until " + to_iso8601(expires_at) +
              ".\nA code that is sent later takes its place.\n\n"
              "If you did not ask for it, you need not do anything.\n";
  mail.expires_at = expires_at;
  return mail;
}

Mail invitation_received_mail(const AllianceLeadContact& to, const Invitation& invitation,
                              const UnicodeString& sender_company) {
  Mail mail;
  mail.recipient = to.email.str();
  mail.subject = sender_company.str() + " invites you to connect";
  mail.text = greeting(to) + sender_company.str() + " invites your company " +
              std::string(purpose(invitation.type)) + ".\n\n" + quoted(invitation.message.view()) +
              "\n\nContact: " + invitation.inviter_name.str() + ", " +
              invitation.inviter_email.str() + "\nInvitation: " + text(invitation.id).str() + " (" +
              std::string(shape::name_of(invitation.catalog)) +
              ")\nIt can be accepted or rejected until " + to_iso8601(invitation.expires_at) +
              ".\n";
  return mail;
}

Mail invitation_answered_mail(const AllianceLeadContact& to, const Invitation& invitation,
                              const std::string& receiver) {
  std::string_view answer =
      invitation.status == InvitationStatus::ACCEPTED ? "accepted" : "rejected";
  Mail mail;
  mail.recipient = to.email.str();
  mail.subject = receiver + " has " + std::string(answer) + " your invitation";
  mail.text = greeting(to) + receiver + " has " + std::string(answer) +
              " the invitation of your company " + std::string(purpose(invitation.type)) +
              ".\n\nInvitation: " + text(invitation.id).str() + " (" +
              std::string(shape::name_of(invitation.catalog)) + ")\n";
  return mail;
}

std::optional<Duration> pause_after(std::int64_t attempts, Duration first) {
  if (attempts < 1 || attempts > static_cast<std::int64_t>(std::size(kPauses))) return std::nullopt;
  return Duration{first.milliseconds * kPauses[attempts - 1]};
}

}  // namespace amity::account::domain
