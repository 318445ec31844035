#pragma once

#include <ostream>

namespace amity::cli {

// Where a command writes, and what it is.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 80;  // of `out`, in columns
};

}  // namespace amity::cli
