#include "account/domain/profile_review.h"

#include "account/domain/profile_task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace amity::account::domain {
namespace {

using Reason = ProfileValidationErrorReason;

TEST(Review, HasARuleForEveryReason) {
  std::set<Reason> reasons;
  for (const ReviewRule& rule : review_rules()) reasons.insert(rule.reason);
  EXPECT_EQ(reasons.size(), wire_names(Reason{}).size());
}

struct Address {
  const char* url;
  bool good;
};

class WebAddresses : public testing::TestWithParam<Address> {};

TEST_P(WebAddresses, AreToldFromOthers) {
  EXPECT_EQ(is_web_address(GetParam().url), GetParam().good) << GetParam().url;
}

INSTANTIATE_TEST_SUITE_P(
    All, WebAddresses,
    testing::Values(Address{"https://example.com", true}, Address{"HTTPS://EXAMPLE.COM/x", true},
                    Address{"https://a-b.example.co.uk:8443/path?q#f", true},
                    Address{"https://example.com?q=1", true}, Address{"https://example.com.", true},
                    Address{"https://bücher.example/", true}, Address{"https://1.example/", true},
                    Address{"https://localhost/", false}, Address{"https://x.localhost/", false},
                    Address{"https://intranet/", false}, Address{"https://example.invalid/", false},
                    Address{"https://example.INVALID./", false},
                    Address{"https://127.0.0.1/", false}, Address{"https://0x7f.1/", false},
                    Address{"https://2130706433/", false}, Address{"https://[::1]/", false},
                    Address{"https://user@example.com/", false},
                    Address{"https://example.com:0/", false},
                    Address{"https://example.com:70000/", false},
                    Address{"https://example.com:/", false}, Address{"https://-a.example/", false},
                    Address{"https://a..example/", false}, Address{"https://.example/", false},
                    Address{"https://a_b.example/", false}, Address{"https://", false},
                    Address{"https://example.com\\@evil.example/", false}));

TEST(Logos, AreJudgedByTheirAddressAsFarAsItTells) {
  EXPECT_EQ(judge_logo_url("https://example.com/logo.png"), std::nullopt);
  EXPECT_EQ(judge_logo_url("https://example.invalid/logo.png"), Reason::INVALID_LOGO_URL);
  EXPECT_EQ(judge_logo_url("https://logo.invalid/logo.png"), Reason::INVALID_LOGO);
  EXPECT_EQ(judge_logo_url("https://LOGO-FILE.invalid:8443/"), Reason::INVALID_LOGO_FILE);
  EXPECT_EQ(judge_logo_url("https://logo-size.invalid"), Reason::INVALID_LOGO_SIZE);
  EXPECT_EQ(judge_logo_url("https://10.0.0.1/logo.png"), Reason::INVALID_LOGO_URL);
}

TEST(Words, AreFoundWholeWhateverTheirCase) {
  EXPECT_TRUE(contains_word("The CHEAPEST of all", "cheapest"));
  EXPECT_TRUE(contains_word("cheapest", "Cheapest"));
  EXPECT_TRUE(contains_word("cheapests, cheapest!", "cheapest")) << "the second is one";
  EXPECT_TRUE(contains_word("we are number one.", "number one"));
  EXPECT_FALSE(contains_word("cheapestness", "cheapest"));
  EXPECT_FALSE(contains_word("scheapest", "cheapest"));
  EXPECT_FALSE(contains_word("cheapestß", "cheapest"));
  EXPECT_FALSE(contains_word("", "cheapest"));
  EXPECT_FALSE(contains_word("anything", ""));
}

TEST(ProfileTasks, EndOnceOrNever) {
  using enum ProfileTaskStatus;
  for (ProfileTaskStatus from : {IN_PROGRESS, CANCELED, SUCCEEDED, FAILED})
    for (ProfileTaskAct act :
         {ProfileTaskAct::succeed, ProfileTaskAct::fail, ProfileTaskAct::cancel})
      EXPECT_EQ(next(from, act).has_value(), from == IN_PROGRESS);
}

}  // namespace
}  // namespace amity::account::domain
