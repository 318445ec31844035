#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Shows the contact person of the caller's partner.
GetAllianceLeadContactResponse get_alliance_lead_contact(
    ReadTx& tx, const Call& call, const GetAllianceLeadContactRequest& request) {
  domain::PartnerHead partner = partner_head_of_caller(tx, call, request.identifier);
  return domain::contact_details(
      partner, tx.partners().contact_of(call.caller, call.catalog).value(), call.settings.place);
}

}  // namespace amity::account
