// File: profile_tasks.cc, contains updates of profiles and of their visibility in SQL.
#include "account/store/sql/repositories.h"
#include "protocol/shape/decode.h"
#include "protocol/shape/encode.h"

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::ProfileTask;
using domain::ProfileTaskKey;

#define TASK_COLUMNS "id, account, catalog, status, started_at, due_at, ended_at, errors, details"

const sql::Statement kLatestTask{"latest_profile_task",
                                 "SELECT " TASK_COLUMNS
                                 " FROM profile_task WHERE account = $1 AND catalog = $2 "
                                 "ORDER BY id DESC LIMIT 1"};

const sql::Statement kFindTask{
    "find_profile_task",
    "SELECT " TASK_COLUMNS " FROM profile_task WHERE id = $1 AND account = $2 AND catalog = $3"};

const sql::Statement kForgetTasks{"forget_profile_tasks",
                                  "DELETE FROM profile_task WHERE account = $1 AND catalog = $2 "
                                  "AND id < $3 AND status <> 0"};

const sql::Statement kInsertTask{"insert_profile_task",
                                 "INSERT INTO profile_task (" TASK_COLUMNS
                                 ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

const sql::Statement kDueTasks{"due_profile_tasks",
                               "SELECT " TASK_COLUMNS
                               " FROM profile_task WHERE status = 0 AND due_at <= $1 "
                               "ORDER BY due_at LIMIT $2"};
#undef TASK_COLUMNS

const sql::Statement kEndTask{"end_profile_task",
                              "UPDATE profile_task SET status = $1, ended_at = $2, errors = $3 "
                              "WHERE id = $4 AND status = 0"};

const sql::Statement kPutOffTask{
    "put_off_profile_task",
    "UPDATE profile_task SET due_at = $1 WHERE id = $2 AND due_at = $3 AND status = 0"};

const sql::Statement kStartedSince{
    "profile_tasks_started",
    "SELECT id FROM profile_task WHERE account = $1 AND catalog = $2 AND id >= $3 LIMIT $4"};

const sql::Statement kForgetUpdates{
    "forget_visibility_updates",
    "DELETE FROM profile_visibility_update WHERE account = $1 AND catalog = $2 AND id < $3"};

// The guard is in the statement: it holds whatever else runs at the same time.
const sql::Statement kAddUpdate{
    "add_visibility_update",
    "INSERT INTO profile_visibility_update (account, catalog, id) SELECT $1, $2, $3 "
    "WHERE (SELECT count(*) FROM profile_visibility_update WHERE account = $1 AND catalog = $2) "
    "< $4"};

template <class T>
std::optional<std::string> json_of(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  std::string json;
  shape::encode(*value, json);
  return json;
}

std::optional<std::int64_t> milliseconds_of(const std::optional<Timestamp>& at) {
  if (!at) return std::nullopt;
  return at->milliseconds;
}

ProfileTask task_in(const sql::Row& row) {
  ProfileTask task;
  task.id = ProfileTaskKey{row.integer(0)};
  task.account = AccountId{row.integer(1)};
  task.catalog = static_cast<CatalogId>(row.integer(2));
  task.status = static_cast<ProfileTaskStatus>(row.integer(3));
  task.started_at = Timestamp{row.integer(4)};
  task.due_at = Timestamp{row.integer(5)};
  if (!row.is_null(6)) task.ended_at = Timestamp{row.integer(6)};
  if (!row.is_null(7)) task.errors = shape::decode_trusted<ErrorDetailList>(row.text(7));
  task.details = shape::decode_trusted<TaskDetails>(row.text(8));
  return task;
}

std::optional<ProfileTask> task_in(sql::Cursor rows) {
  const sql::Row* row = rows.next();
  if (row == nullptr) return std::nullopt;
  return task_in(*row);
}

}  // namespace

std::optional<ProfileTask> SqlProfileTasks::latest(AccountId account, CatalogId catalog) {
  return task_in(db_.query(kLatestTask, account.number, static_cast<int>(catalog)));
}

std::optional<ProfileTask> SqlProfileTasks::find(AccountId account, CatalogId catalog,
                                                 ProfileTaskKey id) {
  return task_in(db_.query(kFindTask, id.value, account.number, static_cast<int>(catalog)));
}

void SqlProfileTasks::forget_ended(AccountId account, CatalogId catalog, Timestamp since) {
  db_.execute(kForgetTasks, account.number, static_cast<int>(catalog), domain::first_key_at(since));
}

void SqlProfileTasks::insert(const ProfileTask& task) {
  db_.execute(kInsertTask, task.id.value, task.account.number, static_cast<int>(task.catalog),
              static_cast<int>(task.status), task.started_at.milliseconds, task.due_at.milliseconds,
              milliseconds_of(task.ended_at), json_of(task.errors),
              json_of(std::optional(task.details)));
}

void SqlProfileTasks::end(const ProfileTask& task) {
  if (db_.execute(kEndTask, static_cast<int>(task.status), milliseconds_of(task.ended_at),
                  json_of(task.errors), task.id.value) != 1)
    throw Contended();
}

bool SqlProfileTasks::started_at_least(std::int64_t count, AccountId account, CatalogId catalog,
                                       Timestamp since) {
  sql::Cursor rows = db_.query(kStartedSince, account.number, static_cast<int>(catalog),
                               domain::first_key_at(since), count);
  std::int64_t found = 0;
  while (found < count && rows.next() != nullptr) ++found;
  return found >= count;
}

std::vector<ProfileTask> SqlProfileTasks::due(Timestamp now, std::size_t at_most) {
  std::vector<ProfileTask> tasks;
  sql::Cursor rows = db_.query(kDueTasks, now.milliseconds, static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next()) tasks.push_back(task_in(*row));
  return tasks;
}

void SqlProfileTasks::put_off(const ProfileTask& task, Timestamp until) {
  if (db_.execute(kPutOffTask, until.milliseconds, task.id.value, task.due_at.milliseconds) != 1)
    throw Contended();
}

bool SqlVisibilityUpdates::add(std::int64_t key, AccountId account, CatalogId catalog,
                               Timestamp since, std::int64_t limit) {
  db_.execute(kForgetUpdates, account.number, static_cast<int>(catalog),
              domain::first_key_at(since));
  return db_.execute(kAddUpdate, account.number, static_cast<int>(catalog), key, limit) == 1;
}

}  // namespace amity::account
