#pragma once

#include "client/call/judgement.h"
#include "protocol/shape/operation.h"

namespace amity::account {

// Whether a call of that operation, one of account::operations, may be sent again when it is not
// known whether it took effect.
client::Repeat repeat_of(const shape::Operation& operation);

}  // namespace amity::account
