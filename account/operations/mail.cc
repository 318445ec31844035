#include "account/operations/mail.h"

#include "account/operations/qualification.h"

#include <utility>

namespace amity::account {
namespace {

bool tells(const Call& call) {
  return call.settings.notices && call.catalog == domain::CatalogId::AWS;
}

std::optional<AllianceLeadContact> lead_of(ReadTx& tx, const Call& call,
                                           domain::AccountId account) {
  auto contact = tx.partners().contact_of(account, call.catalog);
  if (contact && contact->email.view().empty()) return std::nullopt;
  return contact;
}

// How the sender knows the receiver: by the name that its profile shows, else as it was invited.
std::string receiver_name(ReadTx& tx, const Call& call, const domain::Invitation& invitation) {
  auto partner = tx.partners().of(invitation.receiver, call.catalog);
  if (partner && partner->profile.display_name) return shown_name(tx, *partner).str();
  return invitation.receiver_identifier.str();
}

}  // namespace

void write_mail(WriteTx& tx, const Call& call, domain::Mail mail) {
  mail.id = call.identifiers.next(call.now);
  mail.state = call.settings.mails_are_sent ? domain::MailState::waiting : domain::MailState::kept;
  mail.due_at = call.now;
  tx.mails().append(mail);
}

void tell_of_invitation(WriteTx& tx, const Call& call, const domain::Invitation& invitation,
                        const domain::Partner& sender) {
  if (!tells(call)) return;
  if (auto lead = lead_of(tx, call, invitation.receiver))
    write_mail(tx, call,
               domain::invitation_received_mail(*lead, invitation, shown_name(tx, sender)));
}

void tell_of_answer(WriteTx& tx, const Call& call, const domain::Invitation& invitation) {
  if (!tells(call)) return;
  if (auto lead = lead_of(tx, call, invitation.sender))
    write_mail(
        tx, call,
        domain::invitation_answered_mail(*lead, invitation, receiver_name(tx, call, invitation)));
}

}  // namespace amity::account
