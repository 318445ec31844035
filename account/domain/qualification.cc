#include "account/domain/qualification.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace amity::account::domain {
namespace {

constexpr std::string_view kBy = " by ";
constexpr std::string_view kEllipsis = "…";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

// The text when it has at most that many characters, else its beginning and an ellipsis.
std::string shortened(std::string_view text, std::size_t characters) {
  if (length(text) <= characters) return std::string(text);
  std::size_t kept = 0;
  auto end = std::find_if(text.begin(), text.end(), [&](char byte) {
    return begins_character(byte) && ++kept == characters;
  });
  return std::string(text.begin(), end) + std::string(kEllipsis);
}

UnicodeString name_by(const UnicodeString& subsidiary, const UnicodeString& primary) {
  const std::size_t room = UnicodeString::limits.max - kBy.size();
  std::size_t own = length(subsidiary.view());
  std::size_t others = length(primary.view());
  // The longer one gives way first.
  if (own + others > room) {
    own = std::max(room / 2, room - std::min(others, room));
    own = std::min(own, length(subsidiary.view()));
    others = room - own;
  }
  return UnicodeString(shortened(subsidiary.view(), own) + std::string(kBy) +
                       shortened(primary.view(), others));
}

// What the primary is called in that language.
const UnicodeString& name_in(const PartnerProfile& profile, const Locale& locale) {
  if (profile.localized_contents)
    for (const LocalizedContent& content : *profile.localized_contents)
      if (content.locale == locale) return content.display_name;
  return *profile.display_name;
}

}  // namespace

std::string text_of_id(const QualificationTask& task) {
  bool association = task.kind == QualificationTaskKind::association;
  return (association ? "pqatask-" : "pqdtask-") + base32(task.id);
}

void begin_association(Partner& subsidiary, Partner& primary) {
  subsidiary.qualifications.primary = primary.account;
  ++primary.qualifications.associates;
}

void end(const QualificationTask& task, Partner& subsidiary, Partner& primary, Timestamp now) {
  bool associated = task.kind == QualificationTaskKind::association;
  subsidiary.qualifications.associated = associated;
  if (!associated) {
    subsidiary.qualifications.primary.reset();
    --primary.qualifications.associates;
  }
  subsidiary.qualifications.updated_at = now;
  primary.qualifications.updated_at = now;
}

PartnerProfile associated_profile(PartnerProfile subsidiary, const PartnerProfile& primary) {
  if (!subsidiary.display_name || !primary.display_name) return subsidiary;
  subsidiary.display_name = name_by(*subsidiary.display_name, *primary.display_name);
  if (subsidiary.localized_contents)
    for (LocalizedContent& content : subsidiary.localized_contents->items)
      content.display_name = name_by(content.display_name, name_in(primary, content.locale));
  return subsidiary;
}

}  // namespace amity::account::domain
