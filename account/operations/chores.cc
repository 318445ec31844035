#include "account/operations/chores.h"

#include "account/operations/completion.h"
#include "account/operations/decision.h"
#include "account/operations/profile_review.h"
#include "account/operations/qualification.h"
#include "account/operations/retention.h"
#include "account/operations/verification_code.h"

namespace amity::account {
namespace {

constexpr Chore kChores[] = {
    {"expire invitations",
     [](WriteTx& tx, const Moment& moment, std::size_t at_most) {
       return expire_due_invitations(tx, moment.settings.place, moment.now, at_most);
     }},
    {"remove old mails",
     [](WriteTx& tx, const Moment& moment, std::size_t at_most) {
       return tx.mails().remove_useless(moment.now, moment.now - moment.settings.mail_lifetime,
                                        at_most);
     }},
    {"remove old verification codes", remove_old_codes},
    {"end qualifications tasks", &end_due_qualification_tasks},
    {"forget client tokens", &forget_old_tokens},
    {"forget events", &forget_old_events},
    {"forget sessions", &forget_expired_sessions},
    {"forget records of calls", &forget_old_audit_events},
    {"forget ended invitations", &forget_ended_invitations},
    {"forget terminated connections", &forget_terminated_connections},
    {"settle verifications", settle_due_verifications},
    {"review profiles", end_due_profile_tasks},
};

}  // namespace

std::span<const Chore> chores() { return kChores; }

}  // namespace amity::account
