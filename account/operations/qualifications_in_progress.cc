#include "account/operations/qualifications_in_progress.h"

namespace amity::account {

// The operations that start such tasks are not built.
bool qualifications_in_progress(ReadTx& /*tx*/, const Call& /*call*/) { return false; }

}  // namespace amity::account
