#pragma once

#include "account/domain/identifiers.h"
#include "account/model/tag.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"
#include "protocol/shape/timestamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Who may call: the users and roles of an account, their access keys, sessions and policies, as AWS
// Identity and Access Management has them. Names, limits and ARNs are IAM's ("IAM and STS quotas"
// and "IAM identifiers" in its user guide).
namespace amity::account::domain {

// The name of a user or a role; two of one kind in one account differ in more than their case.
struct IdentityName : shape::Text<IdentityName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 64, .pattern = R"([\w+=,.@-]+)"};
};

// The name of a policy, managed or inline.
struct PolicyName : shape::Text<PolicyName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 128, .pattern = R"([\w+=,.@-]+)"};
};

// Where in its account's tree a user, role or policy stands: "/", or "/division/team/".
struct IdentityPath : shape::Text<IdentityPath> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 512, .pattern = R"(/|/[\x21-\x7E]+/)"};
};

// The name that whoever assumes a role gives the session.
struct RoleSessionName : shape::Text<RoleSessionName> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 2, .max = 64, .pattern = R"([\w+=,.@-]+)"};
};

inline constexpr std::size_t kAccessKeysPerUser = 2;
inline constexpr std::size_t kAttachedPolicies = 10;  // of one user or role
inline constexpr std::size_t kTagsPerIdentity = 50;
// Without the blanks: of one managed policy, of all inline ones of a user, of a role.
inline constexpr std::size_t kManagedPolicyCharacters = 6'144;
inline constexpr std::size_t kUserPolicyCharacters = 2'048;
inline constexpr std::size_t kRolePolicyCharacters = 10'240;

// What policies hang on.
enum class IdentityKind : std::uint8_t { user, role };

struct IdentityKey {
  AccountId account{};
  IdentityKind kind{};
  std::string name{};
  auto operator<=>(const IdentityKey&) const = default;
};

// What a role has and a user has not.
struct RoleTerms {
  std::string trust_policy{};  // who may assume it, as JSON
  std::string description{};
  Duration max_session = hours(1);  // the longest that a session may be asked for
};

struct Identity {
  IdentityKey key{};
  std::string path = "/";
  std::string id{};  // AIDA… of a user, AROA… of a role: never used again, unlike the name
  Timestamp created_at{};
  std::optional<std::string> boundary{};  // the ARN of the policy that bounds its permissions
  std::optional<RoleTerms> role{};        // present when, and only when, it is one
};

// A long-lived key of a user or, without one, of the account's root.
struct AccessKey {
  std::string id{};  // AKIA…
  AccountId account{};
  std::optional<std::string> user{};
  std::string sealed{};  // the secret, as protocol/seal has sealed it for this id
  bool active = true;
  Timestamp created_at{};
  std::optional<Timestamp> last_used_at{};
  std::string last_used_service{};
  std::string last_used_region{};
};

// A policy that a session was made with: given with the request, or a managed policy as it was
// then.
struct PolicyText : shape::Text<PolicyText> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct SessionPolicy {
  PolicyText name{};  // "session policy", or an ARN
  PolicyText document{};

  static constexpr auto members() {
    using Self = SessionPolicy;
    return shape::fields(shape::field<&Self::name>("Name", "What it is called."),
                         shape::field<&Self::document>("Document", "What it says, as JSON."));
  }
};
struct SessionPolicyList : shape::List<SessionPolicyList, SessionPolicy> {};

// A role that somebody has assumed: the temporary key that came of it, and what it may do.
struct Session {
  std::string access_key_id{};  // ASIA…
  AccountId account{};          // the role's
  AccountId source{};           // of whoever assumed it, or the first role of a chain
  std::string role_name{};
  std::string role_id{};  // the session is void when the role of that name has another id
  std::string name{};     // a RoleSessionName
  std::string sealed{};   // secret and token
  Timestamp created_at{};
  Timestamp expires_at{};
  SessionPolicyList policies{};  // what they do not allow, the session may not do; none: all
  TagList tags{};                // they go before the role's
};

struct ManagedPolicy {
  AccountId account{};
  std::string name{};
  std::string path = "/";
  std::string id{};  // ANPA…
  std::string document{};
  std::string description{};
  Timestamp created_at{};
};

struct InlinePolicy {
  std::string name{};
  std::string document{};
};

// When and for what a key was used last.
struct KeyUse {
  std::string access_key_id{};
  Timestamp at{};
  std::string service{};
  std::string region{};
};

// Prefixes of identifiers, which say what they name.
inline constexpr std::string_view kUserPrefix = "AIDA";
inline constexpr std::string_view kRolePrefix = "AROA";
inline constexpr std::string_view kPolicyPrefix = "ANPA";
inline constexpr std::string_view kAccessKeyPrefix = "AKIA";
inline constexpr std::string_view kSessionPrefix = "ASIA";

// arn:aws:iam::111122223333:root
std::string root_arn(const Place& place, AccountId account);
// arn:aws:iam::111122223333:user/path/name, or role/…
std::string arn(const Place& place, const Identity& identity);
// arn:aws:iam::111122223333:policy/path/name
std::string arn(const Place& place, const ManagedPolicy& policy);
// arn:aws:sts::111122223333:assumed-role/role/session; the role's path is not in it.
std::string assumed_role_arn(const Place& place, AccountId account, std::string_view role_name,
                             std::string_view session_name);

// What an ARN of IAM names.
struct IamArn {
  std::optional<AccountId> account;  // none: AWS's own
  std::string_view type;             // "user", "role", "policy" or "root"
  std::string_view path;             // "/", "/division/"; empty of root
  std::string_view name;             // empty of root
};

// The parts of an ARN, as views of it. Empty for any text that is not such an ARN of the partition;
// says nothing of whether there is such a thing.
std::optional<IamArn> parse_iam_arn(const Place& place, std::string_view arn);

// The characters of a policy that its limits count: all but blanks.
std::size_t counted_characters(std::string_view document);

}  // namespace amity::account::domain
