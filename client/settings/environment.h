#pragma once

#include <functional>
#include <string>

namespace amity::client {

// The value of an environment variable; empty when it is not set. A variable that is set to nothing
// counts as not set.
using Environment = std::function<std::string(const std::string& name)>;

// That of the process.
Environment process_environment();

}  // namespace amity::client
