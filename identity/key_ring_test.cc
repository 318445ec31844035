// Who is let in, over a real store.
#include "identity/key_ring.h"

#include "account/store/blocking_write.h"
#include "account/store/sql/sqlite_store.h"
#include "identity/credentials.h"
#include "protocol/iam/evaluate.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace amity::identity {
namespace {

using account::WriteTx;
using account::domain::AccountId;
using account::domain::Identity;
using account::domain::IdentityKind;

const AccountId kAccount{111111111111};
constexpr const char* kReads = R"({"Version":"2012-10-17","Statement":[
  {"Effect":"Allow","Action":"partnercentral:Get*","Resource":"*"}]})";
constexpr const char* kAll = R"({"Version":"2012-10-17","Statement":[
  {"Effect":"Allow","Action":"*","Resource":"*"}]})";

class CountedSecrets final : public account::SecretSource {
 public:
  std::uint64_t below(std::uint64_t bound) override { return count_++ * 7 % bound; }

 private:
  std::uint64_t count_ = 1;
};

class NoContext final : public iam::Context {
 public:
  std::optional<std::span<const std::string_view>> find(std::string_view) const override {
    return std::nullopt;
  }
};

class KeyRingTest : public testing::Test {
 protected:
  void SetUp() override {
    options.directory = directory.inside("store");
    store = account::open_sqlite_store(options);
    change([](WriteTx& tx) { tx.accounts().put({.id = kAccount, .name = "One"}); });
    open_ring();
  }
  void TearDown() override {
    ring.reset();
    store.reset();
  }

  // A change of identities, as the admin API makes it.
  void change(const std::function<void(WriteTx&)>& work) {
    account::write_and_wait(*store, work);
    changes.add();
  }
  void open_ring(std::size_t capacity = 100) {
    ring.reset();
    environment.emplace(Environment{*store, place, seals, changes, uses});
    ring = std::make_unique<KeyRing>(
        *environment, KeyRingOptions{"partnercentral-account", "us-east-1", {}, capacity});
  }

  Credentials give_key(std::optional<std::string> user = {}) {
    Credentials made = make_access_key(secrets);
    change([&](WriteTx& tx) {
      account::domain::AccessKey key{.id = made.access_key_id, .account = kAccount};
      key.user = user;
      key.sealed = seal(*seals.in_use(), made);
      ASSERT_TRUE(tx.identities().insert(key));
    });
    return made;
  }
  Credentials assume(const Identity& role, std::optional<std::string> policy = {},
                     account::TagList tags = {}) {
    Credentials made = make_session_key(secrets);
    account::domain::Session session{
        .access_key_id = made.access_key_id, .account = kAccount, .source = kAccount};
    session.role_name = role.key.name;
    session.role_id = role.id;
    session.name = "ann";
    session.sealed = seal(*seals.in_use(), made);
    session.expires_at = Timestamp{9'000};
    if (policy)
      session.policies.items.push_back(
          {account::domain::PolicyText("session policy"), account::domain::PolicyText(*policy)});
    session.tags = std::move(tags);
    account::write_and_wait(*store, [&](WriteTx& tx) { tx.identities().insert(session); });
    return made;
  }
  Identity make(IdentityKind kind, std::string name) {
    Identity identity{.key = {kAccount, kind, name}, .id = "ID" + name};
    if (kind == IdentityKind::role) identity.role = {.trust_policy = "{}"};
    change([&](WriteTx& tx) { ASSERT_TRUE(tx.identities().insert(identity)); });
    return identity;
  }
  const sigv4::AccessKey* find(const Credentials& key) { return ring->find(key.access_key_id); }
  bool may(const Credentials& key, std::string_view action) {
    const auto* found = find(key);
    NoContext context;
    return found != nullptr && iam::evaluate(*found->principal, {action, "*", context}).verdict ==
                                   iam::Verdict::allowed;
  }

  sql::TemporaryDirectory directory;
  account::SqliteStoreOptions options;
  std::unique_ptr<account::Store> store;
  account::domain::Place place;
  Seals seals{seal::Sealer({seal::SealingKey::make()})};
  Changes changes;
  LastUses uses;
  CountedSecrets secrets;
  std::optional<Environment> environment;
  std::unique_ptr<KeyRing> ring;
};

TEST_F(KeyRingTest, KnowsTheRootsKey) {
  Credentials key = give_key();
  const auto* found = find(key);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->secret_access_key, key.secret_access_key);
  EXPECT_EQ(found->account, "111111111111");
  EXPECT_EQ(found->principal_arn, "arn:aws:iam::111111111111:root");
  EXPECT_EQ(found->principal->type, iam::PrincipalType::root);
  EXPECT_TRUE(may(key, "partnercentral:CreatePartner"));
  EXPECT_TRUE(found->session_token.empty());
}

