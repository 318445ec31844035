#pragma once

#include "account/store/store.h"

#include <functional>

namespace amity::account {

// Runs work in a write transaction and waits until it is on disk. For threads that may wait: the
// scheduler's, main's, a test's; never one that serves requests. Throws what the work threw, or
// StoreUnavailable.
void write_and_wait(Store& store, const std::function<void(WriteTx&)>& work);

}  // namespace amity::account
