#include "account/domain/identifiers.h"

#include "protocol/validation/pattern.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace amity::account::domain {
namespace {

constexpr Timestamp kNow{1'767'225'600'000};

TEST(Identifiers, AreReadAsTheyAreWritten) {
  for (std::int64_t key : {std::int64_t{0}, std::int64_t{1}, make_key(kNow, 12345),
                           std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(from_base32(base32(key)), key);
}

TEST(Identifiers, SortAsTheyWereMade) {
  std::vector<std::string> texts;
  for (int i = 0; i < 100; ++i)
    texts.push_back(
        base32(make_key(kNow + milliseconds(i * 37), 7919U * static_cast<unsigned>(i))));
  EXPECT_TRUE(std::is_sorted(texts.begin(), texts.end()));
}

TEST(Identifiers, KeepTheMillisecondInFront) {
  std::int64_t key = make_key(kNow, 0xffffffff);
  EXPECT_GE(key, first_key_at(kNow));
  EXPECT_LT(key, first_key_at(kNow + milliseconds(1)));
}

TEST(Identifiers, FitThePatternsOfTheModel) {
  auto id = text(InvitationKey{make_key(kNow, 99)});
  EXPECT_TRUE(shape::matches(*shape::type_of<ConnectionInvitationId>().pattern, id.view()));
  auto invitation_arn = arn(Place{}, CatalogId::Sandbox, InvitationKey{make_key(kNow, 99)});
  EXPECT_TRUE(
      shape::matches(*shape::type_of<ConnectionInvitationArn>().pattern, invitation_arn.view()));
  auto connection_arn = arn(Place{}, CatalogId::AWS, ConnectionKey{make_key(kNow, 99)});
  EXPECT_TRUE(shape::matches(*shape::type_of<ConnectionArn>().pattern, connection_arn.view()));
  auto of_partner =
      partner_arn(Place{}, AccountId{42}, CatalogId::AWS, PartnerId("partner-222222222aaaa"));
  EXPECT_EQ(of_partner.str(),
            "arn:aws:partnercentral:us-east-1:000000000042:catalog/AWS/partner/"
            "partner-222222222aaaa");
  EXPECT_TRUE(shape::matches(*shape::type_of<PartnerArn>().pattern, of_partner.view()));
}

TEST(PartnerArns, NameTheirCatalog) {
  struct Case {
    const char* arn;
    std::optional<CatalogId> catalog;
  };
  for (const auto& [arn, catalog] : {
           Case{"arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/"
                "partner-222222222aaaa",
                CatalogId::AWS},
           Case{"arn:aws-cn:partnercentral:eu-west-1:000000000001:catalog/Sandbox/partner/"
                "partner-ABCabc0123456",
                CatalogId::Sandbox},
           // The smoke test of the service's own model: no segment `partner`.
           Case{"arn:aws:partnercentral:us-east-1:123456789012:catalog/AWS/partner-0123456789abc",
                {}},
           Case{"arn:aws:partnercentral:us-east-1:111122223333:catalog/sandbox/partner/"
                "partner-222222222aaaa",
                {}},
           Case{"arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/"
                "partner-222222222aaa",
                {}},
           Case{"arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/"
                "partner-222222222aaaa/more",
                {}},
           Case{"arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/connection/"
                "pac-222222222aaaa",
                {}},
           Case{"arn:aws:partnercentral:us-east-1::catalog/AWS/partner/partner-222222222aaaa", {}},
           Case{"arn:aws:s3:us-east-1:111122223333:catalog/AWS/partner/partner-222222222aaaa", {}},
           Case{"partner-222222222aaaa", {}},
           Case{"", {}},
       })
    EXPECT_EQ(catalog_of_partner_arn(arn), catalog) << arn;
}

TEST(Identifiers, NameTasksAndPreferencesToo) {
  ProfileTaskKey key{make_key(kNow, 7)};
  EXPECT_EQ(key_of(text(key)), key);
  EXPECT_TRUE(shape::matches(*shape::type_of<ProfileTaskId>().pattern, text(key).view()));
  EXPECT_FALSE(key_of(ProfileTaskId("pprofiletask-0123456789abc")));
  auto of_preferences = preferences_arn(Place{}, AccountId{42}, CatalogId::Sandbox);
  EXPECT_EQ(of_preferences.str(),
            "arn:aws:partnercentral:us-east-1:000000000042:catalog/Sandbox/connection-preferences");
  EXPECT_TRUE(
      shape::matches(*shape::type_of<ConnectionPreferencesArn>().pattern, of_preferences.view()));
}

TEST(Identifiers, AreNotMadeOfJustAnyText) {
  for (const char* text : {"", "2", "222222222222", "22222222222222", "A222222222222",
                           "0222222222222", "z222222222222", "c222222222222", "222222222222\n"})
    EXPECT_EQ(from_base32(text), std::nullopt) << text;
  EXPECT_TRUE(from_base32("bzzzzzzzzzzzz"));
  EXPECT_FALSE(key_of(ConnectionInvitationId("pac-2222222222222")));
}

TEST(Accounts, AreTwelveDigits) {
  EXPECT_EQ(parse_account("000000000042"), AccountId{42});
  EXPECT_EQ(text(AccountId{42}).str(), "000000000042");
  for (const char* text : {"", "42", "0000000000042", "00000000004a", "-00000000042"})
    EXPECT_EQ(parse_account(text), std::nullopt) << text;
}

}  // namespace
}  // namespace amity::account::domain
