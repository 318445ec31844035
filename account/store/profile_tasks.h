#pragma once

#include "account/domain/identifiers.h"
#include "account/domain/profile_task.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace amity::account {

// Updates of profiles, running and ended.
class ProfileTasks {
 public:
  // The one that was started last.
  virtual std::optional<domain::ProfileTask> latest(domain::AccountId account,
                                                    domain::CatalogId) = 0;
  // The one of that id when it is the account's.
  virtual std::optional<domain::ProfileTask> find(domain::AccountId account, domain::CatalogId,
                                                  domain::ProfileTaskKey) = 0;

 protected:
  ~ProfileTasks() = default;
};

class ProfileTasksForWriting : public ProfileTasks {
 public:
  // Forgets the partner's tasks that were started before `since` and have ended.
  virtual void forget_ended(domain::AccountId account, domain::CatalogId, Timestamp since) = 0;
  // No other task of the partner is running.
  virtual void insert(const domain::ProfileTask& task) = 0;
  // Writes the end of a task whose row says that it runs: a task ends once.
  virtual void end(const domain::ProfileTask& task) = 0;
  // Whether the account started at least `count` tasks at or after `since`.
  virtual bool started_at_least(std::int64_t count, domain::AccountId account, domain::CatalogId,
                                Timestamp since) = 0;
  // Up to `at_most` running tasks that are due, the longest overdue first.
  virtual std::vector<domain::ProfileTask> due(Timestamp now, std::size_t at_most) = 0;
  // Makes a running task due later: nobody else will look at it until then.
  virtual void put_off(const domain::ProfileTask& task, Timestamp until) = 0;

 protected:
  ~ProfileTasksForWriting() = default;
};

// When accounts put their visibility, for the quota of a day.
class VisibilityUpdates {
 public:
  // Notes one under a fresh time-ordered key and forgets those before `since`. False, with nothing
  // noted, when there were `limit` of them already.
  virtual bool add(std::int64_t key, domain::AccountId account, domain::CatalogId, Timestamp since,
                   std::int64_t limit) = 0;

 protected:
  ~VisibilityUpdates() = default;
};

}  // namespace amity::account
