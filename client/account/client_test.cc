#include "client/account/client.h"

#include "client/account/api.h"
#include "client/account/fake_service.h"
#include "client/account/repeat.h"
#include "client/call/client_token.h"
#include "client/call/task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <set>
#include <thread>

namespace amity::account {
namespace {

using client::Error;
using client::FakeTransport;
using client::no_answer;
using client::sync_wait;
using client::Task;
using testing::HasSubstr;
using testing::SizeIs;

const PartnerIdentifier kPartner("partner-1234567890123");

GetPartnerResponse birch() {
  GetPartnerResponse response;
  response.legal_name = SensitiveUnicodeString("Birch");
  return response;
}

class AClient : public testing::Test {
 protected:
  FakeService service;
  Client client = service.client();
  const GetPartnerRequest request{.catalog = Catalog("AWS"), .identifier = kPartner};
};

TEST_F(AClient, GetsAnAnswer) {
  service.answer<GetPartnerRequest>(birch());
  Outcome<GetPartnerResponse> outcome = client.get_partner({Catalog("AWS"), kPartner});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->legal_name.view(), "Birch");
  EXPECT_THAT(outcome.record().body, HasSubstr("\"LegalName\":\"Birch\""));
  ASSERT_THAT(service.requests<GetPartnerRequest>(), SizeIs(1));
  EXPECT_EQ(service.requests<GetPartnerRequest>()[0].identifier, kPartner);
  EXPECT_EQ(service.transport().requests()[0].url,
            "https://partnercentral-account.us-east-1.api.aws");
}

TEST_F(AClient, GetsAnErrorWithItsType) {
  service.refuse<GetPartnerRequest>(not_found(ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND));
  auto outcome = client.get_partner(request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().status, 404);
  EXPECT_EQ(outcome.error().code, "ResourceNotFoundException");
  EXPECT_EQ(outcome.error().reason, "PARTNER_NOT_FOUND");
  auto exception = outcome.error().as<ResourceNotFoundException>();
  ASSERT_TRUE(exception);
  EXPECT_EQ(exception->reason, ResourceNotFoundExceptionReason::PARTNER_NOT_FOUND);
  EXPECT_FALSE(outcome.error().as<ConflictException>());
  EXPECT_THROW(outcome.value(), client::ServiceException);
}

TEST_F(AClient, FillsInAClientToken) {
  service.answer<AcceptConnectionInvitationRequest>({});
  service.answer<AcceptConnectionInvitationRequest>({});
  service.answer<StartVerificationRequest>({});
  AcceptConnectionInvitationRequest accept;
  EXPECT_TRUE(client.accept_connection_invitation(accept));
  accept.client_token = ClientToken("mine");
  EXPECT_TRUE(client.accept_connection_invitation(accept));
  EXPECT_TRUE(client.start_verification({}));

  auto accepted = service.requests<AcceptConnectionInvitationRequest>();
  EXPECT_EQ(accepted.at(0).client_token.view().size(), 36u);
  EXPECT_EQ(accepted.at(1).client_token.view(), "mine");
  EXPECT_TRUE(service.requests<StartVerificationRequest>().at(0).client_token);
}

TEST_F(AClient, DoesNotTakeWhatIsNoAnswerOfThatKind) {
  service.transport().answer("GetPartner", client::json_answer(200, R"({"LegalName":7})"));
  auto outcome = client.get_partner(request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::response);
  EXPECT_THAT(outcome.error().body, HasSubstr("7"));
}

TEST_F(AClient, PassesOnWhatThisVersionDoesNotKnow) {
  service.transport().answer("GetConnectionInvitation",
                             client::json_answer(200, R"({"Status":"PAUSED","Mood":"good"})"));
  auto outcome = client.get_connection_invitation({Catalog("AWS"), ConnectionInvitationId()});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status.text(), "PAUSED");
  EXPECT_FALSE(outcome->status.known());
  EXPECT_THAT(outcome.record().body, HasSubstr("good"));

  service.transport().answer(
      "CancelConnection",
      client::json_answer(409, R"({"__type":"ConflictException","Message":"","Reason":"MOON"})"));
  auto error = client.cancel_connection({}).error();
  EXPECT_EQ(error.reason, "MOON");
  EXPECT_EQ(error.as<ConflictException>()->reason.text(), "MOON");
}

TEST_F(AClient, IsOneWithItsCopies) {
  service.answer<GetPartnerRequest>(birch());
  Client copy = client;
  client = service.client();
  EXPECT_TRUE(copy.get_partner(request));
}

TEST_F(AClient, IsMadeWithoutAnything) {
  // Even what cannot be used is found only by a call.
  client::Config config;
  config.settings.profile = "absent";
  config.environment = [](const std::string& name) {
    return std::string(name == "AWS_CONFIG_FILE" ? "/nowhere" : "");
  };
  EXPECT_EQ(Client(config).get_partner(request).error().kind, Error::Kind::configuration);
}

