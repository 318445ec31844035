#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string_view>

namespace amity::awsjson {

// The name of one request, in its answer and in the logs: a random UUID (version 4), lower case.
class RequestId {
 public:
  // Made from 128 random bits.
  RequestId(std::uint64_t high, std::uint64_t low);

  std::string_view text() const { return {text_.data(), text_.size()}; }

 private:
  std::array<char, 36> text_;
};

// Gives out request ids; for one thread. They need to be distinct, not secret.
class RequestIds {
 public:
  RequestIds();
  RequestId next() { return {random_(), random_()}; }

 private:
  std::mt19937_64 random_;
};

}  // namespace amity::awsjson
