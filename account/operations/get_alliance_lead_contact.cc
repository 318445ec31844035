#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Shows the contact person of the caller's partner.
GetAllianceLeadContactResponse get_alliance_lead_contact(
    ReadTx& tx, const Call& call, const GetAllianceLeadContactRequest& request) {
  return domain::contact_details(partner_of_caller(tx, call, request.identifier),
                                 call.settings.place);
}

}  // namespace amity::account
