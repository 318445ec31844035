#pragma once

#include "bench/population.h"

#include <array>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace amity::bench {

// An invitation that the server has: its id as the server gave it, and its two accounts.
struct Invitation {
  std::array<char, 20> id;  // pacinv- and 13 characters
  Pair accounts;
  std::string_view identifier() const { return {id.data(), id.size()}; }
};

// The file that a fill leaves for later runs: one line per invitation, its id and the account ids
// of sender and receiver, separated by tabs.
void write_invitation(std::ostream& out, const Population& population, std::string_view id,
                      Pair accounts);

// Throws std::runtime_error when the file cannot be read or belongs to another population.
std::vector<Invitation> read_invitations(const std::string& path, const Population& population);

}  // namespace amity::bench
