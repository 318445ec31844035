#include "account/domain/letter_case.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"

namespace amity::account {

// Takes an e-mail domain off the caller's partner; anybody may then associate it.
DisassociateAwsTrainingCertificationEmailDomainResponse
disassociate_aws_training_certification_email_domain(
    WriteTx& tx, const Call& call,
    const DisassociateAwsTrainingCertificationEmailDomainRequest& request) {
  partner_of_caller(tx, call, request.identifier);
  if (!tx.email_domains().remove(call.caller, call.catalog,
                                 domain::in_lower_case(request.domain_name.view())))
    throw not_found(ResourceNotFoundExceptionReason::PARTNER_DOMAIN_NOT_FOUND);
  return {};
}

}  // namespace amity::account
