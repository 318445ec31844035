#include "sql/sqlite.h"

#include "sql/temporary_directory_test.h"

#include <gtest/gtest.h>

namespace amity::sql {
namespace {

const Statement kInsert{"insert", "INSERT INTO thing (id, name, data) VALUES ($1, $3, $2)"};
const Statement kSelect{"select", "SELECT id, name, data FROM thing WHERE id >= $1 ORDER BY id"};
const Statement kRename{"rename", "UPDATE thing SET name = $2 WHERE name = $1"};
const Statement kBegin{"begin", "BEGIN IMMEDIATE"};
const Statement kRollback{"rollback", "ROLLBACK"};

class Sqlite : public testing::Test {
 protected:
  void SetUp() override {
    db_ = open_sqlite(path(), {});
    db_->run_script(
        "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB) STRICT");
  }
  std::string path() const { return directory_.inside("db"); }

  TemporaryDirectory directory_;
  std::unique_ptr<Connection> db_;
};

TEST_F(Sqlite, BindsParametersByNumberNotByAppearance) {
  std::byte bytes[] = {std::byte{0}, std::byte{255}};
  EXPECT_EQ(db_->execute(kInsert, 1, Blob(bytes), std::string_view("one")), 1);
  EXPECT_EQ(db_->execute(kInsert, 2, std::optional<Blob>{}, std::string("")), 1);

  Cursor rows = db_->query(kSelect, 0);
  const Row* row = rows.next();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->integer(0), 1);
  EXPECT_EQ(row->text(1), "one");
  EXPECT_EQ(row->blob(2).size(), 2U);
  row = rows.next();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->text(1), "");
  EXPECT_TRUE(row->is_null(2));
  EXPECT_EQ(row->maybe_integer(2), std::nullopt);
  EXPECT_EQ(rows.next(), nullptr);
}

TEST_F(Sqlite, CountsTheRowsThatAStatementTouched) {
  db_->execute(kInsert, 1, std::nullopt, "one");
  EXPECT_EQ(db_->execute(kRename, "one", "uno"), 1);
  EXPECT_EQ(db_->execute(kRename, "one", "uno"), 0);
}

TEST_F(Sqlite, TellsAConstraintFromOtherFailures) {
  db_->execute(kInsert, 1, std::nullopt, "one");
  try {
    db_->execute(kInsert, 2, std::nullopt, "one");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::constraint);
  }
  // The statement is usable again.
  EXPECT_EQ(db_->execute(kInsert, 2, std::nullopt, "two"), 1);
}

TEST_F(Sqlite, RefusesAMisuseInsteadOfGuessing) {
  EXPECT_THROW(db_->execute(kInsert, 1), Error);
  db_->execute(kInsert, 1, std::nullopt, "one");
  Cursor rows = db_->query(kSelect, 0);
  const Row* row = rows.next();
  EXPECT_THROW((void)row->integer(1), Error);
  EXPECT_THROW((void)row->text(2), Error);
  EXPECT_THROW(db_->query(kSelect, 0), Error);
}

TEST_F(Sqlite, IsDurableAndSharedWithReaders) {
  db_->execute(kInsert, 1, std::nullopt, "one");
  auto reader = open_sqlite(path(), {.read_only = true});
  EXPECT_NE(reader->query(kSelect, 1).next(), nullptr);
  EXPECT_THROW(reader->execute(kInsert, 2, std::nullopt, "two"), Error);
}

TEST_F(Sqlite, KnowsWhetherATransactionIsOpen) {
  EXPECT_FALSE(db_->in_transaction());
  db_->execute(kBegin);
  EXPECT_TRUE(db_->in_transaction());
  db_->execute(kInsert, 1, std::nullopt, "one");
  db_->execute(kRollback);
  EXPECT_EQ(db_->query(kSelect, 0).next(), nullptr);
}

TEST_F(Sqlite, CheckpointsOnDemandOnly) {
  for (int i = 0; i < 10; ++i) db_->execute(kInsert, i, std::nullopt, std::to_string(i));
  auto other = open_sqlite(path(), {});
  Checkpoint done = checkpoint(*other);
  EXPECT_GT(done.in_log, 0);
  EXPECT_EQ(done.in_log, done.moved);
}

TEST_F(Sqlite, SaysWhyAFileCannotBeOpened) {
  try {
    open_sqlite(directory_.inside("absent/db"), {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::unavailable);
    EXPECT_NE(std::string(error.what()).find("absent"), std::string::npos);
  }
}

}  // namespace
}  // namespace amity::sql
