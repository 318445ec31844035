#pragma once

#include <string>

namespace amity::docs {

// The commands of `amity admin`, as a page of the reference: options, answers and errors of each.
std::string admin_page();

// The same as a manual page, amity-admin(1), without the answers.
std::string admin_man_page();

}  // namespace amity::docs
