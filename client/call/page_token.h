#pragma once

#include "client/call/outcome.h"
#include "protocol/shape/operation.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace amity::client {

// Notices when the tokens of a list go round in a circle, of whatever length, without keeping them
// all: each is compared with one that is kept, and which one that is changes at the 1st, 2nd, 4th,
// 8th, … token (Brent's algorithm).
class PageTokens {
 public:
  bool is_new(std::string_view token) {
    if (count_ != 0 && token == kept_) return false;
    if (++count_ == next_kept_) {
      kept_ = token;
      next_kept_ *= 2;
    }
    return true;
  }

 private:
  std::string kept_;
  std::size_t count_ = 0;
  std::size_t next_kept_ = 1;
};

// A page whose token came before: the list would never end.
Error repeated_token(const shape::Operation& operation, const CallRecord& page);

}  // namespace amity::client
