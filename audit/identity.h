#pragma once

#include "protocol/sigv4/verify.h"

#include <string>
#include <string_view>

// Who called, as records tell it. A key does not live as long as its call, and a record is written
// on another thread: what is told of the key is noted in one string, cheaply, and read again there.
namespace amity::audit {

void note_identity(const sigv4::AccessKey& key, std::string& note);

// The account in a note; empty when nobody was believed.
std::string_view account_of(std::string_view note);

// Appends CloudTrail's userIdentity, a JSON object. Without a note it says that the caller is
// unknown, and which access key id was claimed if that has the looks of one.
void append_user_identity(std::string_view note, std::string_view claimed_key, std::string& out);

}  // namespace amity::audit
