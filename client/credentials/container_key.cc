// What runs in a container of ECS or EKS asks an address that its environment names.
#include "client/credentials/inquiry.h"
#include "client/credentials/key_document.h"
#include "client/credentials/search.h"
#include "client/settings/read_file.h"
#include "client/settings/settings.h"
#include "client/settings/url.h"
#include "protocol/ip/address.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace amity::client {
namespace {

constexpr const char* kSource = "container-role";

// The agents of ECS and EKS. The token goes nowhere else in the clear.
constexpr std::array<std::string_view, 4> kHosts = {"169.254.170.2", "169.254.170.23",
                                                    "fd00:ec2::23", "localhost"};

bool may_be_asked(const Url& url) {
  if (url.encrypted) return true;
  std::string_view host = url.hostname();
  auto address = ip::Address::parse(host);
  return (address && address->is_loopback()) ||
         std::find(kHosts.begin(), kHosts.end(), host) != kHosts.end();
}

// Empty when there is none.
std::string token_of(const Search& search) {
  std::string path = search.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  std::string token;
  if (path.empty()) {
    token = search.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  } else {
    try {
      auto content = read_file(path);
      if (!content) fail(kSource, path + ": no such file");
      token = *content;
    } catch (const std::system_error& error) {
      fail(kSource, error.what());
    }
  }
  if (token.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    fail(kSource, "Auth token value is not a legal header value");
  return token;
}

}  // namespace

std::optional<Credentials> container_key(const Search& search) {
  std::string path = search.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  std::string full = search.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (path.empty() && full.empty()) return std::nullopt;

  Inquiry inquiry{.url = path.empty() ? full : "http://169.254.170.2" + path,
                  .connect_timeout = std::chrono::seconds(2),
                  .timeout = std::chrono::seconds(2)};
  auto url = read_url(inquiry.url);
  if (!url || !may_be_asked(*url))
    throw ConfigurationError("Unsupported host '" +
                             (url ? std::string(url->hostname()) : without_user_info(inquiry.url)) +
                             "'. Can only retrieve metadata from a loopback address, one of "
                             "169.254.170.2, 169.254.170.23, fd00:ec2::23, or by https.");
  if (std::string token = token_of(search); !token.empty())
    inquiry.headers.emplace_back("Authorization", token);

  Reply reply = ask(inquiry, search.stop);
  if (reply.status == 0) fail(kSource, reply.failure);
  auto document = KeyDocument::read(reply.body);
  if (reply.status != 200)
    fail(kSource, "status " + std::to_string(reply.status) +
                      (document ? " " + document->text("message") : ""));
  auto credentials = document ? document->credentials("Token") : std::nullopt;
  if (!credentials) fail(kSource, "an answer without credentials");
  credentials->source = "container";
  return credentials;
}

}  // namespace amity::client
