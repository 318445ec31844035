// Reviews where logos are fetched, by somebody who says what a story wants.
#include "account/operations/logo_review.h"

#include "account/operations/api_test.h"
#include "account/operations/profile_test.h"
#include "account/service/scheduler.h"

namespace amity::account {
namespace {

using testing::ElementsAre;

class Logos : public testing::Test {
 protected:
  Logos() { api.settings.fetch_logos = true; }

  Outcome<StartProfileUpdateTaskResponse> start(const TaskDetails& details) {
    StartProfileUpdateTaskRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = PartnerIdentifier(owner.partner_id().str());
    request.task_details = details;
    return owner.call<StartProfileUpdateTaskResponse>("StartProfileUpdateTask", request);
  }
  GetProfileUpdateTaskResponse task() {
    GetProfileUpdateTaskRequest request{Catalog("AWS"),
                                        PartnerIdentifier(owner.partner_id().str())};
    return *owner.call<GetProfileUpdateTaskResponse>("GetProfileUpdateTask", request);
  }
  Outcome<CancelProfileUpdateTaskResponse> cancel() {
    CancelProfileUpdateTaskRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = PartnerIdentifier(owner.partner_id().str());
    request.task_id = task().task_id;
    return owner.call<CancelProfileUpdateTaskResponse>("CancelProfileUpdateTask", request);
  }
  // What is due is done, with logos judged so.
  void review(const JudgeLogo& judge) {
    api.clock.advance(api.settings.profile_task_duration);
    std::vector<std::unique_ptr<Errand>> errands;
    errands.push_back(std::make_unique<LogoReview>([&](std::string_view url) {
      fetched.emplace_back(url);
      return judge(url);
    }));
    Scheduler(api.environment(), std::move(errands)).run_due();
  }

  Api api;
  Party owner = api.partner("111111111111");
  std::vector<std::string> fetched;
};

std::optional<ProfileValidationErrorReason> fine(std::string_view /*url*/) { return std::nullopt; }

TEST_F(Logos, ThatAreFineLetTheProfilePass) {
  ASSERT_ANSWERED(start(details_named("Anvil")));
  review(fine);

  EXPECT_EQ(task().status, ProfileTaskStatus::SUCCEEDED);
  EXPECT_THAT(fetched, ElementsAre("https://anvil.example/logo.png"));
}

TEST_F(Logos, AreFetchedOnceEachAndReportedForEveryLanguage) {
  auto details = details_named("Anvil");
  details.localized_contents.emplace().items = {german("Amboss")};
  ASSERT_ANSWERED(start(details));
  review([](std::string_view) { return ProfileValidationErrorReason::INVALID_LOGO_FILE; });

  EXPECT_THAT(fetched, ElementsAre("https://anvil.example/logo.png"));
  auto ended = task();
  ASSERT_EQ(ended.status, ProfileTaskStatus::FAILED);
  EXPECT_EQ(ended.error_detail_list->size(), 2U);
  EXPECT_EQ(ended.error_detail_list->items[1].locale.str(), "de-DE");
  EXPECT_EQ(ended.error_detail_list->items[1].reason,
            ProfileValidationErrorReason::INVALID_LOGO_FILE);
}

TEST_F(Logos, WhoseAddressIsWrongAreNotFetched) {
  auto details = details_named("Anvil");
  details.logo_url = Url("https://10.0.0.1/logo.png");
  ASSERT_ANSWERED(start(details));
  review(fine);

  EXPECT_EQ(task().status, ProfileTaskStatus::FAILED);
  EXPECT_TRUE(fetched.empty());
}

TEST_F(Logos, OfATaskCanceledMeanwhileChangeNothing) {
  ASSERT_ANSWERED(start(details_named("Anvil")));
  review([&](std::string_view) {
    EXPECT_TRUE(cancel());
    return std::nullopt;
  });

  EXPECT_EQ(task().status, ProfileTaskStatus::CANCELED);
}

// What was claimed by somebody who never came back is taken up again.
TEST_F(Logos, OfAReviewerThatDiedAreReviewedAgain) {
  ASSERT_ANSWERED(start(details_named("Anvil")));
  api.clock.advance(api.settings.profile_task_duration);
  LogoReview lost(fine);
  auto claims = [&] {
    bool claimed = false;
    api.write([&](WriteTx& tx) {
      claimed = lost.claim(tx, {api.clock.now(), api.settings, api.identifiers});
    });
    return claimed;
  };
  EXPECT_TRUE(claims());
  EXPECT_FALSE(claims()) << "somebody has it";
  api.restart();
  review(fine);
  EXPECT_EQ(task().status, ProfileTaskStatus::IN_PROGRESS);

  api.clock.advance(minutes(1));
  review(fine);

  EXPECT_EQ(task().status, ProfileTaskStatus::SUCCEEDED);
}

TEST_F(Logos, AreLeftToTheErrandWhereTheyAreFetched) {
  ASSERT_ANSWERED(start(details_named("Anvil")));
  api.clock.advance(hours(1));
  Scheduler(api.environment(), {}).run_due();

  EXPECT_EQ(task().status, ProfileTaskStatus::IN_PROGRESS);
}

}  // namespace
}  // namespace amity::account
