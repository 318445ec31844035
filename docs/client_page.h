#pragma once

#include <string>
#include <string_view>

namespace amity::docs {

// The page docs/reference/client.md as Markdown: the methods of account::Client with the members of
// their requests and answers, as C++ spells them. A test keeps the page as it is printed here.
std::string client_page();

// "ProfileId" as a member or a method of ours is called: "profile_id".
std::string snake_case(std::string_view name);

}  // namespace amity::docs
