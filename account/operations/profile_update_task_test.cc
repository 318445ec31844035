// An update of a profile, from asking to its end (behaviour.md §6.3).
#include "account/operations/api_test.h"
#include "account/operations/profile_test.h"
#include "account/service/scheduler.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ProfileUpdateTask : public testing::Test {
 protected:
  template <class Request>
  Request about(const Party& party, const char* catalog) {
    Request request;
    request.catalog = Catalog(catalog);
    request.identifier = PartnerIdentifier(party.partner_id().str());
    return request;
  }
  StartProfileUpdateTaskRequest update(const Party& of, TaskDetails details,
                                       const char* catalog = "AWS") {
    auto request = about<StartProfileUpdateTaskRequest>(of, catalog);
    request.task_details = std::move(details);
    return request;
  }
  Outcome<StartProfileUpdateTaskResponse> start(const Party& by, TaskDetails details,
                                                const char* catalog = "AWS") {
    return send(by, update(by, std::move(details), catalog));
  }
  Outcome<StartProfileUpdateTaskResponse> send(const Party& by,
                                               const StartProfileUpdateTaskRequest& request) {
    return by.call<StartProfileUpdateTaskResponse>("StartProfileUpdateTask", request);
  }
  Outcome<GetProfileUpdateTaskResponse> get(const Party& by, const char* catalog = "AWS") {
    return by.call<GetProfileUpdateTaskResponse>("GetProfileUpdateTask",
                                                 about<GetProfileUpdateTaskRequest>(by, catalog));
  }
  CancelProfileUpdateTaskRequest stop(const Party& of, const ProfileTaskId& task) {
    auto request = about<CancelProfileUpdateTaskRequest>(of, "AWS");
    request.task_id = task;
    return request;
  }
  Outcome<CancelProfileUpdateTaskResponse> cancel(const Party& by, const ProfileTaskId& task) {
    return by.call<CancelProfileUpdateTaskResponse>("CancelProfileUpdateTask", stop(by, task));
  }
  PartnerProfile profile(const Party& of) {
    return of.call<GetPartnerResponse>("GetPartner", about<GetPartnerRequest>(of, "AWS"))->profile;
  }
  void do_what_is_due() { Scheduler(api.environment(), {}).run_due(); }
  // Time passes until the review, which is then done.
  void review() {
    api.clock.advance(api.settings.profile_task_duration);
    do_what_is_due();
  }
  // What the review says about such a profile.
  std::vector<std::string> errors_of(const TaskDetails& details) {
    EXPECT_TRUE(start(owner, details));
    review();
    std::vector<std::string> errors;
    auto task = get(owner);
    EXPECT_EQ(task->error_detail_list.has_value(), task->status == ProfileTaskStatus::FAILED);
    if (!task->error_detail_list) return errors;
    for (const ErrorDetail& error : *task->error_detail_list) {
      EXPECT_FALSE(error.message.empty());
      errors.push_back(error.locale.str() + " " + std::string(error.reason.text()));
    }
    return errors;
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(ProfileUpdateTask, BeginsAndLeavesTheProfileAlone) {
  auto before = profile(owner);
  auto outcome = start(owner, details_named("Anvil"));

  ASSERT_ANSWERED(outcome);
  EXPECT_EQ(outcome->catalog.str(), "AWS");
  EXPECT_EQ(outcome->arn.str(),
            "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/partner/" +
                owner.partner_id().str());
  EXPECT_EQ(outcome->id.str(), owner.partner_id().str());
  EXPECT_THAT(outcome->task_id.str(), testing::MatchesRegex("pprofiletask-[a-z2-7]{13}"));
  EXPECT_EQ(outcome->task_details.display_name.str(), "Anvil");
  EXPECT_EQ(outcome->started_at, api.clock.now());
  EXPECT_EQ(outcome->status, ProfileTaskStatus::IN_PROGRESS);
  EXPECT_FALSE(outcome->ended_at);
  EXPECT_FALSE(outcome->error_detail_list);
  do_what_is_due();
  EXPECT_EQ(get(owner).body, outcome.body) << "the review takes its time";
  EXPECT_EQ(profile(owner).display_name, before.display_name);
}

TEST_F(ProfileUpdateTask, ReplacesTheProfileWhenItSucceeds) {
  auto details = details_named("Anvil");
  details.localized_contents.emplace().items.push_back(german("Amboss"));
  details.headquarters = Headquarters{CountryCode("US"), SubdivisionCode("WA")};
  ASSERT_ANSWERED(start(owner, details));
  review();

  auto task = get(owner);
  EXPECT_EQ(task->status, ProfileTaskStatus::SUCCEEDED);
  EXPECT_EQ(task->ended_at, api.clock.now());
  auto now = profile(owner);
  EXPECT_EQ(now.display_name->str(), "Anvil");
  EXPECT_EQ(now.primary_solution_type, PrimarySolutionType::MANAGED_SERVICES);
  EXPECT_EQ(now.industry_segments, details.industry_segments);
  EXPECT_EQ(now.localized_contents->items.at(0).display_name.str(), "Amboss");
  EXPECT_EQ(now.headquarters->subdivision_code.str(), "WA");
  EXPECT_EQ(now.profile_id->str(), owner.profile()) << "the id stays";

  ASSERT_ANSWERED(start(owner, details_named("Anvil Two")));
  review();
  now = profile(owner);
  EXPECT_EQ(now.display_name->str(), "Anvil Two");
  EXPECT_FALSE(now.localized_contents) << "all of it is replaced";
  EXPECT_EQ(now.headquarters->subdivision_code.str(), "WA") << "but headquarters left out stay";
}

TEST_F(ProfileUpdateTask, MakesTheFirstProfilePublic) {
  auto newcomer = api.newcomer("333333333333");
  EXPECT_FALSE(profile(newcomer).profile_id);
  auto invite = [&] {
    return newcomer.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                             newcomer.invitation_to(owner));
  };
  EXPECT_REFUSED(invite(), "ResourceNotFoundException", "SENDER_PROFILE_NOT_FOUND");
  ASSERT_ANSWERED(start(newcomer, details_named("Newcomer")));
  review();

  auto id = profile(newcomer).profile_id;
  ASSERT_TRUE(id);
  EXPECT_THAT(id->str(), testing::MatchesRegex("pprofile-[a-z2-7]{13}"));
  auto request = about<GetProfileVisibilityRequest>(newcomer, "AWS");
  auto visibility = newcomer.call<GetProfileVisibilityResponse>("GetProfileVisibility", request);
  EXPECT_EQ(visibility->visibility, ProfileVisibility::PUBLIC);
  EXPECT_TRUE(invite());

  ASSERT_ANSWERED(start(newcomer, details_named("Newcomer")));
  review();
  EXPECT_EQ(profile(newcomer).profile_id, id) << "minted once";
}

