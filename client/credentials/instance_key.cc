// The metadata service of EC2, version 2. There is no way back to version 1, which a server that
// forwards requests for strangers would open to them.
#include "client/credentials/inquiry.h"
#include "client/credentials/key_document.h"
#include "client/credentials/search.h"
#include "client/settings/plain_text.h"
#include "client/settings/settings.h"
#include "client/settings/url.h"

namespace amity::client {
namespace {

constexpr const char* kSource = "iam-role";
constexpr const char* kRoles = "/latest/meta-data/iam/security-credentials/";

// Without a slash at its end.
std::string service_of(const Search& search) {
  const Profiles::Section& profile =
      search.profiles.chosen(search.settings.profile, search.settings.environment);
  auto said = [&](const char* variable, const char* key) {
    std::string value = search.variable(variable);
    return !value.empty() ? value : value_in(profile, key);
  };
  std::string url = said("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
  std::string mode = lower_case(
      said("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode"));
  if (!mode.empty() && mode != "ipv4" && mode != "ipv6")
    throw ConfigurationError("ec2_metadata_service_endpoint_mode: '" + mode +
                             "' is not one of ipv4, ipv6");
  if (url.empty()) url = mode == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
  if (!read_url(url)) throw ConfigurationError("Invalid endpoint: " + without_user_info(url));
  while (url.ends_with('/')) url.pop_back();
  return url;
}

class MetadataService {
 public:
  MetadataService(const Search& search, std::string url) : search_(search), url_(std::move(url)) {}

  // False where none answers, or it is not for us.
  bool begin() {
    Reply reply =
        request("PUT", "/latest/api/token", {"X-aws-ec2-metadata-token-ttl-seconds", "21600"});
    if (search_.stop.stop_requested()) fail(kSource, reply.failure);
    if (reply.status == 0 || reply.status == 403 || reply.status == 404 || reply.status == 405)
      return false;
    if (reply.status != 200 || reply.body.find_first_of("\r\n") != std::string::npos)
      fail(kSource, "no token: status " + std::to_string(reply.status));
    token_ = reply.body;
    return true;
  }

  // Nothing where there is no such thing.
  std::optional<std::string> get(const std::string& path) const {
    Reply reply = request("GET", path, {"X-aws-ec2-metadata-token", token_});
    if (reply.status == 404) return std::nullopt;
    if (reply.status == 0) fail(kSource, reply.failure);
    if (reply.status != 200) fail(kSource, path + ": status " + std::to_string(reply.status));
    return reply.body;
  }

 private:
  Reply request(const char* method, const std::string& path,
                std::pair<std::string, std::string> header) const {
    Inquiry inquiry{.url = url_ + path,
                    .method = method,
                    .headers = {std::move(header)},
                    .attempts = 1,
                    .connect_timeout = std::chrono::seconds(1),
                    .timeout = std::chrono::seconds(1)};
    return ask(inquiry, search_.stop);
  }

  const Search& search_;
  std::string url_;
  std::string token_;
};

}  // namespace

std::optional<Credentials> instance_key(const Search& search) {
  if (lower_case(search.variable("AWS_EC2_METADATA_DISABLED")) == "true") return std::nullopt;
  MetadataService service(search, service_of(search));
  if (!service.begin()) return std::nullopt;
  auto roles = service.get(kRoles);
  if (!roles) return std::nullopt;  // an instance without a role
  std::string role = roles->substr(0, roles->find_first_of("\r\n"));
  if (role.empty()) return std::nullopt;
  auto document = KeyDocument::read(service.get(kRoles + role).value_or(""));
  if (document && !document->text("Code").empty() && document->text("Code") != "Success")
    fail(kSource, document->text("Code") + ": " + document->text("Message"));
  auto credentials = document ? document->credentials("Token") : std::nullopt;
  if (!credentials) fail(kSource, "an answer without credentials");
  credentials->source = "instance role " + role;
  return credentials;
}

}  // namespace amity::client
