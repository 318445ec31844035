#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Secrets at rest: AES-256-GCM under keys that are kept apart from the data.
namespace amity::seal {

class SealError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A key of 256 bits. Its id, four bytes of its digest, tells keys apart and nothing of them. Wiped
// when it goes.
class SealingKey {
 public:
  static constexpr std::size_t kBytes = 32;
  static constexpr std::size_t kIdBytes = 4;

  // From the system's generator. Throws SealError when that gives none.
  static SealingKey make();
  // From 64 hexadecimal digits. Throws SealError, which does not repeat them.
  static SealingKey parse(std::string_view hex);

  SealingKey(const SealingKey&) = default;
  SealingKey& operator=(const SealingKey&) = default;
  ~SealingKey();

  std::string hex() const;
  std::string_view id() const { return {id_.data(), id_.size()}; }
  const unsigned char* bytes() const { return bytes_.data(); }

 private:
  explicit SealingKey(const std::array<unsigned char, kBytes>& bytes);

  std::array<unsigned char, kBytes> bytes_;
  std::array<char, kIdBytes> id_;
};

// The keys of a text, one a line or with commas between them, as `openssl rand -hex 32` prints
// them; lines that begin with # are for people. Throws SealError when one is malformed, comes
// twice, or there is none.
std::vector<SealingKey> parse_keys(std::string_view text);

// Seals with the first of its keys and opens what any of them has sealed. What is sealed is bound
// to what it is about (the id of its row): put into another row it does not open. Never changes, so
// threads share it.
//
// A sealed text is: a byte for this format (1), the key's id, a nonce of 12 bytes by chance, as
// many bytes as there were, the tag of 16 bytes. Chance is good for 2^32 texts under one key.
class Sealer {
 public:
  // At least one key.
  explicit Sealer(std::vector<SealingKey> keys) : keys_(std::move(keys)) {}

  // Throws SealError when the system gives no chance.
  std::string seal(std::string_view text, std::string_view about) const;
  // The text; empty when it was sealed by another key, about something else, or changed since.
  std::optional<std::string> open(std::string_view sealed, std::string_view about) const;

  // Whether one of the keys has sealed it, as far as the key's id says.
  bool knows_key_of(std::string_view sealed) const { return key_of(sealed) != nullptr; }
  // Whether the first has.
  bool is_current(std::string_view sealed) const { return key_of(sealed) == &keys_.front(); }
  const std::vector<SealingKey>& keys() const { return keys_; }

 private:
  const SealingKey* key_of(std::string_view sealed) const;

  std::vector<SealingKey> keys_;
};

}  // namespace amity::seal
