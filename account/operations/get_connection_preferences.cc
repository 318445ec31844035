#include "account/operations/bodies.h"
#include "account/operations/preferences_of_caller.h"

namespace amity::account {

// Shows whose invitations to collaborate the caller lets in: everybody's, until it says otherwise.
GetConnectionPreferencesResponse get_connection_preferences(
    ReadTx& tx, const Call& call, const GetConnectionPreferencesRequest& /*request*/) {
  return domain::details(preferences_of_caller(tx, call), call.settings.place);
}

}  // namespace amity::account