TEST_F(ProfileUpdateTask, OutlivesARestartAndEndsOnce) {
  auto task = start(owner, details_named("Anvil"));
  api.restart();
  EXPECT_EQ(get(owner).body, task.body);
  review();
  auto ended = get(owner);
  EXPECT_EQ(ended->status, ProfileTaskStatus::SUCCEEDED);

  api.clock.advance(hours(1));
  api.restart();
  do_what_is_due();
  EXPECT_EQ(get(owner).body, ended.body);
}

TEST_F(ProfileUpdateTask, MayTakeNoTime) {
  api.settings.profile_task_duration = seconds(0);
  ASSERT_ANSWERED(start(owner, details_named("Anvil")));
  do_what_is_due();

  EXPECT_EQ(get(owner)->status, ProfileTaskStatus::SUCCEEDED);
}

TEST_F(ProfileUpdateTask, IsOneAtATime) {
  auto first = start(owner, details_named("Anvil"));
  EXPECT_REFUSED(start(owner, details_named("Hammer")), "ConflictException",
                 "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE");
  EXPECT_TRUE(start(other, details_named("Hammer")));
  auto in_sandbox = update(owner, details_named("Anvil"), "Sandbox");
  EXPECT_TRUE(send(owner, in_sandbox));
  ASSERT_ANSWERED(cancel(owner, first->task_id));
  EXPECT_TRUE(start(owner, details_named("Hammer Two")));
}

TEST_F(ProfileUpdateTask, CanBeCanceledWhileItRuns) {
  auto before = profile(owner);
  auto task = start(owner, details_named("Anvil"));
  api.clock.advance(milliseconds(300));
  auto canceled = cancel(owner, task->task_id);

  ASSERT_ANSWERED(canceled);
  EXPECT_EQ(canceled->status, ProfileTaskStatus::CANCELED);
  EXPECT_EQ(canceled->ended_at, api.clock.now());
  EXPECT_FALSE(canceled->error_detail_list);
  review();
  EXPECT_EQ(get(owner).body, canceled.body);
  EXPECT_EQ(profile(owner).display_name, before.display_name);
}

