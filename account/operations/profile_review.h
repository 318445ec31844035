#pragma once

#include "account/domain/profile_task.h"
#include "account/operations/chores.h"
#include "account/store/store.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

// How updates of profiles end that nobody cancels.
namespace amity::account {

// What is wrong with the logo at that address, if anything.
using JudgeLogo = std::function<std::optional<ProfileValidationErrorReason>(std::string_view url)>;

// Reviews a task that runs and ends it: the profile is replaced as a whole, or stays and the task
// says why.
void end_profile_task(WriteTx& tx, const Moment& moment, domain::ProfileTask task,
                      const JudgeLogo& judge_logo);

// Ends up to `at_most` tasks that are due, judging logos by their addresses alone; how many. None
// where logos are fetched: there LogoReview does it.
std::size_t end_due_profile_tasks(WriteTx& tx, const Moment& moment, std::size_t at_most);

}  // namespace amity::account
