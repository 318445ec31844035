#pragma once

#include "protocol/http/listener.h"

#include <string>
#include <string_view>

// Pages of HTML without scripts, and what a browser has to be told about them.
namespace amity::account {

// The text written so that it is only text.
std::string escaped(std::string_view text);

// Fills the response with a whole page: `title` is escaped, `main` is HTML. Nobody may cache it,
// frame it, or run anything in it, and its address goes to no other site.
void answer_page(http::Response& response, int status, std::string_view title,
                 std::string_view main);

}  // namespace amity::account