// Whichever of the two comes first is the end; the other changes nothing.
TEST_F(ProfileUpdateTask, IsCanceledOrEndedNeverBoth) {
  auto overdue = start(owner, details_named("Anvil"));
  api.clock.advance(hours(1));
  EXPECT_TRUE(cancel(owner, overdue->task_id)) << "due, but not looked at yet";
  do_what_is_due();
  EXPECT_EQ(get(owner)->status, ProfileTaskStatus::CANCELED);
  EXPECT_NE(profile(owner).display_name->str(), "Anvil");

  auto ended = start(owner, details_named("Anvil"));
  review();
  EXPECT_REFUSED(cancel(owner, ended->task_id), "ConflictException",
                 "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE");
  EXPECT_REFUSED(cancel(owner, overdue->task_id), "ConflictException",
                 "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE");
  EXPECT_EQ(profile(owner).display_name->str(), "Anvil");
}

TEST_F(ProfileUpdateTask, IsForgottenWhenAnotherBeginsADayLater) {
  auto first = start(owner, details_named("Anvil One"));
  review();
  ASSERT_ANSWERED(start(owner, details_named("Anvil Two")));
  review();
  EXPECT_REFUSED(cancel(owner, first->task_id), "ConflictException",
                 "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE");
  api.clock.advance(days(1));

  ASSERT_ANSWERED(start(owner, details_named("Anvil Three")));

  EXPECT_REFUSED(cancel(owner, first->task_id), "ResourceNotFoundException",
                 "PARTNER_PROFILE_TASK_NOT_FOUND");
}

