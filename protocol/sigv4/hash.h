#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace amity::sigv4 {

using Digest = std::array<unsigned char, 32>;

std::string_view bytes(const Digest& digest);

// Appends bytes as lower-case hexadecimal digits.
void append_hex(std::string_view bytes, std::string& out);

// SHA-256 of a text.
Digest sha256(std::string_view text);

// HMAC-SHA256 under one key. The key is hashed once, into the two states that every call starts
// from: 64 bytes, which is all that is kept, so that thousands of keys stay in the processor's
// caches (OpenSSL's own context is a tree of objects of about 2 KiB). Wiped when it goes.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  HmacSha256(const HmacSha256&) = default;
  HmacSha256& operator=(const HmacSha256&) = default;
  ~HmacSha256();

  Digest operator()(std::string_view text) const;

 private:
  using State = std::array<std::uint32_t, 8>;
  State inner_;
  State outer_;
};

}  // namespace amity::sigv4
