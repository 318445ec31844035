#include "account/domain/verification_code.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/verification_code.h"

namespace amity::account {
namespace {

// An address that is new to the partner is proven by the code mailed to it; one that it has already
// needs none, and what is given is not looked at (behaviour.md §6.5).
void require_proof(WriteTx& tx, const Call& call, const std::optional<AllianceLeadContact>& present,
                   const PutAllianceLeadContactRequest& request) {
  const Email& wanted = request.alliance_lead_contact.email;
  if (domain::address_key(wanted) == domain::address_key(present.value().email)) return;
  if (!request.email_verification_code)
    throw invalid_field("EmailVerificationCode", FieldValidationCode::REQUIRED_FIELD_MISSING,
                        "A new e-mail address has to be proven by the code that was sent to it.");
  require_code(tx, call, wanted, *request.email_verification_code);
}

}  // namespace

// Replaces the contact person of the caller's partner as a whole.
PutAllianceLeadContactResponse put_alliance_lead_contact(
    WriteTx& tx, const Call& call, const PutAllianceLeadContactRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  require_proof(tx, call, tx.partners().contact_of(call.caller, call.catalog), request);

  tx.partners().set_contact(partner, request.alliance_lead_contact);
  return domain::contact_details(partner, request.alliance_lead_contact, call.settings.place);
}

}  // namespace amity::account
