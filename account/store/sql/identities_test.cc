// Users, roles, keys, sessions and policies as the store keeps them.
#include "account/store/identities.h"

#include "account/store/blocking_write.h"
#include "account/store/sql/sqlite_store.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::Identity;
using domain::IdentityKind;

const AccountId kOne{111111111111};
const AccountId kTwo{222222222222};

class IdentitiesTest : public testing::Test {
 protected:
  void SetUp() override {
    options.directory = directory.inside("store");
    store = open_sqlite_store(options);
    write([](WriteTx& tx) {
      tx.accounts().put({kOne, "One", {}});
      tx.accounts().put({kTwo, "Two", {}});
    });
  }
  void write(const std::function<void(WriteTx&)>& work) { write_and_wait(*store, work); }

  static Identity user(std::string name, AccountId account = kOne) {
    Identity identity;
    identity.key = {account, IdentityKind::user, std::move(name)};
    identity.id = "AIDA" + identity.key.name;
    identity.created_at = Timestamp{1'000};
    return identity;
  }
  static Identity role(std::string name) {
    Identity identity = user(std::move(name));
    identity.key.kind = IdentityKind::role;
    identity.role = {.trust_policy = "{}", .description = "a desk", .max_session = hours(2)};
    return identity;
  }
  static domain::AccessKey key(std::string id, std::optional<std::string> user = {}) {
    domain::AccessKey key;
    key.id = std::move(id);
    key.account = kOne;
    key.user = std::move(user);
    key.sealed = std::string("\x00sealed\xff", 8);
    key.created_at = Timestamp{1'000};
    return key;
  }

  sql::TemporaryDirectory directory;
  SqliteStoreOptions options;
  std::unique_ptr<Store> store;
};

TEST_F(IdentitiesTest, KeepsWhatUsersAndRolesAre) {
  write([](WriteTx& tx) {
    Identity ann = user("ann");
    ann.path = "/staff/";
    ann.boundary = "arn:aws:iam::aws:policy/Edge";
    EXPECT_TRUE(tx.identities().insert(ann));
    EXPECT_TRUE(tx.identities().insert(role("desk")));
  });
  store.reset();
  store = open_sqlite_store(options);

  write([](WriteTx& tx) {
    auto ann = tx.identities().find({kOne, IdentityKind::user, "ann"});
    ASSERT_TRUE(ann);
    EXPECT_EQ(ann->path, "/staff/");
    EXPECT_EQ(ann->id, "AIDAann");
    EXPECT_EQ(ann->boundary, "arn:aws:iam::aws:policy/Edge");
    EXPECT_FALSE(ann->role);

    auto desk = tx.identities().find({kOne, IdentityKind::role, "desk"});
    ASSERT_TRUE(desk && desk->role);
    desk->role->max_session = hours(4);
    desk->boundary = "arn:x";
    tx.identities().update(*desk);
    desk = tx.identities().find(desk->key);
    EXPECT_EQ(desk->role->max_session, hours(4));
    EXPECT_EQ(desk->role->description, "a desk");
    EXPECT_EQ(desk->boundary, "arn:x");

    EXPECT_FALSE(tx.identities().find({kTwo, IdentityKind::user, "ann"})) << "another account's";
    EXPECT_FALSE(tx.identities().find({kOne, IdentityKind::role, "ann"})) << "another kind";
  });
}

TEST_F(IdentitiesTest, HasANameOnceInWhateverCase) {
  write([](WriteTx& tx) {
    EXPECT_TRUE(tx.identities().insert(user("ann")));
    EXPECT_FALSE(tx.identities().insert(user("Ann")));
    EXPECT_TRUE(tx.identities().insert(role("ann"))) << "a role is no user";
    EXPECT_TRUE(tx.identities().insert(user("ann", kTwo)));
  });
}

TEST_F(IdentitiesTest, ListsByNameAndInPages) {
  write([](WriteTx& tx) {
    for (const char* name : {"cyn", "ann", "bea", "Zoe"}) tx.identities().insert(user(name));
    tx.identities().insert(user("dee", kTwo));
    auto names = [&](std::string_view after, std::size_t at_most) {
      std::vector<std::string> all;
      for (auto& each : tx.identities().list(kOne, IdentityKind::user, after, at_most))
        all.push_back(each.key.name);
      return all;
    };
    EXPECT_THAT(names("", 3), testing::ElementsAre("Zoe", "ann", "bea"));
    EXPECT_THAT(names("bea", 3), testing::ElementsAre("cyn"));
  });
}

TEST_F(IdentitiesTest, IsNotRemovedWhileSomethingHangsOnIt) {
  write([](WriteTx& tx) {
    Identity ann = user("ann");
    auto& identities = tx.identities();
    identities.insert(ann);
    TagList tags;
    tags.items.push_back({TagKey("team"), TagValue("sea")});
    identities.put_tags(ann.key, tags);

    identities.insert(key("AKIA1", "ann"));
    EXPECT_FALSE(identities.remove(ann.key));
    EXPECT_TRUE(identities.remove_access_key("AKIA1"));

    identities.put_inline_policy(ann.key, {"reads", "{}"});
    EXPECT_FALSE(identities.remove(ann.key));
    EXPECT_TRUE(identities.remove_inline_policy(ann.key, "reads"));

    identities.attach(ann.key, "arn:p");
    EXPECT_FALSE(identities.remove(ann.key));
    EXPECT_TRUE(identities.detach(ann.key, "arn:p"));

    ASSERT_EQ(identities.tags_of(ann.key).size(), 1U);
    EXPECT_EQ(identities.tags_of(ann.key).items[0].value.view(), "sea");
    EXPECT_TRUE(identities.remove(ann.key));
    EXPECT_FALSE(identities.find(ann.key));
    EXPECT_TRUE(identities.insert(ann));
    EXPECT_TRUE(identities.tags_of(ann.key).empty()) << "tags went with the first of that name";
  });
}

TEST_F(IdentitiesTest, HasPoliciesOfItsOwnAndAttachedOnes) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    Identity ann = user("ann");
    identities.insert(ann);
    identities.put_inline_policy(ann.key, {"reads", "1"});
    identities.put_inline_policy(ann.key, {"answers", "2"});
    identities.put_inline_policy(ann.key, {"reads", "3"});
    auto own = identities.inline_policies_of(ann.key);
    ASSERT_EQ(own.size(), 2U);
    EXPECT_EQ(own[1].document, "3");
    EXPECT_FALSE(identities.remove_inline_policy(ann.key, "no such"));

    identities.attach(ann.key, "arn:b");
    identities.attach(ann.key, "arn:a");
    identities.attach(ann.key, "arn:a");
    EXPECT_THAT(identities.attached_to(ann.key), testing::ElementsAre("arn:a", "arn:b"));
    EXPECT_EQ(identities.attachments_of(kOne, "arn:a"), 1U);
    EXPECT_EQ(identities.attachments_of(kTwo, "arn:a"), 0U);
    EXPECT_FALSE(identities.detach(ann.key, "arn:c"));
  });
}