TEST_F(KeyRingTest, KnowsAUsersKeyWithItsPolicies) {
  Identity ann = make(IdentityKind::user, "ann");
  Credentials key = give_key("ann");
  EXPECT_FALSE(may(key, "partnercentral:GetPartner")) << "no policy, no permission";

  change([&](WriteTx& tx) { tx.identities().put_inline_policy(ann.key, {"reads", kReads}); });
  EXPECT_TRUE(may(key, "partnercentral:GetPartner"));
  EXPECT_FALSE(may(key, "partnercentral:CreatePartner"));

  change([&](WriteTx& tx) {
    tx.identities().insert(account::domain::ManagedPolicy{
        .account = kAccount, .name = "all", .id = "ANPA1", .document = kAll});
    tx.identities().attach(ann.key, "arn:aws:iam::111111111111:policy/all");
  });
  EXPECT_TRUE(may(key, "partnercentral:CreatePartner"));

  ann.boundary = "arn:aws:iam::111111111111:policy/edge";
  change([&](WriteTx& tx) {
    tx.identities().insert(account::domain::ManagedPolicy{
        .account = kAccount, .name = "edge", .id = "ANPA2", .document = kReads});
    tx.identities().update(ann);
  });
  EXPECT_FALSE(may(key, "partnercentral:CreatePartner")) << "the boundary does not allow it";
  EXPECT_TRUE(may(key, "partnercentral:GetPartner"));
}

TEST_F(KeyRingTest, RevokesAtOnce) {
  make(IdentityKind::user, "ann");
  Credentials key = give_key("ann");
  ASSERT_NE(find(key), nullptr);
  auto kept = find(key)->principal;

  change([&](WriteTx& tx) { tx.identities().set_active(key.access_key_id, false); });
  EXPECT_EQ(find(key), nullptr);
  EXPECT_EQ(kept->user_name, "ann") << "a call on its way keeps who it is";
  change([&](WriteTx& tx) { tx.identities().set_active(key.access_key_id, true); });
  EXPECT_NE(find(key), nullptr);

  change(
      [](WriteTx& tx) { tx.accounts().put({.id = kAccount, .name = "One", .suspended = true}); });
  EXPECT_EQ(find(key), nullptr);
  change([](WriteTx& tx) { tx.accounts().put({.id = kAccount, .name = "One"}); });
  EXPECT_NE(find(key), nullptr);

  change([&](WriteTx& tx) { tx.identities().remove_access_key(key.access_key_id); });
  EXPECT_EQ(find(key), nullptr);
}

