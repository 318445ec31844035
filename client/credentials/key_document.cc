#include "client/credentials/key_document.h"

#include <simdjson.h>

namespace amity::client {

std::optional<KeyDocument> KeyDocument::read(std::string_view json, std::string_view member) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
  if (!member.empty() && root[member].get(root) != simdjson::SUCCESS) return std::nullopt;
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return std::nullopt;
  KeyDocument document;
  for (auto [name, value] : object) {
    std::string_view text;
    std::int64_t number = 0;
    if (value.get(text) == simdjson::SUCCESS)
      document.members_.insert_or_assign(std::string(name), text);
    else if (value.get(number) == simdjson::SUCCESS)
      document.members_.insert_or_assign(std::string(name), std::to_string(number));
  }
  return document;
}

const std::string& KeyDocument::text(std::string_view name) const {
  static const std::string nothing;
  auto found = members_.find(name);
  return found != members_.end() ? found->second : nothing;
}

std::optional<Credentials> KeyDocument::credentials(std::string_view token_name) const {
  Credentials credentials{.access_key_id = text("AccessKeyId"),
                          .secret_access_key = text("SecretAccessKey"),
                          .session_token = text(token_name),
                          .expires_at = parse_iso8601(text("Expiration"))};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty() ||
      (!credentials.expires_at && !text("Expiration").empty()))
    return std::nullopt;
  return credentials;
}

}  // namespace amity::client
