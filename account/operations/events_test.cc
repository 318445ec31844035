// Who is told what, when an invitation or a connection changes (behaviour.md §2, §15).
#include "account/operations/api_test.h"
#include "account/operations/decision.h"
#include "sql/sqlite.h"

#include <map>

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// An outbox as somebody sees it who opens the database with its own tools.
const sql::Statement kEvents{
    "events", "SELECT detail_type, recipient, resources, detail FROM event ORDER BY sequence"};

struct Told {
  std::string what;
  std::int64_t whom;
  std::string resources;
  std::string detail;
};

class Events : public testing::Test {
 protected:
  std::vector<Told> told() {
    auto db = sql::open_sqlite((api.directory() / "amity.db").string(), {.read_only = true});
    std::vector<Told> events;
    auto rows = db->query(kEvents);
    while (const sql::Row* row = rows.next())
      events.push_back({std::string(row->text(0)), row->integer(1), std::string(row->text(2)),
                        std::string(row->text(3))});
    return events;
  }
  std::vector<std::pair<std::string, std::int64_t>> whom_and_what() {
    std::vector<std::pair<std::string, std::int64_t>> pairs;
    for (const Told& event : told()) pairs.emplace_back(event.what, event.whom);
    return pairs;
  }
  template <class Response, class Request>
  void answer(const Party& by, std::string_view operation, const ConnectionInvitationId& id) {
    auto outcome = by.call<Response>(operation, by.answer_to<Request>(id));
    ASSERT_ANSWERED(outcome);
  }

  Api api;
  Party sender = api.partner("111111111111");
  Party receiver = api.partner("222222222222");
  const std::int64_t kSender = 111111111111;
  const std::int64_t kReceiver = 222222222222;
};

TEST_F(Events, TellTheReceiverOfAnInvitation) {
  auto invitation = sender.invites(receiver);

  ASSERT_EQ(told().size(), 1U);
  Told event = told()[0];
  EXPECT_EQ(event.what, "Partner Connection Invitation Received");
  EXPECT_EQ(event.whom, kReceiver);
  EXPECT_EQ(event.resources, invitation.arn.str());
  EXPECT_EQ(event.detail,
            R"({"catalog":"AWS","connectionInvitation":{"arn":")" + invitation.arn.str() +
                R"(","id":")" + invitation.id.str() +
                R"(","connectionType":"OpportunityCollaboration",)"
                R"("inviterEmail":"lead@111111111111.example","invitationMessage":"Shall we?",)"
                R"("senderCompanyName":"Partner 111111111111","senderProfileId":")" +
                sender.profile() + R"(","expiresAt":"2026-01-16T00:00:00.000Z"}})");
}

TEST_F(Events, TellBothOfAnAcceptance) {
  auto invitation = sender.invites(receiver);
  auto connection = receiver.accepts(invitation.id);

  auto events = told();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[1].whom, kSender);
  EXPECT_EQ(events[2].whom, kReceiver);
  for (int i : {1, 2}) {
    EXPECT_EQ(events[i].what, "Partner Connection Invitation Accepted");
    EXPECT_EQ(events[i].resources, invitation.arn.str() + "\n" + connection.arn.str());
    EXPECT_THAT(events[i].detail, HasSubstr(R"("Participant1AccountId":"111111111111")"));
    EXPECT_THAT(events[i].detail, HasSubstr(R"("Participant2AccountId":"222222222222")"));
    EXPECT_THAT(events[i].detail, HasSubstr(R"("status":"ACTIVE")"));
  }
}

TEST_F(Events, TellTheSenderOfARejection) {
  auto id = sender.invites(receiver).id;
  answer<RejectConnectionInvitationResponse, RejectConnectionInvitationRequest>(
      receiver, "RejectConnectionInvitation", id);

  EXPECT_EQ(told()[1].what, "Partner Connection Invitation Rejected");
  EXPECT_EQ(told()[1].whom, kSender);
  EXPECT_THAT(told()[1].detail, HasSubstr(R"("receiverProfileId":")" + receiver.profile()));
}

TEST_F(Events, TellTheReceiverOfAWithdrawal) {
  auto id = sender.invites(receiver).id;
  answer<CancelConnectionInvitationResponse, CancelConnectionInvitationRequest>(
      sender, "CancelConnectionInvitation", id);

  EXPECT_EQ(told()[1].what, "Partner Connection Invitation Cancelled");
  EXPECT_EQ(told()[1].whom, kReceiver);
}

TEST_F(Events, TellBothOnceThatAnInvitationExpired) {
  sender.invites(receiver, ConnectionType::SUBSIDIARY);
  api.clock.advance(days(15));
  for (int sweep = 0; sweep < 2; ++sweep)
    api.write([&](WriteTx& tx) {
      EXPECT_EQ(expire_due_invitations(tx, api.settings.place, api.clock.now(), 10),
                sweep == 0 ? 1U : 0U);
    });

  auto events = told();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[1].whom, kSender);
  EXPECT_EQ(events[2].whom, kReceiver);
  EXPECT_EQ(events[1].what, "Partner Connection Invitation Expired");
  EXPECT_THAT(events[1].detail, HasSubstr(R"("connectionType":"Subsidiary")"));
}

TEST_F(Events, TellTheOtherPartyOfTheEndOfAConnection) {
  auto connection = receiver.accepts(sender.invites(receiver).id);
  receiver.cancels(connection.id, ConnectionType::OPPORTUNITY_COLLABORATION);

  auto event = told().back();
  EXPECT_EQ(event.what, "Partner Connection Cancelled");
  EXPECT_EQ(event.whom, kSender);
  EXPECT_EQ(event.resources, connection.arn.str());
  EXPECT_THAT(event.detail, HasSubstr(R"("canceledBy":"222222222222")"));
}

TEST_F(Events, AreNotSentForWhatWasRefusedOrRepeated) {
  auto request = sender.invitation_to(receiver);
  for (int i = 0; i < 3; ++i)
    sender.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
  sender.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                  sender.invitation_to(receiver));

  EXPECT_THAT(whom_and_what(),
              ElementsAre(std::pair("Partner Connection Invitation Received", kReceiver)));
}

}  // namespace
}  // namespace amity::account
