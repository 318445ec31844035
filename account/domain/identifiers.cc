#include "account/domain/identifiers.h"

#include "protocol/validation/pattern.h"

#include <array>

namespace amity::account::domain {
namespace {

// Sorted as bytes sort: digits before letters.
constexpr std::string_view kAlphabet = "234567abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kDigits = 13;

constexpr std::string_view kInvitationPrefix = "pacinv-";
constexpr std::string_view kConnectionPrefix = "pac-";
constexpr std::string_view kProfileTaskPrefix = "pprofiletask-";

constexpr auto kValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}();

void append_base32(std::int64_t key, std::string& out) {
  auto bits = static_cast<std::uint64_t>(key);
  std::array<char, kDigits> digits{};
  for (std::size_t i = kDigits; i-- > 0;) {
    digits[i] = kAlphabet[bits & 31];
    bits >>= 5;
  }
  out.append(digits.data(), digits.size());
}

std::string prefixed(std::string_view prefix, std::int64_t key) {
  std::string id;
  id.reserve(prefix.size() + kDigits);
  id += prefix;
  append_base32(key, id);
  return id;
}

std::optional<std::int64_t> without_prefix(std::string_view prefix, std::string_view id) {
  if (!id.starts_with(prefix)) return std::nullopt;
  return from_base32(id.substr(prefix.size()));
}

// arn:aws:partnercentral:us-east-1:<account>:catalog/AWS/<kind>
void append_arn_of(const Place& place, std::string_view account, CatalogId catalog,
                   std::string_view kind, std::string& arn) {
  arn += "arn:";
  arn += place.partition;
  arn += ":partnercentral:";
  arn += place.region;
  arn += ':';
  arn += account;
  arn += ":catalog/";
  arn += shape::name_of(catalog);
  arn += '/';
  arn += kind;
}

std::string arn_of(const Place& place, std::string_view account, CatalogId catalog,
                   std::string_view kind) {
  std::string arn;
  arn.reserve(128);
  append_arn_of(place, account, catalog, kind, arn);
  return arn;
}

// The same for one of a kind: …/<kind>/
std::string arn_start(const Place& place, std::string_view account, CatalogId catalog,
                      std::string_view kind) {
  return arn_of(place, account, catalog, kind) + '/';
}

}  // namespace

Catalog text(CatalogId catalog) { return Catalog(shape::name_of(catalog)); }

std::optional<CatalogId> catalog_of(const Catalog& text) {
  return shape::enumerator<CatalogId>(text.view());
}

AwsAccountId text(AccountId account) {
  std::array<char, 12> digits{};
  std::int64_t rest = account.number;
  for (std::size_t i = digits.size(); i-- > 0;) {
    digits[i] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  return AwsAccountId(std::string_view(digits.data(), digits.size()));
}

std::optional<AccountId> parse_account(std::string_view text) {
  if (text.size() != 12) return std::nullopt;
  std::int64_t number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return AccountId{number};
}

std::string base32(std::int64_t key) {
  std::string out;
  append_base32(key, out);
  return out;
}

std::optional<std::int64_t> from_base32(std::string_view thirteen) {
  if (thirteen.size() != kDigits) return std::nullopt;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    std::int8_t value = kValues[static_cast<unsigned char>(thirteen[i])];
    // The first character carries the top 3 of 63 bits: it is one of the first eight.
    if (value < 0 || (i == 0 && value > 7)) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint64_t>(value);
  }
  return static_cast<std::int64_t>(bits);
}

ConnectionInvitationId text(InvitationKey key) {
  return ConnectionInvitationId(prefixed(kInvitationPrefix, key.value));
}

ConnectionId text(ConnectionKey key) {
  return ConnectionId(prefixed(kConnectionPrefix, key.value));
}

std::optional<InvitationKey> key_of(const ConnectionInvitationId& id) {
  auto key = without_prefix(kInvitationPrefix, id.view());
  return key ? std::optional(InvitationKey{*key}) : std::nullopt;
}

std::optional<ConnectionKey> key_of(const ConnectionId& id) {
  auto key = without_prefix(kConnectionPrefix, id.view());
  return key ? std::optional(ConnectionKey{*key}) : std::nullopt;
}

ProfileTaskId text(ProfileTaskKey key) {
  return ProfileTaskId(prefixed(kProfileTaskPrefix, key.value));
}

std::optional<ProfileTaskKey> key_of(const ProfileTaskId& id) {
  auto key = without_prefix(kProfileTaskPrefix, id.view());
  return key ? std::optional(ProfileTaskKey{*key}) : std::nullopt;
}

void append_arn(const Place& place, std::string_view account, CatalogId catalog,
                std::string_view kind, std::string_view id, std::string& out) {
  append_arn_of(place, account, catalog, kind, out);
  out += '/';
  out += id;
}

PartnerArn partner_arn(const Place& place, AccountId account, CatalogId catalog,
                       const PartnerId& id) {
  return PartnerArn(arn_start(place, text(account).view(), catalog, "partner") + id.str());
}

std::optional<CatalogId> catalog_of_partner_arn(std::string_view arn) {
  if (!shape::matches(*shape::type_of<PartnerArn>().pattern, arn)) return std::nullopt;
  constexpr std::string_view kBefore = ":catalog/";
  std::string_view word = arn.substr(arn.find(kBefore) + kBefore.size());
  return shape::enumerator<CatalogId>(word.substr(0, word.find('/')));
}

ConnectionPreferencesArn preferences_arn(const Place& place, AccountId account, CatalogId catalog) {
  return ConnectionPreferencesArn(
      arn_of(place, text(account).view(), catalog, "connection-preferences"));
}

ConnectionInvitationArn arn(const Place& place, CatalogId catalog, InvitationKey key) {
  return ConnectionInvitationArn(arn_start(place, {}, catalog, "connection-invitation") +
                                 text(key).str());
}

ConnectionArn arn(const Place& place, CatalogId catalog, ConnectionKey key) {
  return ConnectionArn(arn_start(place, {}, catalog, "connection") + text(key).str());
}

}  // namespace amity::account::domain
