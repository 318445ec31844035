#pragma once

#include "account/domain/mail.h"
#include "account/domain/partner.h"
#include "account/operations/call.h"
#include "account/store/store.h"

// Mails of an operation, written with its change and sent afterwards by mail_errand.h.
namespace amity::account {

// Writes the mail, whose id and state are still open.
void write_mail(WriteTx& tx, const Call& call, domain::Mail mail);

// Notices to alliance leads (behaviour.md §1.4). Nothing is read or written when the installation
// sends none, in Sandbox, which sends no mail at all, and for a side that is no partner or has
// named no lead.

// To the receiver's lead.
void tell_of_invitation(WriteTx& tx, const Call& call, const domain::Invitation& invitation,
                        const domain::Partner& sender);
// To the sender's, of an invitation that was accepted or rejected just now.
void tell_of_answer(WriteTx& tx, const Call& call, const domain::Invitation& invitation);

}  // namespace amity::account
