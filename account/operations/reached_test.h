#pragma once

#include <string_view>

namespace amity::account {

// Notes what an answer refuses, or why the task that it shows has failed: kind, reason, codes. When
// the whole test program is run with AMITY_ALL_REASONS set, it ends with a list of what the model
// names and no test has reached, and fails when something on it is not explained in
// reached_test.cc.
void note_answer(std::string_view body);

}  // namespace amity::account
