#pragma once

#include "account/domain/identifiers.h"
#include "account/model/profile.h"

#include <cstdint>
#include <optional>

namespace amity::account::domain {

// An update of a profile: asked for, reviewed in the background, ended once (behaviour.md §6.3).
struct ProfileTask {
  ProfileTaskKey id;
  AccountId account;
  CatalogId catalog{};
  ProfileTaskStatus status = ProfileTaskStatus::IN_PROGRESS;
  Timestamp started_at;
  Timestamp due_at;  // when to review it
  std::optional<Timestamp> ended_at{};
  std::optional<ErrorDetailList> errors{};  // why it failed
  TaskDetails details;

  bool is_running() const { return status == ProfileTaskStatus::IN_PROGRESS; }
};

enum class ProfileTaskAct : std::uint8_t { succeed, fail, cancel };

struct ProfileTaskTransition {
  ProfileTaskStatus from;
  ProfileTaskAct act;
  ProfileTaskStatus to;
};

// The whole life of a task (behaviour.md §15). Whatever is not here does not happen: only one that
// runs can end, and only success changes the profile.
inline constexpr ProfileTaskTransition kProfileTaskTransitions[] = {
    {ProfileTaskStatus::IN_PROGRESS, ProfileTaskAct::succeed, ProfileTaskStatus::SUCCEEDED},
    {ProfileTaskStatus::IN_PROGRESS, ProfileTaskAct::fail, ProfileTaskStatus::FAILED},
    {ProfileTaskStatus::IN_PROGRESS, ProfileTaskAct::cancel, ProfileTaskStatus::CANCELED},
};

// The status that follows, or nothing when the act is not possible.
constexpr std::optional<ProfileTaskStatus> next(ProfileTaskStatus from, ProfileTaskAct act) {
  for (const ProfileTaskTransition& row : kProfileTaskTransitions)
    if (row.from == from && row.act == act) return row.to;
  return std::nullopt;
}

// Ends the task by an act that is possible.
void end(ProfileTask& task, ProfileTaskAct act, Timestamp now);

// The profile that an update makes of another: all of it is replaced, but headquarters stay when
// none are given, and the id for good once there is one. `fresh` becomes the id of the first
// profile.
PartnerProfile updated(const PartnerProfile& before, const TaskDetails& details,
                       const PartnerProfileId& fresh);

// The task as the partner of that id sees it.
ProfileUpdateTaskDetails details(ProfileTask task, const PartnerId& partner, const Place& place);

}  // namespace amity::account::domain
