#include "bench/invitation_file.h"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <stdexcept>

namespace amity::bench {

void write_invitation(std::ostream& out, const Population& population, std::string_view id,
                      Pair accounts) {
  out << id << '\t' << population.account_id(accounts.sender) << '\t'
      << population.account_id(accounts.receiver) << '\n';
}

std::vector<Invitation> read_invitations(const std::string& path, const Population& population) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<Invitation> invitations;
  std::string id, sender, receiver;
  while (in >> id >> sender >> receiver) {
    Invitation& invitation = invitations.emplace_back();
    if (id.size() != invitation.id.size()) {
      throw std::runtime_error(path + " has an invitation id of another form: " + id);
    }
    std::copy(id.begin(), id.end(), invitation.id.begin());
    invitation.accounts = {population.account_of(sender), population.account_of(receiver)};
  }
  if (!in.eof() || invitations.empty()) throw std::runtime_error(path + " is cut off or empty");
  return invitations;
}

}  // namespace amity::bench
