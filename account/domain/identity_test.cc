#include "account/domain/identity.h"

#include "protocol/validation/pattern.h"

#include <gtest/gtest.h>

namespace amity::account::domain {
namespace {

const Place kPlace;
const AccountId kAccount{111122223333};

TEST(IamArn, NamesWhatItWasMadeFor) {
  Identity user{.key = {kAccount, IdentityKind::user, "ann"}, .path = "/staff/lead/"};
  Identity role{.key = {kAccount, IdentityKind::role, "desk"}, .role = RoleTerms{}};
  ManagedPolicy policy;
  policy.account = kAccount;
  policy.name = "reads";

  EXPECT_EQ(root_arn(kPlace, kAccount), "arn:aws:iam::111122223333:root");
  EXPECT_EQ(arn(kPlace, user), "arn:aws:iam::111122223333:user/staff/lead/ann");
  EXPECT_EQ(arn(kPlace, role), "arn:aws:iam::111122223333:role/desk");
  EXPECT_EQ(arn(kPlace, policy), "arn:aws:iam::111122223333:policy/reads");
  EXPECT_EQ(assumed_role_arn(kPlace, AccountId{17}, "desk", "ann@example.com"),
            "arn:aws:sts::000000000017:assumed-role/desk/ann@example.com");

  std::string text = arn(kPlace, user);
  auto parsed = parse_iam_arn(kPlace, text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->account, kAccount);
  EXPECT_EQ(parsed->type, "user");
  EXPECT_EQ(parsed->path, "/staff/lead/");
  EXPECT_EQ(parsed->name, "ann");
}

TEST(IamArn, OfAwsItselfHasNoAccount) {
  auto parsed = parse_iam_arn(kPlace, "arn:aws:iam::aws:policy/ReadAll");
  ASSERT_TRUE(parsed);
  EXPECT_FALSE(parsed->account);
  EXPECT_EQ(parsed->name, "ReadAll");
}

class NoIamArn : public testing::TestWithParam<const char*> {};
TEST_P(NoIamArn, IsRead) { EXPECT_FALSE(parse_iam_arn(kPlace, GetParam())) << GetParam(); }
INSTANTIATE_TEST_SUITE_P(
    Texts, NoIamArn,
    testing::Values("", "arn:aws:iam::", "arn:aws:iam::111122223333", "arn:aws:iam::1:user/ann",
                    "arn:aws-cn:iam::111122223333:root", "arn:aws:iam::111122223333:root/x",
                    "arn:aws:iam::aws:root", "arn:aws:iam::111122223333:user",
                    "arn:aws:iam::111122223333:user/", "arn:aws:iam::111122223333:group/ann",
                    "arn:aws:sts::111122223333:role/ann"));

TEST(IdentityPath, IsASlashOrStandsBetweenTwo) {
  const shape::Pattern& pattern = *shape::type_of<IdentityPath>().pattern;
  for (const char* good : {"/", "/a/", "/division/team-1/"})
    EXPECT_TRUE(shape::matches(pattern, good));
  for (const char* bad : {"", "a", "/a", "a/", "/a b/", "/\n/"})
    EXPECT_FALSE(shape::matches(pattern, bad));
}

TEST(CountedCharacters, LeavesOutBlanksAndCountsLettersNotBytes) {
  EXPECT_EQ(counted_characters("{ \"a\" :\n\t\"ä\" }"), 9U);
}

}  // namespace
}  // namespace amity::account::domain
