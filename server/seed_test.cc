#include "server/seed.h"

#include "account/store/sql/sqlite_store.h"
#include "server/identifiers.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::server {
namespace {

using testing::HasSubstr;
using namespace account;  // NOLINT(google-build-using-namespace)

constexpr Timestamp kNow{1'767'225'600'000};

class Probe final : public Work<ReadTx> {
 public:
  explicit Probe(std::function<void(ReadTx&)> work) : work_(std::move(work)) {}
  void run(ReadTx& tx) override { work_(tx); }
  void done(std::exception_ptr failure) noexcept override { EXPECT_FALSE(failure); }

 private:
  std::function<void(ReadTx&)> work_;
};

class SeedTest : public testing::Test {
 protected:
  Seed read(std::string_view json, Timestamp now = kNow) {
    return read_seed(json, settings, identifiers, now);
  }
  std::string mistake(std::string_view json) {
    try {
      plant(*store, read(json));
    } catch (const SeedError& error) {
      return error.what();
    }
    return "no mistake was found";
  }
  void look(std::function<void(ReadTx&)> work) {
    Probe probe(std::move(work));
    store->reader()->read(probe);
  }

  std::optional<std::int64_t> quota(std::string_view name, domain::CatalogId catalog) {
    std::optional<std::int64_t> value;
    look([&](ReadTx& tx) { value = tx.quotas().of({domain::AccountId{1}, catalog, name}); });
    return value;
  }

  Settings settings;
  Identifiers identifiers{7};
  sql::TemporaryDirectory directory;
  std::unique_ptr<Store> store = open_sqlite_store({.directory = directory.inside("store")});
};

TEST_F(SeedTest, PlantsTheDemoAsItIsDocumented) {
  Seed seed = read(demo_seed());
  plant(*store, seed);

  EXPECT_EQ(seed.keys.size(), 3U);
  look([](ReadTx& tx) {
    for (std::int64_t account : {111122223333, 444455556666, 777788889999}) {
      EXPECT_TRUE(tx.accounts().find({account}));
      for (auto catalog : {domain::CatalogId::AWS, domain::CatalogId::Sandbox})
        EXPECT_TRUE(tx.partners().of({account}, catalog)->is_public());
    }
    auto invitation = tx.invitations().visible_to(
        {444455556666}, domain::CatalogId::AWS,
        domain::key_of(ConnectionInvitationId("pacinv-222222222demo")).value());
    ASSERT_TRUE(invitation);
    EXPECT_EQ(invitation->sender, domain::AccountId{111122223333});
    EXPECT_EQ(invitation->expires_at, kNow + days(15));
  });
}

TEST_F(SeedTest, LeavesWhatIsThereAsItIs) {
  plant(*store, read(demo_seed()));
  plant(*store, read(demo_seed(), kNow + days(1)));

  look([](ReadTx& tx) {
    auto invitation = tx.invitations().visible_to(
        {444455556666}, domain::CatalogId::AWS,
        domain::key_of(ConnectionInvitationId("pacinv-222222222demo")).value());
    EXPECT_EQ(invitation->created_at, kNow);
  });
}

TEST_F(SeedTest, FillsInWhatIsLeftOut) {
  plant(*store, read(R"({"accounts": [{"id": "111111111111", "partners": [
      {"catalog": "AWS", "legal_name": "L"},
      {"catalog": "Sandbox", "legal_name": "L", "visibility": "PRIVATE",
       "profile": {"DisplayName": "D", "Description": "d", "WebsiteUrl": "https://w.example",
                   "LogoUrl": "https://w.example/l.png", "PrimarySolutionType": "HARDWARE_PRODUCTS",
                   "IndustrySegments": ["OTHER"], "TranslationSourceLocale": "en-US"}}]}]})"));

  look([](ReadTx& tx) {
    auto bare = tx.partners().of({111111111111}, domain::CatalogId::AWS);
    ASSERT_TRUE(bare);
    EXPECT_FALSE(bare->has_profile());
    EXPECT_THAT(bare->id.str(), testing::MatchesRegex("partner-[a-z2-7]{13}"));
    auto hidden = tx.partners().of({111111111111}, domain::CatalogId::Sandbox);
    EXPECT_TRUE(hidden->has_profile());
    EXPECT_FALSE(hidden->is_public());
  });
}

