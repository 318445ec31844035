// One of the shared files: read, or refused with a sentence that repeats nothing of it. What is
// read has at most as many bytes as were there.
#include "client/settings/profile_file.h"
#include "client/settings/settings.h"

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace amity::client;  // NOLINT(google-build-using-namespace)
  std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    std::size_t read = 0;
    for (const auto& [name, section] : read_profile_file(text, "config")) {
      if (name.empty() || name.find('\n') != std::string::npos) std::abort();
      read += name.size();
      for (const auto& [key, value] : section) {
        if (key.empty()) std::abort();
        read += value.size();
      }
    }
    if (read > size) std::abort();
  } catch (const ConfigurationError& error) {
    if (!std::string_view(error.what()).starts_with("Unable to parse config file: config, line "))
      std::abort();
  }
  return 0;
}
