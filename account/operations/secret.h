#pragma once

#include "account/operations/call.h"

#include <string>

namespace amity::account {

// A text of 32 hexadecimal digits, 128 bits of chance: for an address that opens what it leads to.
std::string fresh_secret(SecretSource& secrets);

}  // namespace amity::account
