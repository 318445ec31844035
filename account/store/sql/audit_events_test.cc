// Records of calls in the store: found by account and time, page by page, and forgotten.
#include "account/store/blocking_write.h"
#include "account/store/sql/sqlite_store.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp kNoon{1'790'000'000'000};
constexpr domain::AccountId kAnvil{111122223333}, kBirch{444455556666};

class AuditEventsTest : public testing::Test {
 protected:
  void append(Timestamp at, std::optional<domain::AccountId> account, std::string text) {
    write_and_wait(*store, [&](WriteTx& tx) { tx.audit_events().append(at, account, text); });
  }
  std::vector<AuditEvent> events(const AuditQuery& query, std::size_t limit = 100) {
    std::vector<AuditEvent> found;
    write_and_wait(*store, [&](WriteTx& tx) { found = tx.audit_events().list(query, limit); });
    return found;
  }
  std::vector<std::string> texts(const AuditQuery& query) {
    std::vector<std::string> found;
    for (AuditEvent& event : events(query)) found.push_back(std::move(event.text));
    return found;
  }
  std::size_t forget(Timestamp before, std::size_t at_most) {
    std::size_t count = 0;
    write_and_wait(
        *store, [&](WriteTx& tx) { count = tx.retention().forget_audit_events(before, at_most); });
    return count;
  }

  sql::TemporaryDirectory directory;
  std::unique_ptr<Store> store = open_sqlite_store({.directory = directory.inside("store")});
};

TEST_F(AuditEventsTest, AreFoundByAccountAndTime) {
  append(kNoon, kAnvil, "anvil at noon");
  append(kNoon + seconds(1), kBirch, "birch");
  append(kNoon + seconds(2), std::nullopt, "nobody");
  append(kNoon + seconds(3), kAnvil, "anvil later");

  EXPECT_THAT(texts({}), ElementsAre("anvil later", "nobody", "birch", "anvil at noon"));
  EXPECT_THAT(texts({.account = kAnvil}), ElementsAre("anvil later", "anvil at noon"));
  EXPECT_THAT(texts({.from = kNoon + seconds(1), .until = kNoon + seconds(3)}),
              ElementsAre("nobody", "birch"));
  EXPECT_THAT(texts({.account = kAnvil, .from = kNoon + milliseconds(1)}),
              ElementsAre("anvil later"));
  EXPECT_THAT(texts({.until = kNoon}), IsEmpty());
  auto found = events({.account = kBirch});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].account, kBirch);
  EXPECT_EQ(domain::time_of(found[0].id), kNoon + seconds(1));
}

TEST_F(AuditEventsTest, ComeInPagesInTheirOrder) {
  for (int i = 0; i < 10; ++i) append(kNoon, kAnvil, std::to_string(i));
  std::string read;
  AuditQuery query{.account = kAnvil};
  for (auto page = events(query, 3); !page.empty(); page = events(query, 3)) {
    for (const AuditEvent& event : page) read += event.text;
    query.after = page.back().id;
  }
  EXPECT_EQ(read, "9876543210") << "all of one millisecond";
}

TEST_F(AuditEventsTest, TakeAnyTimeThatCanBeWritten) {
  append(kNoon, kAnvil, "one");
  Timestamp first = *parse_iso8601("0000-01-01T00:00:00Z");
  Timestamp last = *parse_iso8601("9999-12-31T23:59:59Z");
  EXPECT_THAT(texts({.from = first, .until = last}), ElementsAre("one"));
  EXPECT_THAT(texts({.from = last}), IsEmpty());
}

TEST_F(AuditEventsTest, AreForgottenTheOldestFirst) {
  for (int i = 0; i < 5; ++i) append(kNoon + seconds(i), kAnvil, std::to_string(i));
  EXPECT_EQ(forget(kNoon + seconds(4), 3), 3u);
  EXPECT_EQ(forget(kNoon + seconds(4), 3), 1u);
  EXPECT_EQ(forget(kNoon + seconds(4), 3), 0u);
  EXPECT_THAT(texts({}), ElementsAre("4"));
}

}  // namespace
}  // namespace amity::account
