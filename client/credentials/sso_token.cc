#include "client/credentials/sso_token.h"

#include "client/credentials/inquiry.h"
#include "client/credentials/key_document.h"
#include "client/credentials/service.h"
#include "client/settings/plain_text.h"
#include "client/settings/read_file.h"
#include "protocol/descriptor/descriptor.h"
#include "protocol/descriptor/write_all.h"
#include "protocol/shape/encode.h"
#include "protocol/sigv4/hash.h"

#include <openssl/evp.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace amity::client {
namespace {

constexpr ServiceNames kNames{.endpoint_variable = "AWS_ENDPOINT_URL_SSO_OIDC",
                              .services_key = "sso_oidc"};
constexpr Duration kRenew = minutes(15);

std::string sha1_hex(const std::string& text) {
  std::array<unsigned char, 20> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
  std::string hex;
  sigv4::append_hex({reinterpret_cast<const char*>(digest.data()), digest.size()}, hex);
  return hex;
}

// Of what is not empty.
std::string object_of(std::initializer_list<std::pair<const char*, std::string>> members) {
  std::string json;
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    json += json.empty() ? "{" : ", ";
    shape::append_json_string(name, json);
    json += ": ";
    shape::append_json_string(value, json);
  }
  return json + '}';
}

// Whole or not at all, and nobody else's to read. False when it cannot be.
bool write_file(const std::string& path, const std::string& text) {
  std::string fresh = path + ".XXXXXX";
  Descriptor file(::mkstemp(fresh.data()));
  if (!file.is_open()) return false;
  bool written = write_all(*file, text) == text.size() && ::fsync(*file) == 0;
  if (written && std::rename(fresh.c_str(), path.c_str()) == 0) return true;
  ::unlink(fresh.c_str());
  return false;
}

bool may_be_token(const std::string& text) {
  return !text.empty() && text.find_first_of("\r\n") == std::string::npos;
}

// A token of the file, with what renews it.
class Token {
 public:
  Token(const Search& search, const SsoLogin& login)
      : search_(search),
        login_(login),
        name_(login.session.empty() ? login.start_url : login.session),
        path_(search.variable("HOME") + "/.aws/sso/cache/" + sha1_hex(name_) + ".json") {
    auto document = KeyDocument::read(json());
    auto expires_at = document ? parse_iso8601(document->text("expiresAt")) : std::nullopt;
    if (!expires_at || !may_be_token(document->text("accessToken")))
      refuse("Token for " + name_ + " is invalid");
    document_ = *std::move(document);
    left_ = *expires_at - search.now();
  }

  // How long it serves.
  Duration left() const { return left_; }
  const std::string& text() const { return document_.text("accessToken"); }

  // Another one; empty where there is none to be had.
  std::string renewed() const {
    auto registered_until = parse_iso8601(document_.text("registrationExpiresAt"));
    if (login_.session.empty() || document_.text("refreshToken").empty() ||
        document_.text("clientId").empty() || document_.text("clientSecret").empty() ||
        !registered_until || *registered_until <= search_.now())
      return {};
    auto answer = KeyDocument::read(ask_for_token());
    auto serves = answer ? whole_number<std::int32_t>(answer->text("expiresIn")) : std::nullopt;
    if (!serves || *serves <= 0 || !may_be_token(answer->text("accessToken"))) return {};
    // A token that could not be written serves all the same: the disk may be for reading only.
    static_cast<void>(write_file(path_, document_of(*answer, search_.now() + seconds(*serves))));
    return answer->text("accessToken");
  }

 private:
  [[noreturn]] static void refuse(const std::string& why) {
    throw CredentialsError("Error loading SSO Token: " + why);
  }

  std::string json() const {
    try {
      if (auto read = read_file(path_)) return *read;
    } catch (const std::system_error& error) {
      refuse(error.what());
    }
    refuse("Token for " + name_ + " does not exist; aws sso login makes one");
  }

  // Empty when it is refused.
  std::string ask_for_token() const {
    Service service = find_service(search_, kNames, "oidc", login_.region);
    Reply reply = ask({.url = service.url + "/token",
                       .method = "POST",
                       .headers = {{"Content-Type", "application/json"}},
                       .body = object_of({{"grantType", "refresh_token"},
                                          {"clientId", document_.text("clientId")},
                                          {"clientSecret", document_.text("clientSecret")},
                                          {"refreshToken", document_.text("refreshToken")}}),
                       .tls = service.tls,
                       .by_proxy = true},
                      search_.stop);
    // It may serve yet. Else why no answer came helps more than the word to log in again.
    if (reply.status == 0 && left_ <= Duration()) fail("sso", reply.failure);
    return reply.status == 200 ? reply.body : "";
  }

  // The file as the AWS CLI reads it. A refresh token serves once; there may be no other.
  std::string document_of(const KeyDocument& answer, Timestamp expires_at) const {
    return object_of({{"startUrl", login_.start_url},
                      {"region", login_.region},
                      {"accessToken", answer.text("accessToken")},
                      {"expiresAt", to_iso8601(expires_at)},
                      {"clientId", document_.text("clientId")},
                      {"clientSecret", document_.text("clientSecret")},
                      {"registrationExpiresAt", document_.text("registrationExpiresAt")},
                      {"refreshToken", answer.text("refreshToken")}});
  }

  const Search& search_;
  const SsoLogin& login_;
  std::string name_;
  std::string path_;
  KeyDocument document_;
  Duration left_;
};

}  // namespace

std::string sso_token(const Search& search, const SsoLogin& login) {
  Token token(search, login);
  if (token.left() < kRenew)
    if (std::string renewed = token.renewed(); !renewed.empty()) return renewed;
  if (token.left() <= Duration()) fail_expired_login();
  return token.text();
}

void fail_expired_login() {
  throw CredentialsError(
      "The SSO session associated with this profile has expired or is otherwise invalid. To "
      "refresh this SSO session run aws sso login with the corresponding profile.");
}

}  // namespace amity::client
