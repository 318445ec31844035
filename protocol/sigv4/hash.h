#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace amity::sigv4 {

using Digest = std::array<unsigned char, 32>;

std::string_view bytes(const Digest& digest);

// Appends bytes as lower-case hexadecimal digits.
void append_hex(std::string_view bytes, std::string& out);

// SHA-256 with its context kept between calls. One thread.
class Sha256 {
 public:
  Sha256();
  Digest operator()(std::string_view text);

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

// HMAC-SHA256 under one key. The key is hashed into the context once; every call starts from there,
// which costs half of what keying anew does. One thread.
class HmacSha256 {
 public:
  explicit HmacSha256(std::string_view key);
  Digest operator()(std::string_view text);

 private:
  struct Free {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  };
  std::unique_ptr<EVP_MAC_CTX, Free> context_;
};

}  // namespace amity::sigv4
