#pragma once

#include <string>

// The reference pages in docs/reference/, printed from the tables of
// account/model as Markdown. A test
// keeps the pages as they are printed here.
namespace amity::docs {

// What each operation does, takes, answers and refuses.
std::string operations_page();

// The types that requests and answers are made of: limits, patterns, values, members.
std::string types_page();

// The errors, with every reason and what it means.
std::string errors_page();

}  // namespace amity::docs
