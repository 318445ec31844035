#pragma once

#include "account/domain/invitation.h"
#include "account/domain/partner.h"
#include "account/domain/quota.h"
#include "account/operations/call.h"
#include "account/store/store.h"
#include "protocol/sigv4/verify.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// A seed file: accounts, their partners and quotas, and invitations to begin with.
// docs/guide/seed.md shows the format.
namespace amity::server {

// A partner and what hangs on it.
struct SeededPartner : account::domain::RegisteredPartner {
  account::AllianceLeadContact alliance_lead_contact;
  account::TagList tags;
};

struct Seed {
  std::vector<account::domain::Account> accounts;
  std::vector<SeededPartner> partners;
  std::vector<account::domain::Invitation> invitations;  // times relative to `now` of reading
  account::domain::AccountQuotas quotas;
  std::vector<sigv4::AccessKey> keys;  // of accounts with a secret; the id is the account's
};

class SeedError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Reads a seed. All mistakes are told at once, each with its place in the file. What the file
// leaves out (ids, times, contacts) is filled in. Throws SeedError.
Seed read_seed(std::string_view json, const account::Settings& settings,
               account::IdentifierSource& identifiers, Timestamp now);

// The seed that comes with the program: three partners and an invitation that waits.
std::string_view demo_seed();

// Adds what is not there yet. What is there already stays as it is: a seed begins data, it does not
// repair them. Throws SeedError when the store refuses a part.
void plant(account::Store& store, const Seed& seed);

}  // namespace amity::server
