#pragma once

#include "account/model/scalars.h"
#include "account/operations/chores.h"
#include "account/store/store.h"

namespace amity::account {

// Makes the code that proves this address to the caller in its catalog, in the place of an earlier
// one, and returns it; what is kept is a digest.
EmailVerificationCode make_code(WriteTx& tx, const Call& call, const Email& email);

// Uses up the code that was mailed to this address for the caller in its catalog, or throws
// ValidationException REQUEST_VALIDATION_FAILED, INVALID_VALUE of "EmailVerificationCode". Sandbox
// sends no codes and takes any. A wrong try is written down and kept although the operation is
// refused (KeptRefusal): call this before the operation writes anything. A refusal for another
// reason afterwards leaves the code as it was.
void require_code(WriteTx& tx, const Call& call, const Email& email,
                  const EmailVerificationCode& code);

// Removes up to `at_most` codes that can no longer be used nor count; how many those were.
std::size_t remove_old_codes(WriteTx& tx, const Moment& moment, std::size_t at_most);

}  // namespace amity::account
