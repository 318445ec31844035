#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/preferences_of_caller.h"

#include <utility>

namespace amity::account {

// Replaces whose invitations to collaborate the caller lets in. It must have seen the latest
// preferences; invitations and connections that exist already stay as they are.
UpdateConnectionPreferencesResponse update_connection_preferences(
    WriteTx& tx, const Call& call, const UpdateConnectionPreferencesRequest& request) {
  domain::Preferences preferences = preferences_of_caller(tx, call);
  if (request.revision.value != preferences.revision)
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION);

  preferences.access_type = request.access_type.value();
  preferences.excluded.items.clear();
  if (request.excluded_participant_identifiers)
    preferences.excluded.items = request.excluded_participant_identifiers->items;
  preferences.updated_at = call.now;
  ++preferences.revision;
  tx.preferences().put(preferences);
  return domain::details(std::move(preferences), call.settings.place);
}

}  // namespace amity::account
