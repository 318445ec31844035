// File: qualification_tasks.cc, contains the latest qualifications tasks in SQL.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::QualificationTask;
using domain::QualificationTaskKind;

#define TASK_COLUMNS "account, catalog, kind, id, primary_account, started_at, due_at, ended_at"

const sql::Statement kLatest{"qualification_task",
                             "SELECT " TASK_COLUMNS
                             " FROM qualification_task "
                             "WHERE account = $1 AND catalog = $2 AND kind = $3"};

const sql::Statement kInProgress{
    "qualification_task_in_progress",
    "SELECT 1 FROM qualification_task WHERE account = $1 AND catalog = $2 AND ended_at IS NULL"};

const sql::Statement kBegin{"begin_qualification_task",
                            "INSERT INTO qualification_task (" TASK_COLUMNS
                            ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) "
                            "ON CONFLICT (account, catalog, kind) DO UPDATE SET id = excluded.id, "
                            "primary_account = excluded.primary_account, "
                            "started_at = excluded.started_at, due_at = excluded.due_at, "
                            "ended_at = NULL WHERE qualification_task.ended_at IS NOT NULL"};

const sql::Statement kEnd{"end_qualification_task",
                          "UPDATE qualification_task SET ended_at = $1 "
                          "WHERE account = $2 AND catalog = $3 AND kind = $4 AND id = $5 "
                          "AND ended_at IS NULL"};

const sql::Statement kDue{"due_qualification_tasks",
                          "SELECT " TASK_COLUMNS
                          " FROM qualification_task "
                          "WHERE ended_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT $2"};
#undef TASK_COLUMNS

QualificationTask task_in(const sql::Row& row) {
  QualificationTask task;
  task.account = AccountId{row.integer(0)};
  task.catalog = static_cast<CatalogId>(row.integer(1));
  task.kind = static_cast<QualificationTaskKind>(row.integer(2));
  task.id = row.integer(3);
  task.primary = AccountId{row.integer(4)};
  task.started_at = Timestamp{row.integer(5)};
  task.due_at = Timestamp{row.integer(6)};
  if (auto ended_at = row.maybe_integer(7)) task.ended_at = Timestamp{*ended_at};
  return task;
}

}  // namespace

std::optional<QualificationTask> SqlQualificationTasks::latest(AccountId account, CatalogId catalog,
                                                               QualificationTaskKind kind) {
  sql::Cursor rows =
      db_.query(kLatest, account.number, static_cast<int>(catalog), static_cast<int>(kind));
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(task_in(*row)) : std::nullopt;
}

bool SqlQualificationTasks::in_progress(AccountId account, CatalogId catalog) {
  return db_.query(kInProgress, account.number, static_cast<int>(catalog)).next() != nullptr;
}

void SqlQualificationTasks::begin(const QualificationTask& task) {
  if (db_.execute(kBegin, task.account.number, static_cast<int>(task.catalog),
                  static_cast<int>(task.kind), task.id, task.primary.number,
                  task.started_at.milliseconds, task.due_at.milliseconds) != 1)
    throw Contended();
}

void SqlQualificationTasks::end(const QualificationTask& task, Timestamp now) {
  if (db_.execute(kEnd, now.milliseconds, task.account.number, static_cast<int>(task.catalog),
                  static_cast<int>(task.kind), task.id) != 1)
    throw Contended();
}

std::vector<QualificationTask> SqlQualificationTasks::due(Timestamp now, std::size_t at_most) {
  std::vector<QualificationTask> due;
  sql::Cursor rows = db_.query(kDue, now.milliseconds, static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next()) due.push_back(task_in(*row));
  return due;
}

}  // namespace amity::account
