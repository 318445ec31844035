#include "client/credentials/sts.h"

#include "client/credentials/inquiry.h"
#include "client/credentials/service.h"
#include "client/settings/url.h"
#include "protocol/sigv4/canonical_request.h"
#include "protocol/sigv4/sign.h"

namespace amity::client {
namespace {

constexpr ServiceNames kNames{.endpoint_variable = "AWS_ENDPOINT_URL_STS", .services_key = "sts"};
constexpr Duration kClocksDiffer = minutes(4);

std::string form(const std::string& action, const Query& parameters) {
  std::string body = "Action=" + action + "&Version=2011-06-15";
  for (const auto& [name, value] : parameters) {
    body.append("&").append(name).append("=");
    sigv4::append_uri_encoded(value, false, body);
  }
  return body;
}

void sign(Inquiry& inquiry, const Url& url, const Credentials& by, const std::string& region,
          Timestamp at) {
  sigv4::Signer signer({.access_key_id = by.access_key_id,
                        .secret_access_key = by.secret_access_key,
                        .session_token = by.session_token},
                       {.region = region, .service = "sts"});
  std::vector<sigv4::Field> fields(inquiry.headers.begin(), inquiry.headers.end());
  auto added = signer.sign(
      {.method = "POST", .target = url.target, .fields = fields, .body = inquiry.body}, at);
  inquiry.headers.insert(inquiry.headers.end(), added.begin(), added.end());
}

// By so much that a signature is refused for it.
bool differ(Timestamp a, Timestamp b) { return a - b > kClocksDiffer || b - a > kClocksDiffer; }

Credentials credentials_of(const std::string& xml) {
  std::string expiration = element_text(xml, "Expiration");
  Credentials credentials{.access_key_id = element_text(xml, "AccessKeyId"),
                          .secret_access_key = element_text(xml, "SecretAccessKey"),
                          .session_token = element_text(xml, "SessionToken"),
                          .expires_at = parse_iso8601(expiration)};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty() ||
      credentials.session_token.empty() || !credentials.expires_at)
    fail("sts", "an answer without credentials");
  return credentials;
}

}  // namespace

Credentials ask_sts(const Search& search, const std::string& action, const Query& parameters,
                    const Credentials* by) {
  Service sts = find_service(search, kNames, "sts", std::nullopt);
  Inquiry inquiry{.url = sts.url,
                  .method = "POST",
                  .body = form(action, parameters),
                  .tls = sts.tls,
                  .by_proxy = true};
  Url url = *read_url(sts.url);
  auto ask_at = [&](Timestamp at) {
    inquiry.headers = {{"Host", std::string(url.host)},
                       {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    if (by != nullptr) sign(inquiry, url, *by, sts.region, at);
    return ask(inquiry, search.stop);
  };
  Timestamp now = search.now();
  Reply reply = ask_at(now);
  // What is refused may be the time of the signature, be it by this code or that.
  if (by != nullptr && reply.date && (reply.status == 400 || reply.status == 403) &&
      differ(*reply.date, now))
    reply = ask_at(*reply.date);
  if (reply.status == 0) fail("sts", reply.failure);
  if (reply.status == 200) return credentials_of(reply.body);
  std::string code = element_text(reply.body, "Code");
  if (code.empty()) code = std::to_string(reply.status);
  throw CredentialsError("An error occurred (" + code + ") when calling the " + action +
                         " operation: " + element_text(reply.body, "Message"));
}

std::string element_text(std::string_view xml, std::string_view name) {
  std::string tag = '<' + std::string(name) + '>';
  std::size_t begin = xml.find(tag);
  if (begin == std::string_view::npos) return {};
  std::string_view inside = xml.substr(begin + tag.size());
  std::size_t end = inside.find("</" + tag.substr(1));
  if (end == std::string_view::npos) return {};
  inside = inside.substr(0, end);

  constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'},   {"&lt;", '<'},   {"&gt;", '>'}, {"&quot;", '"'},
      {"&apos;", '\''}, {"&#39;", '\''}, {"&#34;", '"'}};
  std::string text;
  while (!inside.empty()) {
    std::size_t taken = 1;
    char c = inside.front();
    for (const auto& [entity, meaning] : entities)
      if (inside.starts_with(entity)) taken = entity.size(), c = meaning;
    text += c;
    inside.remove_prefix(taken);
  }
  return text;
}

}  // namespace amity::client
