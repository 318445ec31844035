#pragma once

#include "account/domain/partner.h"

#include <cstdint>
#include <optional>
#include <string>

// Qualifications shared in a family of companies: a subsidiary associates with its primary, for
// both by a task that takes a while (behaviour.md §8).
namespace amity::account::domain {

// How many subsidiaries may share one primary's qualifications: as many as the API can list.
inline constexpr std::int64_t kAssociatesOfPrimary = 6;

enum class QualificationTaskKind : std::uint8_t { association, disassociation };

// The latest task of a kind that a subsidiary asked for. It is in progress until it has ended, and
// it ends in no other way than by succeeding.
struct QualificationTask {
  AccountId account;  // the subsidiary
  CatalogId catalog{};
  QualificationTaskKind kind{};
  std::int64_t id = 0;
  AccountId primary;
  Timestamp started_at;
  Timestamp due_at;
  std::optional<Timestamp> ended_at;

  bool in_progress() const { return !ended_at.has_value(); }
};

// "pqatask-" or "pqdtask-" and 13 characters.
std::string text_of_id(const QualificationTask& task);

// What the tasks do to the two partners. Beginning an association keeps the primary's place free,
// which its end fills; beginning a disassociation changes nothing.
void begin_association(Partner& subsidiary, Partner& primary);
void end(const QualificationTask& task, Partner& subsidiary, Partner& primary, Timestamp now);

// The subsidiary's profile as others read it while it shares the primary's qualifications: its name
// becomes "[Subsidiary] by [Primary]", in each of its languages. A name that would be longer than
// names may be is made of the beginnings of both.
PartnerProfile associated_profile(PartnerProfile subsidiary, const PartnerProfile& primary);

}  // namespace amity::account::domain
