#include "account/domain/email_domain.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/quota.h"
#include "account/operations/verification_code.h"

#include <algorithm>

namespace amity::account {
namespace {

using enum BusinessValidationCode;

// An address may be longer than a domain may be.
DomainName domain_in(const Email& address) {
  DomainName domain = domain::domain_of(address);
  if (domain.view().size() > DomainName::limits.max)
    throw invalid_field("Email", FieldValidationCode::INVALID_VALUE,
                        "The domain of the address must have length less than or equal to " +
                            std::to_string(DomainName::limits.max));
  return domain;
}

void refuse_public(const Call& call, const DomainName& domain) {
  const auto& providers = call.settings.public_mail_providers;
  if (std::find(providers.begin(), providers.end(), domain.view()) != providers.end())
    throw breaks_business_rule(
        INCOMPATIBLE_DOMAIN,
        "Anybody can have an address in this domain: it is of no one company.");
}

}  // namespace

// Associates the domain of an address with the caller's partner; the code mailed to that address
// proves it. A domain has one owner in a catalog. To ask again for one's own changes nothing.
AssociateAwsTrainingCertificationEmailDomainResponse
associate_aws_training_certification_email_domain(
    WriteTx& tx, const Call& call,
    const AssociateAwsTrainingCertificationEmailDomainRequest& request) {
  partner_head_of_caller(tx, call, request.identifier);
  DomainName domain = domain_in(request.email);
  require_code(tx, call, request.email, request.email_verification_code);
  refuse_public(call, domain);
  if (auto owner = tx.email_domains().owner_of(call.catalog, domain.view())) {
    if (*owner == call.caller) return {};
    throw breaks_business_rule(INCOMPATIBLE_DOMAIN,
                               "The domain is associated with another partner.");
  }
  if (tx.email_domains().count_of(call.caller, call.catalog) >=
      quota_of(tx, call, call.caller, &domain::Quotas::email_domains))
    throw quota_exceeded(ServiceQuotaExceededExceptionReason::LIMIT_EXCEEDED_NUMBER_OF_DOMAIN);

  tx.email_domains().insert(call.caller, call.catalog, {domain, call.now});
  return {};
}

}  // namespace amity::account