TEST_F(ProfileUpdateTask, IsNobodyElses) {
  auto task = start(owner, details_named("Anvil"));
  EXPECT_REFUSED(cancel(other, task->task_id), "ResourceNotFoundException",
                 "PARTNER_PROFILE_TASK_NOT_FOUND");
  EXPECT_REFUSED(cancel(owner, ProfileTaskId("pprofiletask-0123456789abc")),
                 "ResourceNotFoundException", "PARTNER_PROFILE_TASK_NOT_FOUND");
  EXPECT_REFUSED(get(other), "ResourceNotFoundException", "PARTNER_PROFILE_TASK_NOT_FOUND");
  EXPECT_REFUSED(get(owner, "Sandbox"), "ResourceNotFoundException",
                 "PARTNER_PROFILE_TASK_NOT_FOUND");
  auto stranger = api.stranger("333333333333");
  EXPECT_REFUSED(get(stranger), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(start(stranger, details_named("Nobody")), "ResourceNotFoundException",
                 "PARTNER_NOT_FOUND");
  EXPECT_REFUSED(cancel(stranger, task->task_id), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
}

TEST_F(ProfileUpdateTask, IsStartedAndCanceledOnceUnderAToken) {
  auto request = update(owner, details_named("Anvil"));
  request.client_token = ClientToken("once");
  auto first = send(owner, request);
  auto canceling = stop(owner, first->task_id);
  canceling.client_token = ClientToken("once");
  auto cancel_again = [&] {
    return owner.call<CancelProfileUpdateTaskResponse>("CancelProfileUpdateTask", canceling);
  };
  auto canceled = cancel_again();
  api.restart();

  EXPECT_EQ(cancel_again().body, canceled.body);
  EXPECT_EQ(send(owner, request).body, first.body) << "as it was then";
  EXPECT_EQ(get(owner).body, canceled.body) << "no second task";
  request.task_details.display_name = UnicodeString("Hammer");
  EXPECT_REFUSED(send(owner, request), "ConflictException", "CONFLICT_CLIENT_TOKEN");
}

TEST_F(ProfileUpdateTask, MayBeStartedTenTimesADay) {
  for (int i = 0; i < 10; ++i) {
    auto task = start(owner, details_named("Anvil"));
    ASSERT_ANSWERED(task);
    cancel(owner, task->task_id);
  }
  EXPECT_REFUSED(start(owner, details_named("Anvil")), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY");
  EXPECT_TRUE(start(owner, details_named("Anvil"), "Sandbox")) << "a quota per catalog";
  api.clock.advance(milliseconds(24 * 60 * 60 * 1000 + 1));
  EXPECT_TRUE(start(owner, details_named("Anvil"))) << "a day that rolls";
}

TEST_F(ProfileUpdateTask, NamesEachLanguageAndSegmentOnce) {
  auto details = details_named("Anvil");
  details.industry_segments.items = {IndustrySegment::RETAIL, IndustrySegment::RETAIL};
  details.localized_contents.emplace().items = {german("Amboss"), german("Hammer")};
  auto outcome = start(owner, details);

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(outcome.body, HasSubstr("2 validation errors detected"));
  EXPECT_THAT(outcome.body, HasSubstr(R"("Name":"TaskDetails.IndustrySegments")"));
  EXPECT_THAT(outcome.body, HasSubstr(R"("Name":"TaskDetails.LocalizedContents")"));
  EXPECT_THAT(outcome.body, HasSubstr("DUPLICATE_VALUE"));

  details = details_named("Anvil");
  details.localized_contents.emplace().items = {german("Amboss")};
  details.localized_contents->items[0].locale = details.translation_source_locale;
  EXPECT_TRUE(start(owner, details)) << "the source language may stand there once more";
}

TEST_F(ProfileUpdateTask, FailsAndSaysWhy) {
  auto before = profile(owner);
  auto details = details_named("Anvil");
  details.website_url = Url("https://anvil.invalid/");
  details.localized_contents.emplace().items = {german("Amboss")};
  details.localized_contents->items[0].logo_url = Url("https://logo-size.invalid/a.png");

  EXPECT_THAT(errors_of(details),
              ElementsAre("en-US INVALID_WEBSITE_URL", "de-DE INVALID_LOGO_SIZE"));
  auto task = get(owner);
  EXPECT_EQ(task->status, ProfileTaskStatus::FAILED);
  EXPECT_EQ(task->ended_at, api.clock.now());
  EXPECT_EQ(profile(owner).display_name, before.display_name);
  EXPECT_TRUE(start(owner, details_named("Anvil"))) << "the next may be asked for";
}

TEST_F(ProfileUpdateTask, FailsForEachReason) {
  api.settings.review.forbidden_words = {"cheapest"};
  auto with_logo = [](std::string_view url) {
    auto details = details_named("Anvil");
    details.logo_url = Url(url);
    return details;
  };
  auto described = details_named("Anvil");
  described.description = ProfileDescription("The Cheapest, ever.");

  EXPECT_THAT(errors_of(described), ElementsAre("en-US INVALID_CONTENT"));
  EXPECT_THAT(errors_of(details_named(" partner 222222222222 ")),
              ElementsAre("en-US DUPLICATE_PROFILE"));
  EXPECT_THAT(errors_of(with_logo("https://logo.invalid/")), ElementsAre("en-US INVALID_LOGO"));
  EXPECT_THAT(errors_of(with_logo("https://example.invalid/logo.png")),
              ElementsAre("en-US INVALID_LOGO_URL"));
  EXPECT_THAT(errors_of(with_logo("https://logo-file.invalid/")),
              ElementsAre("en-US INVALID_LOGO_FILE"));
  EXPECT_THAT(errors_of(with_logo("https://logo-size.invalid/")),
              ElementsAre("en-US INVALID_LOGO_SIZE"));
}

TEST_F(ProfileUpdateTask, MayKeepItsOwnName) {
  EXPECT_THAT(errors_of(details_named("Partner 111111111111")), testing::IsEmpty());
}

TEST_F(ProfileUpdateTask, GetsANameThatTwoWantOnlyOnce) {
  ASSERT_ANSWERED(start(owner, details_named("Anvil")));
  ASSERT_ANSWERED(start(other, details_named("anvil")));
  review();

  EXPECT_EQ(get(owner)->status, ProfileTaskStatus::SUCCEEDED);
  EXPECT_EQ(get(other)->error_detail_list->items.at(0).reason,
            ProfileValidationErrorReason::DUPLICATE_PROFILE);
}

TEST_F(ProfileUpdateTask, FindsOldNamesFreeAgain) {
  ASSERT_ANSWERED(start(owner, details_named("Anvil")));
  review();
  ASSERT_ANSWERED(start(other, details_named("Partner 111111111111")));
  review();

  EXPECT_EQ(get(other)->status, ProfileTaskStatus::SUCCEEDED);
}

TEST_F(ProfileUpdateTask, TellsNoMoreErrorsThanAnAnswerHolds) {
  api.settings.review.forbidden_words = {"bad"};
  auto details = details_named("bad");
  details.website_url = Url("https://bad.invalid/");
  details.logo_url = Url("https://bad.invalid/");
  details.localized_contents.emplace();
  for (char c = 'a'; c <= 't'; ++c) {
    LocalizedContent content{details.display_name, details.description, details.website_url,
                             details.logo_url, Locale(std::string(2, c) + "-XX")};
    details.localized_contents->items.push_back(content);
  }
  EXPECT_THAT(errors_of(details), testing::SizeIs(50));
}

}  // namespace
}  // namespace amity::account
