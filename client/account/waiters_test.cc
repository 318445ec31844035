#include "client/account/waiters.h"

#include "client/account/fake_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::account {
namespace {

using client::Error;
using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::SizeIs;

class AWait : public testing::Test {
 protected:
  void is(InvitationStatus status) {
    GetConnectionInvitationResponse invitation;
    invitation.status = status;
    service.answer<GetConnectionInvitationRequest>(invitation);
  }
  Awaited<GetConnectionInvitationRequest> wait(const WaitOptions& options = {}) {
    return wait_until_connection_invitation_decided(client, {Catalog("AWS"), {}}, options);
  }
  milliseconds passed() const {
    return std::chrono::duration_cast<milliseconds>(service.transport().now() - begun);
  }

  FakeService service;
  client::Transport::Time begun = service.transport().now();
  Client client = service.client();
};

TEST_F(AWait, EndsWhenTheMatterHas) {
  is(InvitationStatus::PENDING);
  is(InvitationStatus::PENDING);
  is(InvitationStatus::ACCEPTED);
  auto ended = wait();
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->succeeded);
  EXPECT_EQ(ended->response.status, InvitationStatus::ACCEPTED);
  EXPECT_GE(passed(), milliseconds(1000 + 2000));
  EXPECT_LE(passed(), milliseconds(2000 + 4000));
}

TEST_F(AWait, EndsWithoutSuccessToo) {
  for (auto status :
       {InvitationStatus::REJECTED, InvitationStatus::CANCELED, InvitationStatus::EXPIRED}) {
    is(status);
    auto ended = wait();
    ASSERT_TRUE(ended);
    EXPECT_FALSE(ended->succeeded);
    EXPECT_EQ(ended->response.status, status);
  }
  EXPECT_EQ(passed(), milliseconds(0));
}

TEST_F(AWait, GoesOnAtAStatusThatThisVersionDoesNotKnow) {
  service.transport().answer("GetConnectionInvitation",
                             client::json_answer(200, R"({"Status":"PAUSED"})"));
  is(InvitationStatus::ACCEPTED);
  EXPECT_TRUE(wait());
}

TEST_F(AWait, PausesLongerAndLonger) {
  for (int i = 0; i < 20; ++i) is(InvitationStatus::PENDING);
  is(InvitationStatus::ACCEPTED);
  ASSERT_TRUE(wait({.first_pause = milliseconds(10), .longest_pause = milliseconds(80)}));
  EXPECT_GE(passed(), milliseconds((10 + 20 + 40 + 17 * 80) / 2));
  EXPECT_LE(passed(), milliseconds(10 + 20 + 40 + 17 * 80));
}

TEST_F(AWait, EndsWithTheTimeItHas) {
  service.transport().answer_others([](const client::HttpRequest&) {
    GetConnectionInvitationResponse pending;
    std::string body;
    shape::encode(pending, body);
    return client::json_answer(200, body);
  });
  auto ended = wait({.whole = minutes(3)});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, Error::Kind::timeout);
  EXPECT_EQ(ended.error().code, "WaitTimeout");
  EXPECT_LE(passed(), minutes(3));
  EXPECT_GE(passed(), minutes(2));
}

TEST_F(AWait, DoesNotLetACallOutlastIt) {
  service.transport().answer_others([](const client::HttpRequest&) { return client::no_answer(); });
  auto ended = wait({.whole = milliseconds(5000)});
  ASSERT_FALSE(ended);
  EXPECT_EQ(passed(), milliseconds(5000));
}

TEST_F(AWait, EndsWithAnError) {
  service.refuse<GetConnectionInvitationRequest>(
      not_found(ResourceNotFoundExceptionReason::CONNECTION_INVITATION_NOT_FOUND));
  auto ended = wait();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().reason, "CONNECTION_INVITATION_NOT_FOUND");
}

TEST_F(AWait, OutlastsWhatPasses) {
  for (int i = 0; i < 3; ++i) service.refuse<GetConnectionInvitationRequest>(internal_error());
  is(InvitationStatus::ACCEPTED);
  EXPECT_TRUE(wait());
}

