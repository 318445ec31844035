#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Shows the caller's partner of that catalog. Nobody sees another's: profiles are public, partners
// are not.
GetPartnerResponse get_partner(ReadTx& tx, const Call& call, const GetPartnerRequest& request) {
  domain::Partner partner = partner_of_caller(tx, call, request.identifier);

  GetPartnerResponse response;
  response.catalog = domain::text(call.catalog);
  response.arn = domain::partner_arn(call.settings.place, call.caller, call.catalog, partner.id);
  response.id = partner.id;
  response.legal_name = partner.legal_name;
  response.created_at = partner.created_at;
  response.profile = std::move(partner.profile);
  PartnerDomainList domains = tx.email_domains().of(call.caller, call.catalog);
  if (!domains.empty()) response.aws_training_certification_email_domains = std::move(domains);
  return response;
}

}  // namespace amity::account
