#pragma once

#include "account/domain/qualification.h"

#include <cstddef>
#include <optional>
#include <vector>

// The latest qualifications tasks of each partner; older ones are not kept.
namespace amity::account {

class QualificationTasks {
 public:
  virtual std::optional<domain::QualificationTask> latest(domain::AccountId account,
                                                          domain::CatalogId,
                                                          domain::QualificationTaskKind) = 0;
  // Whether one of either kind is in progress.
  virtual bool in_progress(domain::AccountId account, domain::CatalogId) = 0;

 protected:
  ~QualificationTasks() = default;
};

class QualificationTasksForWriting : public QualificationTasks {
 public:
  // Takes the place of the one of that kind before it, which has ended.
  virtual void begin(const domain::QualificationTask& task) = 0;
  // Ends the task, which is in progress.
  virtual void end(const domain::QualificationTask& task, Timestamp now) = 0;
  // Up to `at_most` in progress whose time has come, the longest overdue first.
  virtual std::vector<domain::QualificationTask> due(Timestamp now, std::size_t at_most) = 0;

 protected:
  ~QualificationTasksForWriting() = default;
};

}  // namespace amity::account
