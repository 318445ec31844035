#pragma once

#include "account/model/profile.h"
#include "protocol/fetch/fetch.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace amity::server {

// What a logo may be. The real service's limits are not documented.
struct LogoLimits {
  std::size_t bytes = 5 << 20;
  std::uint32_t pixels = 4'096;  // at most, and at least one, each way
};

// What is wrong with what was fetched as a logo: nothing there or nothing to be had,
// INVALID_LOGO_URL; too many bytes, INVALID_LOGO_SIZE; no PNG, JPEG, GIF or WebP image,
// INVALID_LOGO_FILE; too wide or too high, INVALID_LOGO.
std::optional<account::ProfileValidationErrorReason> judge_logo(const fetch::Answer& fetched,
                                                                const LogoLimits& limits);

// The same, having fetched it. Any thread; waits, for five seconds at most.
std::optional<account::ProfileValidationErrorReason> fetch_and_judge_logo(
    std::string_view url, const LogoLimits& limits) noexcept;

}  // namespace amity::server
