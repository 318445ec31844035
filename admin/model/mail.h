#pragma once

#include "account/model/scalars.h"
#include "admin/model/scalars.h"

// The mails that the service wrote.
namespace amity::admin {

// What became of a mail.
enum class MailState : std::uint8_t { WAITING, SENT, DEAD, KEPT };
constexpr auto wire_names(MailState) { return shape::names("WAITING", "SENT", "DEAD", "KEPT"); }

// What is in a mail, and to whom: addresses and codes.
struct MailText : shape::Text<MailText> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.sensitive = true};
};

struct ListMailsRequest {
  std::optional<MailText> recipient{};
  std::optional<account::MaxResults> max_results{};
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListMailsRequest;
    return shape::fields(
        shape::field<&Self::recipient>("Recipient", "An address, in any case; all when absent."),
        shape::field<&Self::max_results>("MaxResults", "1 to 100; 20 when absent."),
        shape::field<&Self::next_token>("NextToken", "As the page before gave it."));
  }
};

struct Attempts : shape::Number<Attempts, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};

struct MailSummary {
  MailText recipient;
  Sentence subject;
  MailText text;
  MailState state{};
  account::DateTime written_at;
  Attempts attempts;
  std::optional<account::DateTime> expires_at{};
  std::optional<Sentence> last_error{};

  static constexpr auto members() {
    using Self = MailSummary;
    return shape::fields(
        shape::field<&Self::recipient>("Recipient", "To whom."),
        shape::field<&Self::subject>("Subject", "About what."),
        shape::field<&Self::text>("Text", "All of it."),
        shape::field<&Self::state>("State", "What became of it."),
        shape::field<&Self::written_at>("WrittenAt", "When."),
        shape::field<&Self::attempts>("Attempts", "How often it was tried to be sent."),
        shape::field<&Self::expires_at>("ExpiresAt", "When it is of no use any more."),
        shape::field<&Self::last_error>("LastError", "Why the last attempt failed."));
  }
};
struct MailList : shape::List<MailList, MailSummary> {};

struct ListMailsResponse {
  MailList mails;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListMailsResponse;
    return shape::fields(
        shape::field<&Self::mails>("Mails", "The newest first."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

}  // namespace amity::admin
