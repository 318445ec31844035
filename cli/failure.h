#pragma once

#include <stdexcept>
#include <string>

namespace amity::cli {

// How a command ends; the numbers are those of the AWS CLI.
enum class Exit : int {
  done = 0,
  usage = 252,          // the words do not make a request
  configuration = 253,  // credentials or a profile that cannot be used
  service = 254,        // the service refused
  other = 255,          // nothing came back, or it cannot be written
};

// Why a command ends without an answer, in a sentence for the person who typed it. No secret is in
// it.
class Failure : public std::runtime_error {
 public:
  Failure(Exit code, const std::string& sentence) : std::runtime_error(sentence), exit(code) {}

  Exit exit;
};

}  // namespace amity::cli