TEST_F(AClient, KeepsItsPromiseInTheFuture) {
  service.answer<GetPartnerRequest>(birch());
  std::future<Outcome<GetPartnerResponse>> future = client.async.get_partner(request).future();
  EXPECT_EQ(future.get()->legal_name.view(), "Birch");
}

TEST_F(AClient, LetsOneWaitLater) {
  service.answer<GetPartnerRequest>(birch());
  Call<GetPartnerResponse> call = client.async.get_partner(request);
  EXPECT_EQ(call.get()->legal_name.view(), "Birch");
}

TEST_F(AClient, CancelsACall) {
  service.transport().answer("GetPartner", no_answer());
  auto held = service.transport().hold_clock();
  Call<GetPartnerResponse> call = client.async.get_partner(request);
  EXPECT_FALSE(call.ended());
  call.cancel();
  EXPECT_EQ(call.get().error().kind, Error::Kind::canceled);
  EXPECT_EQ(service.transport().dropped(), 1u);
}

TEST_F(AClient, CancelsACallThatIsDropped) {
  service.transport().answer("GetPartner", no_answer());
  auto held = service.transport().hold_clock();
  { Call<GetPartnerResponse> call = client.async.get_partner(request); }
  EXPECT_EQ(service.transport().dropped(), 1u);
}

TEST_F(AClient, CancelsWhatIsUnderWayAsItGoes) {
  service.transport().answer("GetPartner", no_answer());
  auto held = service.transport().hold_clock();
  std::optional<Client> last = service.client();
  auto future = last->async.get_partner(request).future();
  last.reset();
  EXPECT_EQ(future.get().error().kind, Error::Kind::canceled);
}

TEST_F(AClient, ListensToAStopToken) {
  service.transport().answer("GetPartner", no_answer());
  auto held = service.transport().hold_clock();
  std::stop_source stop;
  Call<GetPartnerResponse> call = client.async.get_partner(request, {.stop = stop.get_token()});
  stop.request_stop();
  EXPECT_EQ(call.get().error().kind, Error::Kind::canceled);
}

Task<std::string> name_of(Client client, PartnerIdentifier partner) {
  GetPartnerRequest request{.catalog = Catalog("AWS"), .identifier = std::move(partner)};
  auto outcome = co_await client.async.get_partner(request);
  co_return outcome.value().legal_name.str();
}

TEST_F(AClient, IsAwaited) {
  service.answer<GetPartnerRequest>(birch());
  EXPECT_EQ(sync_wait(name_of(client, kPartner)), "Birch");
}

TEST_F(AClient, ThrowsThroughCoroutines) {
  service.refuse<GetPartnerRequest>(denied(AccessDeniedExceptionReason::ACCESS_DENIED));
  EXPECT_THROW(sync_wait(name_of(client, kPartner)), client::ServiceException);
}

TEST_F(AClient, IsAwaitedByManyAtOnce) {
  for (int i = 0; i < 50; ++i) service.answer<GetPartnerRequest>(birch());
  std::vector<Task<std::string>> tasks;
  for (int i = 0; i < 50; ++i) tasks.push_back(name_of(client, kPartner));
  EXPECT_THAT(sync_wait(when_all(std::move(tasks))), SizeIs(50));
}

TEST_F(AClient, OutlivesACoroutineThatIsDestroyedAsItWaits) {
  service.transport().answer("GetPartner", no_answer());
  auto held = service.transport().hold_clock();
  {
    client::detail::Result<std::string> result;
    auto run = client::detail::run(name_of(client, kPartner), result);
    run.start([] { FAIL() << "it never ended"; });
  }
  EXPECT_EQ(service.transport().dropped(), 1u);
  service.answer<GetPartnerRequest>(birch());
  EXPECT_TRUE(client.get_partner(request));
}

// The work of a program's own loop.
struct Later {
  void operator()(std::function<void()> work) const { queue->push_back(std::move(work)); }
  void run() const {
    while (!queue->empty()) {
      auto work = std::move(queue->front());
      queue->pop_front();
      work();
    }
  }
  std::shared_ptr<std::deque<std::function<void()>>> queue =
      std::make_shared<std::deque<std::function<void()>>>();
};

TEST_F(AClient, ResumesWhereTheProgramWants) {
  Later later;
  client::Config config = service.config();
  config.executor = later;
  Client elsewhere(config);
  client::FakeAnswer late = client::json_answer(200, "{}");
  late.after = std::chrono::milliseconds(1);
  service.transport().answer("GetPartner", late);
  auto held = service.transport().hold_clock();
  client::detail::Result<std::string> result;
  auto run = client::detail::run(name_of(elsewhere, kPartner), result);
  bool ended = false;
  run.start([&] { ended = true; });
  held.reset();
  EXPECT_FALSE(ended);
  later.run();
  EXPECT_TRUE(ended);
}