TEST_F(IdentitiesTest, KeepsAManagedPolicyThatIsInUse) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    domain::ManagedPolicy policy;
    policy.account = kOne;
    policy.name = "edge";
    policy.id = "ANPA1";
    policy.document = "{}";
    EXPECT_TRUE(identities.insert(policy));
    EXPECT_FALSE(identities.insert(policy));
    EXPECT_EQ(identities.policy(kOne, "edge")->id, "ANPA1");
    EXPECT_EQ(identities.policies(kOne, "", 10).size(), 1U);
    EXPECT_TRUE(identities.policies(kTwo, "", 10).empty());

    Identity ann = user("ann");
    ann.boundary = "arn:edge";
    identities.insert(ann);
    EXPECT_FALSE(identities.remove(policy, "arn:edge"));
    ann.boundary.reset();
    identities.update(ann);
    identities.attach(ann.key, "arn:edge");
    EXPECT_FALSE(identities.remove(policy, "arn:edge"));
    identities.detach(ann.key, "arn:edge");
    EXPECT_TRUE(identities.remove(policy, "arn:edge"));
    EXPECT_FALSE(identities.policy(kOne, "edge"));
  });
}

TEST_F(IdentitiesTest, GivesNobodyAThirdAccessKey) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    identities.insert(user("ann"));
    EXPECT_TRUE(identities.insert(key("AKIA1", "ann")));
    EXPECT_TRUE(identities.insert(key("AKIA2", "ann")));
    EXPECT_FALSE(identities.insert(key("AKIA3", "ann")));
    EXPECT_TRUE(identities.insert(key("AKIA4"))) << "the root's";
    EXPECT_FALSE(identities.insert(key("AKIA4"))) << "the same id again";
    EXPECT_TRUE(identities.remove_access_key("AKIA1"));
    EXPECT_FALSE(identities.remove_access_key("AKIA1"));
    EXPECT_TRUE(identities.insert(key("AKIA3", "ann")));
    EXPECT_EQ(identities.access_keys_of(kOne, "ann").size(), 2U);
    EXPECT_EQ(identities.access_keys_of(kOne, {}).size(), 1U);
    EXPECT_TRUE(identities.access_keys_of(kTwo, {}).empty());
  });
}

