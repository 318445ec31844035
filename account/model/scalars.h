#pragma once

#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"
#include "protocol/shape/timestamp.h"

#include <cstdint>
#include <string_view>

// The named strings, numbers and words that every part of the API shares.
namespace amity::account {

// An instant; on the wire a string such as 2026-02-08T20:48:55.457Z.
using DateTime = Timestamp;

// One line: printable characters and spaces, no control characters.
inline constexpr std::string_view printable_line =
    R"([\x{0020}-\x{007E}\x{00A0}-\x{D7FF}\x{E000}-\x{FFFD}]+)";

// Which world of data is meant: "AWS" (production) or "Sandbox". Partners, invitations, connections
// and quotas of one catalog know nothing of the other's.
struct Catalog : shape::Text<Catalog> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 64, .pattern = "[a-zA-Z0-9-]+"};
};

// The two catalogs there are. A catalog of another name is well-formed but unknown.
inline constexpr std::string_view catalogs[] = {"AWS", "Sandbox"};

// Chosen by the caller, so that a request sent twice takes effect once.
struct ClientToken : shape::Text<ClientToken> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 64, .pattern = "[A-Za-z0-9-_]+"};
};

// Where the next page of a list begins. Opaque to the caller.
struct NextToken : shape::Text<NextToken> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 2048, .pattern = R"([\S]+)"};
};

// The length of a page.
struct MaxResults : shape::Number<MaxResults, std::int32_t> {
  using Number::Number;
  static constexpr std::int32_t when_absent = 20;
  static constexpr shape::NumberLimits limits{.min = 1, .max = 100};
};

// Text without limits, as errors carry it.
struct String : shape::Text<String> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

// A line of printable text that anybody may see, such as a display name.
struct UnicodeString : shape::Text<UnicodeString> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 80, .pattern = printable_line};
};

// A line of printable text that names a person or a company in private.
struct SensitiveUnicodeString : shape::Text<SensitiveUnicodeString> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = printable_line, .sensitive = true};
};

// An e-mail address.
struct Email : shape::Text<Email> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 320,
      .pattern =
          R"([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9])"
          R"((?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)"};
};

// The six digits mailed to prove that an address is the caller's.
struct EmailVerificationCode : shape::Text<EmailVerificationCode> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 6, .max = 6, .pattern = "[0-9]+", .sensitive = true};
};

// A domain such as example.com.
struct DomainName : shape::Text<DomainName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 253,
      .pattern = R"([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9])"
                 R"(([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)"};
};

// The address of a page or of an image, beginning with https.
struct Url : shape::Text<Url> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 256, .pattern = R"((https|HTTPS):\/\/[^\/\s]+(\/\S*)?)"};
};

// A language and a country, such as en-US.
struct Locale : shape::Text<Locale> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.pattern = "[a-z]{2}-[A-Z]{2}"};
};

// A country, ISO 3166-1 alpha-2.
struct CountryCode : shape::Text<CountryCode> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 2, .max = 2, .pattern = "[A-Z]{2}"};
};

// The twelve digits of an account.
struct AwsAccountId : shape::Text<AwsAccountId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.pattern = "[0-9]{12}"};
};

// The other side of an invitation or a connection: a partner profile id, an account id or a seller
// profile id.
struct ParticipantIdentifier : shape::Text<ParticipantIdentifier> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 100, .pattern = "[a-zA-Z0-9-]+"};
};

// A filter on the other side: any of these. Empty means everybody.
struct OtherParticipantIdentifierList
    : shape::List<OtherParticipantIdentifierList, ParticipantIdentifier> {
  static constexpr shape::ListLimits limits{.max = 100, .unique = true};
};
using ListConnectionInvitationsRequestOtherParticipantIdentifiersList =
    OtherParticipantIdentifierList;
using ListConnectionsRequestOtherParticipantIdentifiersList = OtherParticipantIdentifierList;

// A partner; "partner-" and 13 characters.
struct PartnerId : shape::Text<PartnerId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.pattern = "partner-[A-Za-z0-9]{13}"};
};

// A partner's full name.
struct PartnerArn : shape::Text<PartnerArn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern =
          "arn:[a-z-]+:partnercentral:[a-z0-9-]+:[0-9]{12}:catalog/[A-Za-z-_]+/partner/"
          "partner-[A-Za-z0-9]{13}"};
};

// A partner by id or by ARN.
struct PartnerIdentifier : shape::Text<PartnerIdentifier> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern =
          "(partner-[A-Za-z0-9]{13}|arn:[a-z-]+:partnercentral:[a-z0-9-]+:[0-9]{12}:catalog/"
          "[A-Za-z-_]+/partner/partner-[A-Za-z0-9]{13})"};
};

// A partner's profile; "pprofile-" and 13 characters. This is what partners give each other.
struct PartnerProfileId : shape::Text<PartnerProfileId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 50, .pattern = "pprofile-[A-Za-z0-9]{13}"};
};

// A Marketplace seller's profile.
struct SellerProfileId : shape::Text<SellerProfileId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 50, .pattern = "[a-zA-Z0-9-]+"};
};

// An invitation; "pacinv-" and 13 characters. Both sides know it by the same id.
struct ConnectionInvitationId : shape::Text<ConnectionInvitationId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.pattern = "pacinv-[A-Za-z0-9]{13}"};
};

// An invitation's full name. It has no account, because two own it.
struct ConnectionInvitationArn : shape::Text<ConnectionInvitationArn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern = R"(arn:[a-zA-Z0-9-]+:partnercentral:[a-z0-9\-]*::catalog)"
                 R"(/[a-zA-Z]+/connection-invitation/pacinv-[A-Za-z0-9]{13})"};
};

// A connection; "pac-" and 13 characters. Both sides know it by the same id.
struct ConnectionId : shape::Text<ConnectionId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.pattern = "pac-[A-Za-z0-9]{13}"};
};

// A connection's full name. It has no account, because two own it.
struct ConnectionArn : shape::Text<ConnectionArn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern = R"(arn:[a-zA-Z0-9-]+:partnercentral:[a-z0-9\-]*::catalog)"
                 R"(/[a-zA-Z]+/connection/pac-[A-Za-z0-9]{13})"};
};

// What two partners connect for. The subsidiary is the receiver.
enum class ConnectionType : std::uint8_t {
  OPPORTUNITY_COLLABORATION,
  SUBSIDIARY,
};
constexpr auto wire_names(ConnectionType) {
  return shape::names("OPPORTUNITY_COLLABORATION", "SUBSIDIARY");
}

}  // namespace amity::account