TEST_F(AWait, IsCanceled) {
  std::stop_source stop;
  is(InvitationStatus::PENDING);
  auto held = service.transport().hold_clock();
  std::optional<Awaited<GetConnectionInvitationRequest>> ended;
  client::detail::Result<Awaited<GetConnectionInvitationRequest>> result;
  auto run = client::detail::run(
      connection_invitation_decided(client, {Catalog("AWS"), {}}, {.stop = stop.get_token()}),
      result);
  run.start([&] { ended = result.take(); });
  EXPECT_FALSE(ended);
  stop.request_stop();
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->error().kind, Error::Kind::canceled);
  EXPECT_EQ(ended->error().operation, "GetConnectionInvitation");
}

TEST_F(AWait, IsForAProfileUpdate) {
  GetProfileUpdateTaskResponse task;
  for (auto status : {ProfileTaskStatus::IN_PROGRESS, ProfileTaskStatus::FAILED}) {
    task.status = status;
    service.answer<GetProfileUpdateTaskRequest>(task);
  }
  auto ended = wait_until_profile_update_task_ended(client, {Catalog("AWS"), {}});
  ASSERT_TRUE(ended);
  EXPECT_FALSE(ended->succeeded);
}

TEST_F(AWait, IsForAVerification) {
  GetVerificationResponse verification;
  for (auto status : {VerificationStatus::PENDING_CUSTOMER_ACTION, VerificationStatus::IN_PROGRESS,
                      VerificationStatus::SUCCEEDED}) {
    verification.verification_status = status;
    service.answer<GetVerificationRequest>(verification);
  }
  auto ended = wait_until_verification_ended(client, {});
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->succeeded);
  EXPECT_THAT(service.requests<GetVerificationRequest>(), SizeIs(3));
}

TEST_F(AWait, IsForQualifications) {
  GetQualificationsAssociationTaskResponse association;
  association.status = QualificationsAssociationTaskStatus::SUCCEEDED;
  service.answer<GetQualificationsAssociationTaskRequest>(association);
  auto associated = wait_until_qualifications_association_task_ended(client, {Catalog("AWS"), {}});
  EXPECT_TRUE(associated && associated->succeeded);

  GetQualificationsDisassociationTaskResponse disassociation;
  disassociation.status = QualificationsDisassociationTaskStatus::SUCCEEDED;
  service.answer<GetQualificationsDisassociationTaskRequest>(disassociation);
  auto parted = wait_until_qualifications_disassociation_task_ended(client, {Catalog("AWS"), {}});
  EXPECT_TRUE(parted && parted->succeeded);
}

TEST_F(AWait, IsOverBeforeItAsks) {
  auto ended = wait({.whole = milliseconds(-1)});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, "WaitTimeout");
  EXPECT_THAT(service.requests<GetConnectionInvitationRequest>(), SizeIs(0));
}

TEST_F(AWait, PausesAtLeastAMoment) {
  for (milliseconds no_pause : {milliseconds(0), milliseconds(-5), milliseconds::min()}) {
    begun = service.transport().now();
    for (int i = 0; i < 3; ++i) is(InvitationStatus::PENDING);
    is(InvitationStatus::ACCEPTED);
    ASSERT_TRUE(wait({.first_pause = no_pause, .longest_pause = milliseconds::max()}));
    EXPECT_GE(passed(), milliseconds(1 + 1 + 2));
    EXPECT_LE(passed(), milliseconds(1 + 2 + 4));
  }
}

TEST_F(AWait, NeedsNoExecutor) {
  client::Config config = service.config();
  config.executor = [](const std::function<void()>&) {};  // its only thread waits
  client = Client(config);
  is(InvitationStatus::PENDING);
  is(InvitationStatus::ACCEPTED);
  EXPECT_TRUE(wait());
}

}  // namespace
}  // namespace amity::account
