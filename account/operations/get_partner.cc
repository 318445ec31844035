#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

namespace amity::account {

// Shows the caller's partner of that catalog. Nobody sees another's: profiles are public, partners
// are not.
GetPartnerResponse get_partner(ReadTx& tx, const Call& call, const GetPartnerRequest& request) {
  domain::RegisteredPartner partner = registered_partner_of_caller(tx, call, request.identifier);

  auto response = domain::answer_about<GetPartnerResponse>(partner, call.settings.place);
  if (!partner.email_domains.empty())
    response.aws_training_certification_email_domains = std::move(partner.email_domains);
  response.profile = shown_profile(tx, std::move(partner));
  return response;
}

}  // namespace amity::account
