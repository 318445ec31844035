#pragma once

#include "account/operations/call.h"
#include "account/store/store.h"

namespace amity::account {

// Whether a task is rewriting the caller's display name for its qualifications: no update of the
// profile begins meanwhile (behaviour.md §1.4).
bool qualifications_in_progress(ReadTx& tx, const Call& call);

}  // namespace amity::account
