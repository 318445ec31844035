#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace amity::http {

// The fields of a form as a browser sends them, application/x-www-form-urlencoded.
using Form = std::map<std::string, std::string, std::less<>>;

// Empty for a text that no browser sends: a broken escape, a field given twice. The values are any
// bytes.
std::optional<Form> parse_form(std::string_view body);

}  // namespace amity::http