TEST_F(SeedTest, PlantsWhatHangsOnAPartnerAndWhatIsKnownOfItsAccount) {
  std::string_view seed = R"({"accounts": [
      {"id": "111111111111", "paid_plan": false, "good_standing": false, "linked": true,
       "partners": [{"catalog": "AWS", "legal_name": "L", "email_domains": ["Anvil.example"],
                     "tags": [{"Key": "team", "Value": "north"}]}]},
      {"id": "222222222222"}]})";
  plant(*store, read(seed));
  plant(*store, read(seed));

  look([](ReadTx& tx) {
    domain::AccountId id{111111111111};
    EXPECT_EQ(tx.email_domains().owner_of(domain::CatalogId::AWS, "anvil.example"), id);
    EXPECT_EQ(tx.tags().of(id, domain::CatalogId::AWS).items.at(0).value.view(), "north");
    auto account = tx.accounts().find(id);
    EXPECT_FALSE(account->on_paid_plan);
    EXPECT_FALSE(account->in_good_standing);
    EXPECT_TRUE(account->linked_to_legacy_account);
    auto usual = tx.accounts().find({222222222222});
    EXPECT_TRUE(usual->on_paid_plan && usual->in_good_standing);
    EXPECT_FALSE(usual->linked_to_legacy_account);
  });
}

TEST_F(SeedTest, TellsAllMistakesWithTheirPlaces) {
  std::string text = mistake(R"({"accounts": [{"id": "12", "partners": [
      {"catalog": "Moon", "legal_name": "L", "profil": {}}]}], "invitations": [{"catalog": "AWS"}]})");

  EXPECT_THAT(text, HasSubstr("accounts[0].id"));
  EXPECT_THAT(text, HasSubstr("accounts[0].partners[0].catalog"));
  EXPECT_THAT(text, HasSubstr("accounts[0].partners[0].profil"));
  EXPECT_THAT(text, HasSubstr("invitations[0].sender"));
}

TEST_F(SeedTest, RefusesWhatTheStoreCannotHold) {
  EXPECT_THAT(mistake(R"({"accounts": [
      {"id": "111111111111", "partners": [{"catalog": "AWS", "legal_name": "Same"}]},
      {"id": "222222222222", "partners": [{"catalog": "AWS", "legal_name": " SAME "}]}]})"),
              HasSubstr("legal name"));
  EXPECT_THAT(mistake(R"({"accounts": [{"id": "111111111111"}], "invitations": [
      {"catalog": "AWS", "connection_type": "SUBSIDIARY", "sender": "111111111111",
       "receiver": "222222222222", "email": "a@b.example", "name": "n", "message": "m"}]})"),
              HasSubstr("no profile"));
  EXPECT_THAT(mistake(R"({"accounts": [
      {"id": "111111111111", "partners": [{"catalog": "AWS", "legal_name": "A",
       "email_domains": ["same.example"]}]},
      {"id": "222222222222", "partners": [{"catalog": "AWS", "legal_name": "B",
       "email_domains": ["SAME.example"]}]}]})"),
              HasSubstr("same.example"));
  EXPECT_THAT(mistake(R"({"accounts": [{"id": "111111111111", "partners": [{"catalog": "AWS",
      "legal_name": "A", "tags": [{"Key": "aws:x", "Value": ""}]}]}]})"),
              HasSubstr("aws:x"));
  EXPECT_THAT(mistake("{"), testing::Not(HasSubstr("no mistake")));
  EXPECT_THAT(mistake(R"({"accounts": 5})"), testing::Not(HasSubstr("no mistake")));
}

TEST_F(SeedTest, RefusesAnInvitationIdThatIsNotOfOurs) {
  std::string demo(demo_seed());
  std::size_t at = demo.find("pacinv-222222222demo");
  demo.replace(at, 20, "pacinv-zzzzzzzzzzzzz");
  EXPECT_THAT(mistake(demo), HasSubstr("pacinv-zzzzzzzzzzzzz"));
}

TEST(IdentifiersTest, RiseAlsoWithinOneMillisecond) {
  Identifiers identifiers(1);
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::int64_t next = identifiers.next(kNow);
    EXPECT_GT(next, last);
    last = next;
  }
}

TEST(IdentifiersTest, RepeatWithTheSameSeed) {
  Identifiers one(5);
  Identifiers other(5);
  EXPECT_EQ(one.next(kNow), other.next(kNow));
}

TEST_F(SeedTest, PlantsQuotasOfSingleAccountsOnce) {
  plant(*store, read(R"({"quotas": [
      {"account": "000000000001", "quota": "email-domains", "value": 3},
      {"account": "000000000001", "quota": "active-connections", "value": 4, "catalog": "AWS"}]})"));

  plant(*store, read(R"({"quotas": [
      {"account": "000000000001", "quota": "email-domains", "value": 9}]})"));

  EXPECT_EQ(quota("email-domains", domain::CatalogId::AWS), 3) << "a seed does not repair";
  EXPECT_EQ(quota("email-domains", domain::CatalogId::Sandbox), 3);
  EXPECT_EQ(quota("active-connections", domain::CatalogId::AWS), 4);
  EXPECT_EQ(quota("active-connections", domain::CatalogId::Sandbox), std::nullopt);
}

TEST_F(SeedTest, RefusesAQuotaThatThereIsNot) {
  EXPECT_THAT(mistake(R"({"quotas": [{"account": "000000000001", "quota": "cats", "value": 3}]})"),
              HasSubstr("there is no quota 'cats'"));
}

}  // namespace
}  // namespace amity::server
