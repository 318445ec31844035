#pragma once

#include "account/model/connection.h"
#include "account/model/invitation.h"
#include "account/model/preferences.h"
#include "account/model/profile.h"
#include "account/model/scalars.h"
#include "protocol/shape/timestamp.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Who and what the rules speak of, in the form that rows have: numbers. The API's texts are made
// from them and read back here.
namespace amity::account::domain {

// The two data environments; every row belongs to one (behaviour.md §1.1).
enum class CatalogId : std::uint8_t { AWS, Sandbox };
constexpr auto wire_names(CatalogId) { return shape::names("AWS", "Sandbox"); }

Catalog text(CatalogId catalog);
// Case-sensitive; empty for any other word.
std::optional<CatalogId> catalog_of(const Catalog& text);

// An AWS account: twelve digits.
struct AccountId {
  std::int64_t number = 0;
  auto operator<=>(const AccountId&) const = default;
};

AwsAccountId text(AccountId account);
std::optional<AccountId> parse_account(std::string_view text);

// An invitation or a connection is named by a 63-bit number whose leading 42 bits are the
// millisecond of its creation and whose other 21 bits are chance, so that numbers sort by age. On
// the wire it is a prefix and 13 characters of base32, in an alphabet that sorts as text sorts
// (design §3). The real service's identifiers have 65 bits: those that begin with a character after
// 'b' name nothing of ours.
struct InvitationKey {
  std::int64_t value = 0;
  auto operator<=>(const InvitationKey&) const = default;
};
struct ConnectionKey {
  std::int64_t value = 0;
  auto operator<=>(const ConnectionKey&) const = default;
};

inline constexpr int kRandomBits = 21;

// The smallest number that an identifier made at or after that instant can have.
constexpr std::int64_t first_key_at(Timestamp at) { return at.milliseconds << kRandomBits; }
// The number for a thing made now; `random` gives its low 21 bits.
constexpr std::int64_t make_key(Timestamp now, std::uint32_t random) {
  return first_key_at(now) | static_cast<std::int64_t>(random & ((1U << kRandomBits) - 1));
}

// When a number was made.
constexpr Timestamp time_of(std::int64_t key) { return {key >> kRandomBits}; }

// The 13 characters of a number, and back. Empty for a text that is no number of ours.
std::string base32(std::int64_t key);
std::optional<std::int64_t> from_base32(std::string_view thirteen);

ConnectionInvitationId text(InvitationKey key);
ConnectionId text(ConnectionKey key);
std::optional<InvitationKey> key_of(const ConnectionInvitationId& id);
std::optional<ConnectionKey> key_of(const ConnectionId& id);

// An update of a profile, likewise.
struct ProfileTaskKey {
  std::int64_t value = 0;
  auto operator<=>(const ProfileTaskKey&) const = default;
};

ProfileTaskId text(ProfileTaskKey key);
std::optional<ProfileTaskKey> key_of(const ProfileTaskId& id);

// Where this installation pretends to be; the parts of an ARN that no row has.
struct Place {
  std::string partition = "aws";
  std::string region = "us-east-1";
};

// behaviour.md §1.2. Invitations and connections have no account in theirs: they are of two.
PartnerArn partner_arn(const Place& place, AccountId account, CatalogId catalog,
                       const PartnerId& id);
// Appends the ARN that a thing of that kind ("partner", "connection") and id would have; `account`
// is empty for what belongs to two.
void append_arn(const Place& place, std::string_view account, CatalogId catalog,
                std::string_view kind, std::string_view id, std::string& out);
// The catalog that an ARN of that form names; empty for any other text, an ARN of something else or
// of an unknown catalog among them. Says nothing of whose it is.
std::optional<CatalogId> catalog_of_partner_arn(std::string_view arn);
ConnectionPreferencesArn preferences_arn(const Place& place, AccountId account, CatalogId catalog);
ConnectionInvitationArn arn(const Place& place, CatalogId catalog, InvitationKey key);
ConnectionArn arn(const Place& place, CatalogId catalog, ConnectionKey key);

}  // namespace amity::account::domain
