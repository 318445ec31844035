#pragma once

#include "account/domain/partner.h"
#include "account/operations/call.h"
#include "account/store/store.h"

namespace amity::account {

// The caller's partner in the catalog, when the identifier — its id, or an ARN whose every part is
// right — names it; else ResourceNotFoundException PARTNER_NOT_FOUND.
domain::Partner partner_of_caller(ReadTx& tx, const Call& call,
                                  const PartnerIdentifier& identifier);

// The same with its e-mail domains.
domain::RegisteredPartner registered_partner_of_caller(ReadTx& tx, const Call& call,
                                                       const PartnerIdentifier& identifier);

// The same without the partner's texts, for what needs none.
domain::PartnerHead partner_head_of_caller(ReadTx& tx, const Call& call,
                                           const PartnerIdentifier& identifier);

}  // namespace amity::account
