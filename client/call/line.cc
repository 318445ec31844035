#include "client/call/line.h"

#include "client/settings/endpoint.h"
#include "client/settings/url.h"
#include "protocol/shape/system_time.h"

#include <algorithm>
#include <utility>

namespace amity::client {
namespace {

std::string endpoint_url(const Api& api, const Settings& settings) {
  if (settings.endpoint_url.empty() && !api.default_url.empty())
    return std::string(api.default_url);
  if (api.host_prefix.empty()) return settings.endpoint_url;
  return resolve_endpoint({.host_prefix = api.host_prefix,
                           .region = settings.region,
                           .use_fips = settings.use_fips,
                           .endpoint_url = settings.endpoint_url});
}

// What a header of AWS's form may hold of a name.
std::string header_word(std::string name) {
  auto allowed = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("!$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
  };
  for (char& c : name)
    if (!allowed(static_cast<unsigned char>(c))) c = '-';
  return name;
}

// With \x1b for a control character: what a service sends must not forge lines of a log, or drive
// the terminal that shows it.
std::string printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    // Those of Latin-1 are two bytes, of which the second is as its number.
    auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    bool of_latin = c == 0xc2 && next >= 0x80 && next < 0xa0;
    if (of_latin) c = next, ++i;
    if (of_latin || c < 0x20 || c == 0x7f)
      out.append("\\x").append({digits[c >> 4], digits[c & 15]});
    else
      out += static_cast<char>(c);
  }
  return out;
}

std::string user_agent(const Config& config, RetryMode mode) {
  std::string agent = "amity/" AMITY_VERSION " lang/cpp cfg/retry-mode#";
  agent += mode == RetryMode::adaptive ? "adaptive" : "standard";
  if (!config.application.empty()) agent += " app/" + header_word(config.application);
  return agent;
}

class Hook {
 public:
  explicit Hook(int& count) : count_(count) { ++count_; }
  ~Hook() { --count_; }
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;

 private:
  int& count_;
};

}  // namespace

Line::Line(const Api& api, std::shared_ptr<const Config> config, Settings settings,
           std::shared_ptr<Transport> transport, std::shared_ptr<CredentialsProvider> credentials)
    : signer(settings.region, std::string(api.signing_name)),
      api_(api),
      config_(std::move(config)),
      settings_(std::move(settings)),
      transport_(std::move(transport)),
      clock_(config_->clock ? config_->clock : system_time),
      url_(endpoint_url(api_, settings_)),
      host_(read_url(url_).value_or(Url()).host),
      user_agent_(user_agent(*config_, settings_.retry_mode)),
      random_(std::random_device()()) {
  if (host_.empty()) throw ConfigurationError("Invalid endpoint: " + without_user_info(url_));
  if (credentials) {
    // The scope of a signature names the Region.
    if (settings_.region.empty()) throw ConfigurationError("You must specify a region.");
    credentials_ = std::make_unique<CredentialsCache>(std::move(credentials), clock_);
  }
  if (settings_.retry_mode == RetryMode::adaptive) rate.emplace(transport_->now());
}

HttpRequest Line::request(const shape::Operation& operation, const std::string& body) const {
  return {.url = url_,
          .headers = {{"Host", host_},
                      {"Content-Type", "application/x-amz-json-1.0"},
                      {"X-Amz-Target",
                       std::string(api_.target_prefix) + '.' + std::string(operation.name)},
                      {"User-Agent", user_agent_}},
          .body = body};
}

void Line::log(std::string_view text) const {
  if (!config_->log) return;
  Hook hook(hooks_);
  try {
    config_->log(printable(text));
  } catch (...) {  // a log that fails must not end the loop
  }
}

void Line::measure(const CallMetrics& metrics) const {
  if (!config_->metrics) return;
  Hook hook(hooks_);
  try {
    config_->metrics(metrics);
  } catch (...) {
    log(std::string(metrics.operation) + ": the metrics hook failed");
  }
}

void Line::before_signing(std::string_view operation, HttpRequest& request) const {
  Hook hook(hooks_);
  for (const auto& interceptor : config_->interceptors)
    interceptor->before_signing(operation, request);
}

void Line::after_attempt(Interceptor& interceptor, std::string_view operation,
                         const HttpAnswer& answer) const {
  Hook hook(hooks_);
  interceptor.after_attempt(operation, answer);
}

}  // namespace amity::client
