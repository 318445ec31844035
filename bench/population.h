#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

namespace amity::bench {

// Two accounts by their numbers, 0 to size() - 1.
struct Pair {
  int sender;
  int receiver;
  bool operator==(const Pair&) const = default;
};

// The partners that a benchmark works with. Everything about one follows from its number and the
// seed number, so that the load can sign for an account without reading what the server was given.
// Immutable: any thread.
class Population {
 public:
  // At least three accounts.
  Population(int accounts, std::uint64_t seed_number);

  int size() const { return accounts_; }
  std::uint64_t seed_number() const { return seed_number_; }

  std::string account_id(int account) const;  // 12 digits; in dev also the access key id
  std::string secret_access_key(int account) const;
  std::string partner_id(int account) const;
  std::string profile_id(int account) const;

  // The account with that 12-digit id; throws std::invalid_argument when there is none.
  int account_of(const std::string& id) const;

  // The n-th invitation that may be sent: first everybody invites the next account, then everybody
  // the one after it, and so on. No two are between the same two accounts, for n below pairs().
  Pair pair(std::int64_t n) const;
  std::int64_t pairs() const;

  // The seed file of `amity dev --seed`: every account a partner with a public profile.
  void write_seed(std::ostream& out) const;

 private:
  int accounts_;
  std::uint64_t seed_number_;
};

}  // namespace amity::bench
