#include "server/transport.h"

#include "protocol/ip/address.h"

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <sys/stat.h>

namespace amity::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kTicketKeyLifetime = 12h;
constexpr auto kExpiryWarning = 14 * 24h;
constexpr auto kWarningPause = 24h;

}  // namespace

bool is_loopback(const std::string& address) {
  auto known = ip::Address::parse(address);
  return known && known->is_loopback();
}

void require_safe_transport(Mode mode, const Config& config) {
  const TlsConfig& tls = config.tls;
  if (tls.certificate.empty() != tls.key.empty())
    throw ConfigError("TLS needs both \"tls-certificate\" and \"tls-key\"");
  if (!tls.management_client_authorities.empty() && !tls.any())
    throw ConfigError(
        "\"management-client-authorities\" needs \"tls-certificate\" and \"tls-key\": only by TLS "
        "do clients show certificates");
  if (mode == Mode::serve && !tls.any() && !config.allow_plain_text && !is_loopback(config.address))
    throw ConfigError("other machines can reach " + config.address +
                      ", and would be spoken to in plain text: set \"tls-certificate\" and "
                      "\"tls-key\", or \"allow-plain-text\" if that is what you want");
}

Certificates::Certificates(TlsConfig config, Time now) : config_(std::move(config)) {
  if (!config_.any()) return;
  tried_ = seen_ = stamps();
  try {
    read(now);
  } catch (const http::TlsError& error) {
    throw ConfigError(error.what());
  }
}

bool Certificates::look(Time now, bool asked) {
  if (!config_.any()) return false;
  Stamps stamps_now = stamps();
  bool settled = std::exchange(seen_, stamps_now) == stamps_now;
  if (now >= next_warning_) warn_of_expiry(now);
  if (!asked && now < next_reading_ && (stamps_now == tried_ || !settled)) return false;
  bool changed = asked || stamps_now != tried_;
  tried_ = stamps_now;
  try {
    read(now);
    if (changed) spdlog::info("tls: read {} again", config_.certificate);
    return true;
  } catch (const http::TlsError& error) {
    spdlog::error("tls: {}; the certificate that was read before stays in use, until {:%FT%TZ}",
                  error.what(), fmt::gmtime(api_->expires()));
    next_reading_ = now + kTicketKeyLifetime;
    return false;
  }
}

Certificates::Stamps Certificates::stamps() const {
  Stamps stamps;
  const std::string* paths[] = {&config_.certificate, &config_.key,
                                &config_.management_client_authorities};
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    struct stat file {};
    if (paths[i]->empty() || ::stat(paths[i]->c_str(), &file) != 0) continue;
    stamps[i] = {file.st_mtim.tv_sec * 1'000'000'000 + file.st_mtim.tv_nsec, file.st_size,
                 file.st_ino};
  }
  return stamps;
}

// All or nothing: the listeners must not end up with one old and one new certificate.
void Certificates::read(Time now) {
  http::TlsFiles files{config_.certificate, config_.key, {}};
  auto api = std::make_shared<const http::TlsContext>(files);
  files.client_authorities = config_.management_client_authorities;
  management_ = std::make_shared<const http::TlsContext>(files);
  api_ = std::move(api);
  next_reading_ = now + kTicketKeyLifetime;
  warn_of_expiry(now);
}

void Certificates::warn_of_expiry(Time now) {
  next_warning_ = now + kWarningPause;
  if (api_->expires() > now + kExpiryWarning) return;
  spdlog::warn("tls: the certificate {} {:%FT%TZ}",
               api_->expires() > now ? "expires at" : "HAS EXPIRED at",
               fmt::gmtime(api_->expires()));
}

}  // namespace amity::server
