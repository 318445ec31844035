#include "account/domain/profile_task.h"

#include <utility>

namespace amity::account::domain {
namespace {

static_assert(next(ProfileTaskStatus::IN_PROGRESS, ProfileTaskAct::cancel) ==
              ProfileTaskStatus::CANCELED);
static_assert(!next(ProfileTaskStatus::CANCELED, ProfileTaskAct::succeed));
static_assert(!next(ProfileTaskStatus::SUCCEEDED, ProfileTaskAct::cancel));

}  // namespace

void end(ProfileTask& task, ProfileTaskAct act, Timestamp now) {
  task.status = next(task.status, act).value();
  task.ended_at = now;
}

PartnerProfile updated(const PartnerProfile& before, const TaskDetails& details,
                       const PartnerProfileId& fresh) {
  PartnerProfile profile;
  profile.display_name = details.display_name;
  profile.description = details.description;
  profile.website_url = details.website_url;
  profile.logo_url = details.logo_url;
  profile.primary_solution_type = details.primary_solution_type;
  profile.industry_segments = details.industry_segments;
  profile.translation_source_locale = details.translation_source_locale;
  if (details.localized_contents && !details.localized_contents->empty())
    profile.localized_contents = details.localized_contents;
  profile.headquarters = details.headquarters ? details.headquarters : before.headquarters;
  profile.profile_id = before.profile_id.value_or(fresh);
  return profile;
}

ProfileUpdateTaskDetails details(ProfileTask task, const PartnerId& partner, const Place& place) {
  ProfileUpdateTaskDetails shown;
  shown.catalog = text(task.catalog);
  shown.arn = partner_arn(place, task.account, task.catalog, partner);
  shown.id = partner;
  shown.task_id = text(task.id);
  shown.task_details = std::move(task.details);
  shown.started_at = task.started_at;
  shown.status = task.status;
  shown.ended_at = task.ended_at;
  shown.error_detail_list = std::move(task.errors);
  return shown;
}

}  // namespace amity::account::domain
