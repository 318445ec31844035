#pragma once

#include <optional>
#include <string_view>

// How the values of conditions are read, in policies and in requests alike. All of them return
// nothing for what they cannot read, and allocate nothing but where they return a string.
namespace amity::iam {

// A whole or decimal number, with a sign or without.
std::optional<double> parse_number(std::string_view text);

// Seconds since 1970: of a W3C date (2026, 2026-03, 2026-03-01, 2026-03-01T13:42Z,
// 2026-03-01T13:42:05.25+01:00), or a number of such seconds. Four digits are a year.
std::optional<double> parse_date(std::string_view text);

// "true" or "false", in any case.
std::optional<bool> parse_bool(std::string_view text);

}  // namespace amity::iam
