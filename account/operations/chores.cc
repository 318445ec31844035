#include "account/operations/chores.h"

#include "account/operations/decision.h"

namespace amity::account {
namespace {

constexpr Chore kChores[] = {
    {"expire invitations",
     [](WriteTx& tx, const Moment& moment, std::size_t at_most) {
       return expire_due_invitations(tx, moment.settings.place, moment.now, at_most);
     }},
};

}  // namespace

std::span<const Chore> chores() { return kChores; }

}  // namespace amity::account
