#include "account/domain/partner.h"

#include <utility>

namespace amity::account::domain {

AllianceLeadContactDetails contact_details(const PartnerHead& partner, AllianceLeadContact contact,
                                           const Place& place) {
  return {.catalog = text(partner.catalog),
          .arn = partner_arn(place, partner.account, partner.catalog, partner.id),
          .id = partner.id,
          .alliance_lead_contact = std::move(contact)};
}

ProfileVisibilityDetails visibility_details(const PartnerHead& partner, const Place& place) {
  ProfileVisibilityDetails shown;
  shown.catalog = text(partner.catalog);
  shown.arn = partner_arn(place, partner.account, partner.catalog, partner.id);
  shown.id = partner.id;
  shown.visibility = partner.visibility;
  shown.profile_id = partner.profile_id.value();
  return shown;
}

Participant participant(const Account& account, const std::optional<Partner>& partner) {
  Participant shown;
  if (partner && partner->has_profile()) {
    shown.partner_profile.emplace();
    shown.partner_profile->id = *partner->profile.profile_id;
    if (partner->profile.display_name) shown.partner_profile->name = *partner->profile.display_name;
  } else if (account.seller_profile) {
    shown.seller_profile = account.seller_profile;
  } else {
    shown.account.emplace();
    shown.account->name = UnicodeString(account.name);
  }
  return shown;
}

}  // namespace amity::account::domain
