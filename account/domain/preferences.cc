#include "account/domain/preferences.h"

#include <utility>

namespace amity::account::domain {

ConnectionPreferences details(Preferences preferences, const Place& place) {
  ConnectionPreferences shown;
  shown.catalog = text(preferences.catalog);
  shown.arn = preferences_arn(place, preferences.account, preferences.catalog);
  shown.access_type = preferences.access_type;
  if (!preferences.excluded.empty())
    shown.excluded_participant_ids = std::move(preferences.excluded);
  shown.updated_at = preferences.updated_at;
  shown.revision = Revision(preferences.revision);
  return shown;
}

}  // namespace amity::account::domain
