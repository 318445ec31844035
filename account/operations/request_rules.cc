#include "account/operations/request_rules.h"

#include <algorithm>
#include <string_view>

namespace amity::account {
namespace {

// Whether nothing is wrong with the member or with what is in it.
bool is_sound(std::string_view member, const std::vector<shape::Violation>& violations) {
  return std::none_of(violations.begin(), violations.end(), [&](const shape::Violation& broken) {
    return broken.name.starts_with(member);
  });
}

}  // namespace

void check_rules(const UpdateConnectionPreferencesRequest& request,
                 std::vector<shape::Violation>& violations) {
  constexpr std::string_view list = "ExcludedParticipantIdentifiers";
  if (!is_sound("AccessType", violations)) return;  // nobody knows which rule was meant
  const auto& excluded = request.excluded_participant_identifiers;
  bool names_somebody = excluded && !excluded->empty();

  if (request.access_type == AccessType::ALLOW_BY_DEFAULT_DENY_SOME) {
    if (!names_somebody && is_sound(list, violations))
      violations.push_back({shape::Constraint::required, std::string(list),
                            "Value at 'excludedParticipantIdentifiers' failed to satisfy "
                            "constraint: Member must not be empty when AccessType is "
                            "ALLOW_BY_DEFAULT_DENY_SOME"});
  } else if (names_somebody) {
    violations.push_back({shape::Constraint::excluded, std::string(list),
                          "Value at 'excludedParticipantIdentifiers' failed to satisfy "
                          "constraint: Member must be empty unless AccessType is "
                          "ALLOW_BY_DEFAULT_DENY_SOME"});
  }
}

}  // namespace amity::account