TEST_F(AClient, DoesNotResumeWhatWasDestroyedOnItsWayThere) {
  Later later;
  client::Config config = service.config();
  config.executor = later;
  Client elsewhere(config);
  auto held = service.transport().hold_clock();
  service.transport().answer("GetPartner", no_answer());
  {
    client::detail::Result<std::string> result;
    auto run = client::detail::run(name_of(elsewhere, kPartner), result);
    run.start([] { FAIL(); });
    held.reset();  // the attempts time out
    EXPECT_THAT(*later.queue, SizeIs(1));
  }
  later.run();
}

Task<> waits_on_the_loop(Client client, GetPartnerRequest request, bool& refused) {
  co_await client.async.get_partner(request);
  try {
    static_cast<void>(client.get_partner(request));
  } catch (const std::logic_error&) {
    refused = true;
  }
}

TEST_F(AClient, DoesNotWaitForItself) {
  client::FakeAnswer late = client::json_answer(200, "{}");
  late.after = std::chrono::milliseconds(1);
  service.transport().answer("GetPartner", late);
  auto held = service.transport().hold_clock();
  bool refused = false;
  client::detail::Result<void> result;
  auto run = client::detail::run(waits_on_the_loop(client, request, refused), result);
  run.start([] {});
  held.reset();  // which is the loop's work from here
  EXPECT_TRUE(refused);
}

TEST_F(AClient, ServesManyThreads) {
  service.transport().answer_others(
      [](const client::HttpRequest& sent) { return client::json_answer(200, sent.body); });
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, copy = client] {
        for (int j = 0; j < 50; ++j) {
          if (copy.get_partner(request)) ++answered;
          if (copy.async.get_partner(request).get()) ++answered;
          if (sync_wait(name_of(copy, kPartner)).empty()) ++answered;
        }
      });
  }
  EXPECT_EQ(answered, 8 * 50 * 3);
}

TEST(TheTableOfRepeats, TrustsTokensWhereThereAreSome) {
  for (const shape::Operation& operation : operations) {
    bool token = !client::token_member(operation).empty();
    EXPECT_EQ(repeat_of(operation) == client::Repeat::with_token, token) << operation.name;
    if (operation.access == shape::Access::read) {
      EXPECT_EQ(repeat_of(operation), client::Repeat::always) << operation.name;
    }
  }
  EXPECT_EQ(repeat_of(operation(OperationId::SendEmailVerificationCode)), client::Repeat::never);
}

template <class... Requests>
struct Are {
  static void of_all_operations() {
    std::set<OperationId> seen;
    (check<Requests>(seen), ...);
    EXPECT_EQ(seen.size(), operation_count);
  }
  template <class Request>
  static void check(std::set<OperationId>& seen) {
    const shape::Operation& row = operation_of<Request>();
    EXPECT_EQ(&row.request(), &shape::type_of<Request>()) << row.name;
    EXPECT_EQ(&row.response(), &shape::type_of<ResponseOf<Request>>()) << row.name;
    seen.insert(OperationOf<Request>::id);
  }
};

TEST(TheTypes, AreThoseOfTheOperations) {
  Are<AcceptConnectionInvitationRequest, AssociateAwsTrainingCertificationEmailDomainRequest,
      CancelConnectionRequest, CancelConnectionInvitationRequest, CancelProfileUpdateTaskRequest,
      CreateConnectionInvitationRequest, CreatePartnerRequest,
      DisassociateAwsTrainingCertificationEmailDomainRequest, GetAllianceLeadContactRequest,
      GetConnectionRequest, GetConnectionInvitationRequest, GetConnectionPreferencesRequest,
      GetPartnerRequest, GetProfileUpdateTaskRequest, GetProfileVisibilityRequest,
      GetQualificationsAssociationDetailsRequest, GetQualificationsAssociationTaskRequest,
      GetQualificationsDisassociationTaskRequest, GetVerificationRequest,
      ListConnectionInvitationsRequest, ListConnectionsRequest, ListPartnersRequest,
      ListTagsForResourceRequest, PutAllianceLeadContactRequest, PutProfileVisibilityRequest,
      RejectConnectionInvitationRequest, SendEmailVerificationCodeRequest,
      StartProfileUpdateTaskRequest, StartQualificationsAssociationTaskRequest,
      StartQualificationsDisassociationTaskRequest, StartVerificationRequest, TagResourceRequest,
      UntagResourceRequest, UpdateConnectionPreferencesRequest>::of_all_operations();
}

}  // namespace
}  // namespace amity::account