TEST_F(IdentitiesTest, KeepsWhatAnAccessKeyIs) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    identities.insert(key("AKIA1"));
    identities.set_active("AKIA1", false);
    identities.note_use({"AKIA1", Timestamp{2'000}, "amity-admin", "us-east-1"});
    identities.note_use({"AKIA1", Timestamp{1'500}, "late", "nowhere"});
    identities.note_use({"AKIA9", Timestamp{2'000}, "gone", "nowhere"});

    auto found = identities.access_key("AKIA1");
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->user);
    EXPECT_FALSE(found->active);
    EXPECT_EQ(found->sealed, std::string("\x00sealed\xff", 8));
    EXPECT_EQ(found->last_used_at, Timestamp{2'000});
    EXPECT_EQ(found->last_used_service, "amity-admin");
    EXPECT_FALSE(identities.access_key("AKIA9"));
  });
}

TEST_F(IdentitiesTest, ForgetsSessionsSomeTimeAfterTheyExpired) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    domain::Session session;
    session.account = kOne;
    session.source = domain::AccountId{7};
    session.role_name = "desk";
    session.role_id = "AROAdesk";
    session.name = "ann";
    session.sealed = "sealed";
    session.policies.items.push_back({domain::PolicyText("p"), domain::PolicyText("{}")});
    session.tags.items.push_back({TagKey("team"), TagValue("sea")});
    for (int i = 1; i <= 5; ++i) {
      session.access_key_id = "ASIA" + std::to_string(i);
      session.expires_at = Timestamp{i * 100};
      identities.insert(session);
    }
    EXPECT_EQ(identities.session("ASIA5")->source.number, 7);
    ASSERT_EQ(identities.session("ASIA5")->tags.size(), 1U);
    EXPECT_EQ(identities.session("ASIA5")->tags.items[0].key.view(), "team");
    ASSERT_EQ(identities.session("ASIA5")->policies.size(), 1U);
    EXPECT_EQ(identities.session("ASIA5")->policies.items[0].document.view(), "{}");

    EXPECT_EQ(identities.forget_sessions(Timestamp{301}, 2), 2U);
    EXPECT_EQ(identities.forget_sessions(Timestamp{301}, 2), 1U);
    EXPECT_EQ(identities.forget_sessions(Timestamp{301}, 2), 0U);
    EXPECT_FALSE(identities.session("ASIA3"));
    EXPECT_TRUE(identities.session("ASIA4"));
  });
}

TEST_F(IdentitiesTest, SealsEveryRowAnewOnce) {
  write([](WriteTx& tx) {
    auto& identities = tx.identities();
    for (const char* name : {"ann", "bea"}) identities.insert(user(name));
    identities.insert(key("AKIA1", "ann"));
    identities.insert(key("AKIA2", "bea"));
    domain::Session session;
    session.access_key_id = "ASIA1";
    session.account = kOne;
    session.sealed = "old";
    identities.insert(session);

    std::vector<std::string> seen;
    std::string after;
    while (true) {
      auto rows = identities.sealed_rows(after, 2);
      if (rows.empty()) break;
      for (auto& row : rows) {
        seen.push_back(row.access_key_id);
        row.sealed = "new " + row.access_key_id;
        identities.reseal(row);
      }
      after = rows.back().access_key_id;
    }
    EXPECT_THAT(seen, testing::ElementsAre("AKIA1", "AKIA2", "ASIA1"));
    EXPECT_EQ(identities.access_key("AKIA2")->sealed, "new AKIA2");
    EXPECT_EQ(identities.session("ASIA1")->sealed, "new ASIA1");
  });
}

TEST_F(IdentitiesTest, HasOneOperatorAtMost) {
  write([](WriteTx& tx) {
    EXPECT_FALSE(tx.accounts().of_operator());
    tx.accounts().put({.id = kTwo, .name = "Two", .is_operator = true});
    EXPECT_EQ(tx.accounts().of_operator()->id, kTwo);
    EXPECT_ANY_THROW(tx.accounts().put({.id = kOne, .name = "One", .is_operator = true}));

    tx.accounts().put({.id = kOne, .name = "One", .suspended = true, .created_at = {5}});
    auto one = tx.accounts().find(kOne);
    EXPECT_TRUE(one->suspended);
    EXPECT_EQ(one->created_at, Timestamp{5});
    EXPECT_EQ(tx.accounts().list(AccountId{0}, 1).at(0).id, kOne);
    EXPECT_EQ(tx.accounts().list(kOne, 5).at(0).id, kTwo);
  });
}

}  // namespace
}  // namespace amity::account
