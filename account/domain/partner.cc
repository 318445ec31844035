#include "account/domain/partner.h"

namespace amity::account::domain {

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
