#pragma once

#include "protocol/shape/timestamp.h"

#include <optional>
#include <string>
#include <string_view>

namespace amity::sigv4 {

// Reads the ISO 8601 basic form that signatures use, whole seconds in UTC: 20150830T123600Z.
// Empty for anything else, a day that does not exist included.
std::optional<Timestamp> parse_basic_iso8601(std::string_view text);

// Appends the instant in that form; milliseconds are cut. Years 0000 to 9999.
void append_basic_iso8601(Timestamp at, std::string& out);
std::string to_basic_iso8601(Timestamp at);

// Reads the date of an HTTP Date field (RFC 9110 §5.6.7, the form every sender must write):
// Sun, 30 Aug 2015 12:36:00 GMT. The name of the day is not compared with the date.
std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace amity::sigv4
