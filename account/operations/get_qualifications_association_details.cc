#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

#include <utility>

namespace amity::account {
namespace {

// The subsidiaries whose association with the partner has succeeded.
AssociatedPartnerList associates(ReadTx& tx, const domain::Partner& partner) {
  AssociatedPartnerList list;
  if (partner.qualifications.associates == 0) return list;
  for (const auto& associate : tx.partners().associates_of(partner.account, partner.catalog))
    list.items.push_back(association_partner(associate));
  return list;
}

}  // namespace

// Shows with whom the partner shares qualifications: a subsidiary its primary, a primary itself and
// its subsidiaries.
GetQualificationsAssociationDetailsResponse get_qualifications_association_details(
    ReadTx& tx, const Call& call, const GetQualificationsAssociationDetailsRequest& request) {
  domain::Partner partner = partner_of_caller(tx, call, request.identifier);
  const domain::Qualifications& qualifications = partner.qualifications;

  GetQualificationsAssociationDetailsResponse response;
  response.catalog = domain::text(call.catalog);
  response.arn = domain::partner_arn(call.settings.place, call.caller, call.catalog, partner.id);
  response.id = partner.id;
  if (qualifications.associated) {
    response.primary_partner = association_partner(tx, *qualifications.primary, call.catalog);
  } else if (auto list = associates(tx, partner); !list.empty()) {
    response.primary_partner = association_partner(partner);
    response.associated_partners = std::move(list);
  }
  response.status = QualificationsAssociationStatus::NOT_ASSOCIATED;
  if (response.primary_partner) {
    response.status = QualificationsAssociationStatus::ASSOCIATED;
    response.updated_at = qualifications.updated_at;
  }
  return response;
}

}  // namespace amity::account