TEST_F(KeyRingTest, KnowsASessionAndTellsWhenItExpires) {
  Identity desk = make(IdentityKind::role, "desk");
  account::TagList role_tags;
  role_tags.items.push_back({account::TagKey("Team"), account::TagValue("sea")});
  role_tags.items.push_back({account::TagKey("Floor"), account::TagValue("2")});
  change([&](WriteTx& tx) {
    tx.identities().put_inline_policy(desk.key, {"all", kAll});
    tx.identities().put_tags(desk.key, role_tags);
  });
  account::TagList tags;
  tags.items.push_back({account::TagKey("team"), account::TagValue("air")});
  Credentials key = assume(desk, kReads, tags);

  const auto* found = find(key);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->session_token, key.session_token);
  EXPECT_EQ(found->expires_at, Timestamp{9'000});
  EXPECT_EQ(found->principal_arn, "arn:aws:sts::111111111111:assumed-role/desk/ann");
  EXPECT_EQ(found->principal->id, "IDdesk:ann");
  EXPECT_EQ(found->principal->session_issuer_arn, "arn:aws:iam::111111111111:role/desk");
  ASSERT_EQ(found->principal->tags.size(), 2U);
  EXPECT_EQ(found->principal->tags[1].value, "air") << "the session's tag goes before the role's";
  EXPECT_TRUE(may(key, "partnercentral:GetPartner"));
  EXPECT_FALSE(may(key, "partnercentral:CreatePartner")) << "the session policy does not allow it";
}

TEST_F(KeyRingTest, ASessionEndsWithItsRole) {
  Identity desk = make(IdentityKind::role, "desk");
  Credentials key = assume(desk);
  ASSERT_NE(find(key), nullptr);

  change([&](WriteTx& tx) {
    ASSERT_TRUE(tx.identities().remove(desk.key));
    desk.id = "IDanother";
    ASSERT_TRUE(tx.identities().insert(desk));
  });
  EXPECT_EQ(find(key), nullptr) << "another role of that name is not the one that was assumed";
}

TEST_F(KeyRingTest, OpensWhatAnyOfItsSealingKeysHasSealed) {
  Credentials key = give_key();
  auto old = seals.in_use()->keys();
  auto both = old;
  both.insert(both.begin(), seal::SealingKey::make());
  seals.replace(seal::Sealer(both));
  changes.add();
  EXPECT_NE(find(key), nullptr);

  seals.replace(seal::Sealer({both.front()}));
  changes.add();
  EXPECT_EQ(find(key), nullptr) << "not sealed anew before the old key went";
}

TEST_F(KeyRingTest, LetsNobodyInByARowThatWasChangedByHand) {
  Credentials mine = give_key();
  make(IdentityKind::user, "ann");
  Credentials theirs = give_key("ann");
  change([&](WriteTx& tx) {
    auto row = tx.identities().access_key(mine.access_key_id);
    tx.identities().reseal({theirs.access_key_id, row->sealed});
  });
  EXPECT_EQ(find(theirs), nullptr);
  EXPECT_NE(find(mine), nullptr);
}

TEST_F(KeyRingTest, LetsNobodyInWhosePolicyIsBroken) {
  Identity ann = make(IdentityKind::user, "ann");
  Credentials key = give_key("ann");
  change([&](WriteTx& tx) { tx.identities().put_inline_policy(ann.key, {"half", "{\"Sta"}); });
  EXPECT_EQ(find(key), nullptr);
  ann.boundary = "arn:aws:iam::111111111111:policy/gone";
  change([&](WriteTx& tx) {
    tx.identities().remove_inline_policy(ann.key, "half");
    tx.identities().update(ann);
  });
  EXPECT_EQ(find(key), nullptr) << "a boundary that is gone bounds everything";
}

TEST_F(KeyRingTest, DoesNotGrow) {
  open_ring(10);
  Credentials key = give_key();
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_EQ(ring->find("AKIAUNKNOWN" + std::to_string(100'000 + i)), nullptr);
    if (i % 5 == 0) {
      EXPECT_NE(find(key), nullptr);
    }
  }
  EXPECT_LE(ring->size(), 10U);
  EXPECT_EQ(ring->find("no key"), nullptr);
  EXPECT_EQ(ring->find(std::string(10'000, 'A')), nullptr);
}

TEST_F(KeyRingTest, TellsTheLastUseOnceAMinute) {
  Credentials key = give_key();
  const auto* found = find(key);
  Timestamp start{1'000'000};
  ring->used(*found, start);
  ring->used(*found, start + seconds(30));
  auto told = uses.take();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].access_key_id, key.access_key_id);
  EXPECT_EQ(told[0].at, start);
  EXPECT_EQ(told[0].service, "partnercentral-account");
  ring->used(*found, start + seconds(30));
  EXPECT_TRUE(uses.take().empty());

  ring->used(*found, start + seconds(61));
  account::Settings settings;
  NoteUses errand(uses);
  account::write_and_wait(*store, [&](WriteTx& tx) {
    class None final : public account::IdentifierSource {
      std::int64_t next(Timestamp) override { return 1; }
    } none;
    account::Moment moment{start, settings, none};
    EXPECT_TRUE(errand.claim(tx, moment));
    errand.report(tx, moment);
    EXPECT_FALSE(errand.claim(tx, moment));
    EXPECT_EQ(tx.identities().access_key(key.access_key_id)->last_used_at, start + seconds(61));
  });
}

TEST_F(KeyRingTest, LeavesNoSecretInTheFilesOfTheStore) {
  Credentials key = give_key();
  ring.reset();
  store.reset();
  for (const auto& file : std::filesystem::directory_iterator(options.directory)) {
    std::ostringstream all;
    all << std::ifstream(file.path(), std::ios::binary).rdbuf();
    EXPECT_EQ(all.str().find(key.secret_access_key), std::string::npos) << file.path();
  }
}

}  // namespace
}  // namespace amity::identity
