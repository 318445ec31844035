#include "server/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace amity::server {
namespace {

using testing::HasSubstr;

class ConfigFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path()); }
  std::string path() const {
    return (std::filesystem::path(testing::TempDir()) /
            (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".json"))
        .string();
  }
  Config read(std::string_view json) {
    std::ofstream(path()) << json;
    Config config;
    apply_file(config, path());
    return config;
  }
  std::string mistake(std::string_view json) {
    try {
      read(json);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "no mistake was found";
  }
};

TEST_F(ConfigFile, SetsWhatFlagsSet) {
  Config config = read(R"({"port": 8000, "management-port": "8001", "address": "::1", "data": "/d",
      "threads": 3, "clock-window": 5, "error-status": 400, "region": "eu-west-1",
      "invitation-lifetime": 30, "public-mail-providers": "Free.example,,web.example",
      "fetch-logos": true, "logo-bytes": 1000, "logo-pixels": "512", "profile-task-duration": 0,
      "profile-forbidden-words": "cheapest, number one,,",
      "quotas": {"active-connections": 7, "email-domains": "8"}})");

  EXPECT_EQ(config.port, 8000);
  EXPECT_EQ(config.management_port, 8001);
  EXPECT_EQ(config.address, "::1");
  EXPECT_EQ(config.data, "/d");
  EXPECT_EQ(config.threads, 3U);
  EXPECT_EQ(config.clock_window, minutes(5));
  EXPECT_EQ(config.error_status, awsjson::ErrorStatus::always_400);
  EXPECT_EQ(config.settings.place.region, "eu-west-1");
  EXPECT_EQ(config.settings.invitation_lifetime, days(30));
  EXPECT_THAT(config.settings.public_mail_providers,
              testing::ElementsAre("free.example", "web.example"));
  EXPECT_TRUE(config.settings.fetch_logos);
  EXPECT_EQ(config.logo_limits.bytes, 1000U);
  EXPECT_EQ(config.logo_limits.pixels, 512U);
  EXPECT_EQ(config.settings.profile_task_duration, seconds(0));
  EXPECT_THAT(config.settings.review.forbidden_words,
              testing::ElementsAre("cheapest", "number one"));
  EXPECT_EQ(config.settings.quotas.active_connections, 7);
  EXPECT_EQ(config.settings.quotas.email_domains, 8);
}

TEST_F(ConfigFile, LetsEveryMailDomainIn) {
  EXPECT_THAT(read(R"({"public-mail-providers": ""})").settings.public_mail_providers,
              testing::IsEmpty());
}

TEST_F(ConfigFile, SetsRequestRates) {
  Config config =
      read(R"({"read-rate": 50, "read-burst": 100, "write-rate": 0, "write-burst": 9})");

  EXPECT_EQ(config.settings.read_rate.per_second, 50);
  EXPECT_EQ(config.settings.read_rate.burst, 100);
  EXPECT_EQ(config.settings.write_rate.per_second, 0);
  EXPECT_EQ(config.settings.write_rate.burst, 9);
}

TEST_F(ConfigFile, LimitsRequestRatesWhenItSaysNothing) {
  Config config = read("{}");

  EXPECT_EQ(config.settings.read_rate.per_second, 5);
  EXPECT_EQ(config.settings.write_rate.per_second, 3);
}

TEST_F(ConfigFile, SaysHowLongThingsTakeAndAreKept) {
  Config config = read(
      R"({"qualification-task-duration": 60, "event-retention": 7, "ended-rows-retention": 365})");

  EXPECT_EQ(config.settings.qualification_task_duration, seconds(60));
  EXPECT_EQ(config.settings.event_retention, days(7));
  EXPECT_EQ(config.settings.ended_rows_retention, days(365));
}

TEST_F(ConfigFile, SaysWhatIsOnRecord) {
  EXPECT_EQ(read("{}").audit.place, AuditPlace::file);
  EXPECT_EQ(read("{}").audit.file, "");
  Config config = read(R"({"audit": "file:/var/log/amity.log", "audit-reads": false,
      "audit-failure": "continue", "audit-file-bytes": 0, "audit-files": 3,
      "audit-retention": 7})");

  EXPECT_EQ(config.audit.place, AuditPlace::file);
  EXPECT_EQ(config.audit.file, "/var/log/amity.log");
  EXPECT_FALSE(config.audit.reads);
  EXPECT_EQ(config.audit.on_failure, audit::OnFailure::go_on);
  EXPECT_EQ(config.audit.file_bytes, 0u);
  EXPECT_EQ(config.audit.files, 3u);
  EXPECT_EQ(config.settings.audit_retention, days(7));
  for (const char* wrong : {R"({"audit": "file:"})", R"({"audit": "syslog"})",
                            R"({"audit-failure": "ignore"})", R"({"audit-files": 0})"})
    EXPECT_THROW(read(wrong), ConfigError) << wrong;
}

