#pragma once

#include "cli/api.h"

#include <string>

// What the program's commands are, printed from the tables that make them.
namespace amity::docs {

// The commands of `amity admin`, as a page of the reference: options, answers and errors of each.
std::string admin_page();

// The commands of an API as a manual page, amity(1) or amity-admin(1), without the answers.
std::string man_page(const cli::Api& api);

}  // namespace amity::docs
