#include "account/domain/identity.h"

#include <algorithm>

namespace amity::account::domain {
namespace {

// arn:aws:iam::111122223333: and what of it; AWS's own policies have "aws" for an account.
std::string iam_arn(const Place& place, AccountId account, std::string_view type,
                    std::string_view path, std::string_view name) {
  std::string arn = "arn:";
  arn += place.partition;
  arn += ":iam::";
  arn += text(account).view();
  arn += ':';
  arn += type;
  arn += path;
  arn += name;
  return arn;
}

}  // namespace

std::string root_arn(const Place& place, AccountId account) {
  return iam_arn(place, account, "root", "", "");
}

std::string arn(const Place& place, const Identity& identity) {
  std::string_view type = identity.key.kind == IdentityKind::user ? "user" : "role";
  return iam_arn(place, identity.key.account, type, identity.path, identity.key.name);
}

std::string arn(const Place& place, const ManagedPolicy& policy) {
  return iam_arn(place, policy.account, "policy", policy.path, policy.name);
}

std::string assumed_role_arn(const Place& place, AccountId account, std::string_view role_name,
                             std::string_view session_name) {
  std::string arn = "arn:";
  arn += place.partition;
  arn += ":sts::";
  arn += text(account).view();
  arn += ":assumed-role/";
  arn += role_name;
  arn += '/';
  arn += session_name;
  return arn;
}

std::optional<IamArn> parse_iam_arn(const Place& place, std::string_view arn) {
  std::string start = "arn:" + place.partition + ":iam::";
  if (!arn.starts_with(start)) return std::nullopt;
  arn.remove_prefix(start.size());
  std::size_t colon = arn.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  IamArn parsed;
  std::string_view account = arn.substr(0, colon);
  if (account != "aws") {
    parsed.account = parse_account(account);
    if (!parsed.account) return std::nullopt;
  }
  std::string_view resource = arn.substr(colon + 1);
  parsed.type = resource.substr(0, resource.find('/'));
  if (parsed.type == "root") {
    if (resource != "root" || !parsed.account) return std::nullopt;
    return parsed;
  }
  if (parsed.type != "user" && parsed.type != "role" && parsed.type != "policy")
    return std::nullopt;
  resource.remove_prefix(parsed.type.size());
  std::size_t slash = resource.rfind('/');
  if (slash == std::string_view::npos || slash + 1 == resource.size()) return std::nullopt;
  parsed.path = resource.substr(0, slash + 1);
  parsed.name = resource.substr(slash + 1);
  return parsed;
}

std::size_t counted_characters(std::string_view document) {
  return static_cast<std::size_t>(std::count_if(document.begin(), document.end(), [](char c) {
    // UTF-8: a character is counted by its first byte.
    return c != ' ' && c != '\t' && c != '\n' && c != '\r' &&
           (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace amity::account::domain