TEST_F(ConfigFile, SaysHowMailsLeave) {
  Config config = read(R"({"mail-server": "mail.example:2525", "mail-from": "a@amity.example",
      "mail-security": "tls", "mail-authorities": "/ca.pem", "mail-user": "amity",
      "mail-password": "open sesame", "mail-retry-seconds": 5, "mail-notices": false,
      "verification-code-tries": 3})");

  EXPECT_EQ(config.mail.server.host, "mail.example");
  EXPECT_EQ(config.mail.server.port, 2525);
  EXPECT_EQ(config.mail.from, "a@amity.example");
  EXPECT_EQ(config.mail.server.security, smtp::Security::tls);
  EXPECT_EQ(config.mail.server.authorities, "/ca.pem");
  EXPECT_EQ(config.mail.server.user, "amity");
  EXPECT_EQ(config.mail.server.password, "open sesame");
  EXPECT_EQ(config.mail.notices, false);
  EXPECT_EQ(config.settings.mail_first_pause, seconds(5));
  EXPECT_EQ(config.settings.code_wrong_tries, 3);
}

TEST_F(ConfigFile, TakesAMailServerWithoutAPortAndByNumber) {
  auto server = [&](std::string_view text) {
    Config config = read("{\"mail-server\": \"" + std::string(text) + "\"}");
    return std::pair(config.mail.server.host, config.mail.server.port);
  };

  EXPECT_EQ(server("mail.example"), std::pair(std::string("mail.example"), std::uint16_t{0}));
  EXPECT_EQ(server("[::1]:2525"), std::pair(std::string("::1"), std::uint16_t{2525}));
  EXPECT_EQ(server("[::1]"), std::pair(std::string("::1"), std::uint16_t{0}));
}

TEST_F(ConfigFile, GivesSingleAccountsTheirOwnQuotas) {
  Config config = read(R"({"account-quotas": [
      {"account": "111122223333", "quota": "active-connections", "value": 7},
      {"account": "111122223333", "quota": "active-connections", "value": 8, "catalog": "AWS"}]})");

  using account::domain::CatalogId;
  account::domain::AccountId account{111122223333};
  const auto& quotas = config.settings.account_quotas;
  EXPECT_EQ(quotas.at({account, CatalogId::AWS, "active-connections"}), 8) << "the last counts";
  EXPECT_EQ(quotas.at({account, CatalogId::Sandbox, "active-connections"}), 7);
}

TEST_F(ConfigFile, NamesTheSealingKeys) {
  EXPECT_EQ(read(R"({"sealing-key-file": "/etc/amity/sealing-key"})").sealing.file,
            "/etc/amity/sealing-key");
  EXPECT_THAT(mistake(R"({"keys": []})"), HasSubstr("keys: there is no such setting"));
}

TEST_F(ConfigFile, NamesTheSettingThatIsWrong) {
  EXPECT_THAT(mistake(R"({"prot": 1})"), HasSubstr("prot: there is no such setting"));
  EXPECT_THAT(mistake(R"({"port": 65536})"), HasSubstr("port: '65536' is not a port"));
  EXPECT_THAT(mistake(R"({"port": -1})"), HasSubstr("port"));
  EXPECT_THAT(mistake(R"({"port": [1]})"), HasSubstr("port"));
  EXPECT_THAT(mistake(R"({"quotas": {"cats": 1}})"), HasSubstr("there is no quota 'cats'"));
  EXPECT_THAT(mistake(R"({"quotas": {"active-connections": -1}})"), HasSubstr("quotas"));
  EXPECT_THAT(mistake(R"({"quotas": 5})"), HasSubstr("quotas"));
  EXPECT_THAT(mistake(R"({"account-quotas": [{"account": "1", "quota": "email-domains"}]})"),
              testing::AllOf(HasSubstr("[0].account"), HasSubstr("[0].value")));
  EXPECT_THAT(
      mistake(R"({"account-quotas": [{"account": "111122223333", "quota": "x", "value": 1}]})"),
      HasSubstr("there is no quota 'x'"));
  EXPECT_THAT(mistake(R"({"verify-signatures": "maybe"})"), HasSubstr("true or false"));
  EXPECT_THAT(mistake(R"({"port": 1)"), HasSubstr(path()));
  EXPECT_THAT(mistake("[]"), HasSubstr("object"));
}

TEST_F(ConfigFile, SaysThatItCannotBeRead) {
  Config config;
  EXPECT_THROW(apply_file(config, path() + ".absent"), ConfigError);
}

TEST(Settings, HaveDifferentNamesAndSayWhatTheyAreFor) {
  std::vector<std::string_view> names;
  for (const Setting& setting : settings()) {
    EXPECT_FALSE(setting.doc.empty());
    EXPECT_THAT(names, testing::Not(testing::Contains(setting.name)));
    names.push_back(setting.name);
  }
}

}  // namespace
}  // namespace amity::server
