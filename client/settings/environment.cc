#include "client/settings/environment.h"

#include <cstdlib>

namespace amity::client {

Environment process_environment() {
  return [](const std::string& name) -> std::string {
    const char* value = std::getenv(name.c_str());
    return value != nullptr ? value : "";
  };
}

}  // namespace amity::client
