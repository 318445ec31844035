#include "server/logo_judge.h"

#include "protocol/fetch/image.h"

#include <spdlog/spdlog.h>

#include <exception>

namespace amity::server {

using Reason = account::ProfileValidationErrorReason;

std::optional<Reason> judge_logo(const fetch::Answer& fetched, const LogoLimits& limits) {
  if (fetched.failure == fetch::Failure::too_large) return Reason::INVALID_LOGO_SIZE;
  if (fetched.failure != fetch::Failure::none) return Reason::INVALID_LOGO_URL;
  auto image = fetch::recognise(fetched.body);
  if (!image) return Reason::INVALID_LOGO_FILE;
  auto fits = [&](std::uint32_t length) { return length >= 1 && length <= limits.pixels; };
  if (!fits(image->width) || !fits(image->height)) return Reason::INVALID_LOGO;
  return std::nullopt;
}

std::optional<Reason> fetch_and_judge_logo(std::string_view url,
                                           const LogoLimits& limits) noexcept {
  try {
    fetch::Limits wanted;
    wanted.bytes = limits.bytes;
    return judge_logo(fetch::get(std::string(url), wanted), limits);
  } catch (const std::exception& error) {
    spdlog::warn("a logo could not be fetched: {}", error.what());
    return Reason::INVALID_LOGO_URL;
  }
}

}  // namespace amity::server
