#pragma once

#include "client/call/caller.h"

namespace amity::account {

// The Partner Central Account API, for a Caller of one's own.
const client::Api& api();

}  // namespace amity::account
