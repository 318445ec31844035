// Mails on their way: with a carrier that a story tells what to say, and a clock that it turns.
#include "account/operations/mail_errand.h"

#include "account/operations/api_test.h"
#include "account/service/scheduler.h"

namespace amity::account {
namespace {

using domain::Mail;
using domain::MailState;
using testing::ElementsAre;
using testing::IsEmpty;

// Says what it was told to, and notes whom it was to carry to.
class ToldCarrier final : public MailCarrier {
 public:
  ToldCarrier(const DeliveryReport& says, std::vector<std::string>& carried)
      : says_(says), carried_(carried) {}
  DeliveryReport carry(const Mail& mail) noexcept override {
    carried_.push_back(mail.recipient);
    return says_;
  }

 private:
  const DeliveryReport& says_;
  std::vector<std::string>& carried_;
};

Settings with_mail() {
  Settings settings;
  settings.mails_are_sent = true;
  settings.notices = true;
  return settings;
}

class MailStories : public testing::Test {
 protected:
  MailErrand errand() { return MailErrand(std::make_unique<ToldCarrier>(says, carried)); }
  Moment moment() { return {api.clock.now(), api.settings, api.identifiers}; }
  bool claims(MailErrand& one) {
    bool claimed = false;
    api.write([&](WriteTx& tx) { claimed = one.claim(tx, moment()); });
    return claimed;
  }
  // Turns the clock and sends what is due then.
  std::vector<std::string> sends_after(Duration pause) {
    api.clock.advance(pause);
    carried.clear();
    while (claims(sender)) {
      sender.go();
      api.write([&](WriteTx& tx) { sender.report(tx, moment()); });
    }
    return carried;
  }

  void asks_for_code(std::string_view address) {
    SendEmailVerificationCodeRequest request;
    request.catalog = Catalog("AWS");
    request.email = Email(address);
    ASSERT_ANSWERED(
        ada.call<SendEmailVerificationCodeResponse>("SendEmailVerificationCode", request));
  }
  // Gives the party's partner in AWS an alliance lead.
  void names_lead(const Party& party, std::string_view address) {
    api.write([&](WriteTx& tx) {
      auto partner = tx.partners().head_of(party.id(), domain::CatalogId::AWS).value();
      tx.partners().set_contact(
          partner, {SensitiveUnicodeString("Ana"), SensitiveUnicodeString("Costa"), Email(address),
                    SensitiveUnicodeString("Lead")});
    });
  }
  void rejects(const Party& by, const ConnectionInvitationDetails& invitation) {
    auto request = by.answer_to<RejectConnectionInvitationRequest>(invitation.id);
    ASSERT_ANSWERED(
        by.call<RejectConnectionInvitationResponse>("RejectConnectionInvitation", request));
  }
  // All there are, the newest first.
  std::vector<Mail> mails() {
    std::vector<Mail> all;
    api.write([&](WriteTx& tx) { all = tx.mails().list({}, 100); });
    return all;
  }

  Api api{with_mail()};
  DeliveryReport says{Delivery::accepted, ""};
  std::vector<std::string> carried;
  MailErrand sender = errand();
  Party ada = api.partner("111111111111");
  Party bob = api.partner("222222222222");
};

TEST_F(MailStories, IsSentOnce) {
  asks_for_code("lead@ada.example");

  EXPECT_THAT(sends_after(seconds(0)), ElementsAre("lead@ada.example"));
  EXPECT_EQ(mails()[0].state, MailState::sent);
  EXPECT_THAT(sends_after(days(1)), IsEmpty());
}

TEST_F(MailStories, AreSentInTheOrderInWhichTheyWereWritten) {
  asks_for_code("one@ada.example");
  api.clock.advance(milliseconds(1));
  asks_for_code("two@ada.example");

  EXPECT_THAT(sends_after(seconds(0)), ElementsAre("one@ada.example", "two@ada.example"));
}

TEST_F(MailStories, IsTriedAgainAfterGrowingPausesAndThenGivenUp) {
  says = {Delivery::later, "450 greylisted"};
  asks_for_code("lead@ada.example");
  EXPECT_EQ(sends_after(seconds(0)).size(), 1U);

  for (std::int64_t pause : {1, 5, 15, 60, 240, 480, 960}) {
    EXPECT_THAT(sends_after(milliseconds(minutes(pause).milliseconds - 1)), IsEmpty());
    EXPECT_EQ(sends_after(milliseconds(1)).size(), 1U) << pause;
  }

  Mail mail = mails()[0];
  EXPECT_EQ(mail.state, MailState::dead);
  EXPECT_EQ(mail.attempts, 8);
  EXPECT_EQ(mail.last_error, "450 greylisted");
  EXPECT_THAT(sends_after(hours(10)), IsEmpty());
}

TEST_F(MailStories, IsDeadAtOnceWhenItWasRefused) {
  says = {Delivery::refused, "550 no such user"};
  asks_for_code("lead@ada.example");
  EXPECT_EQ(sends_after(seconds(0)).size(), 1U);

  EXPECT_EQ(mails()[0].state, MailState::dead);
  EXPECT_EQ(mails()[0].last_error, "550 no such user");
  EXPECT_THAT(sends_after(hours(1)), IsEmpty());
}

TEST_F(MailStories, RestWhileNobodyCanBeReached) {
  says = {Delivery::unreachable, "connection refused"};
  asks_for_code("one@ada.example");
  api.clock.advance(milliseconds(1));
  asks_for_code("two@ada.example");

  EXPECT_THAT(sends_after(seconds(0)), ElementsAre("one@ada.example"));
  EXPECT_THAT(sends_after(seconds(59)), IsEmpty());
  says = {Delivery::accepted, ""};
  EXPECT_THAT(sends_after(seconds(1)), ElementsAre("two@ada.example", "one@ada.example"));
}

TEST_F(MailStories, IsSentAgainWhenItsSenderDiedBeforeSayingSo) {
  asks_for_code("lead@ada.example");
  MailErrand died = errand();
  EXPECT_TRUE(claims(died));
  died.go();
  api.restart();

  EXPECT_THAT(sends_after(minutes(4)), IsEmpty()) << "the claim holds still";
  EXPECT_THAT(sends_after(minutes(1)), ElementsAre("lead@ada.example"));
  says = {Delivery::refused, "too late to say"};
  api.write([&](WriteTx& tx) { died.report(tx, moment()); });
  EXPECT_EQ(mails()[0].state, MailState::sent) << "who lost the claim has no say";
}

TEST_F(MailStories, AreClaimedByOneSenderAlone) {
  asks_for_code("lead@ada.example");
  MailErrand one = errand();
  MailErrand two = errand();

  EXPECT_TRUE(claims(one));
  EXPECT_FALSE(claims(two));
}

TEST_F(MailStories, OfACodeIsRemovedWhenTheCodeExpires) {
  asks_for_code("lead@ada.example");
  says = {Delivery::unreachable, "connection refused"};
  sends_after(seconds(0));
  Scheduler scheduler(api.environment(), {});
  api.clock.advance(hours(48));

  EXPECT_THAT(sends_after(seconds(0)), IsEmpty()) << "nobody needs it any more";
  scheduler.run_due();
  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailStories, WithANoticeIsRemovedAfterThirtyDays) {
  names_lead(bob, "ana@bob.example");
  ada.invites(bob);
  Scheduler scheduler(api.environment(), {});
  api.clock.advance(days(30));
  scheduler.run_due();
  EXPECT_EQ(mails().size(), 1U);

  api.clock.advance(milliseconds(1));
  scheduler.run_due();

  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailStories, TellTheReceiversLeadOfAnInvitation) {
  names_lead(bob, "ana@bob.example");

  auto invitation = ada.invites(bob);

  ASSERT_EQ(mails().size(), 1U);
  Mail mail = mails()[0];
  EXPECT_EQ(mail.recipient, "ana@bob.example");
  EXPECT_EQ(mail.subject, "Partner 111111111111 invites you to connect");
  EXPECT_THAT(mail.text, testing::HasSubstr("Dear Ana Costa,"));
  EXPECT_THAT(mail.text, testing::HasSubstr("    Shall we?\n"));
  EXPECT_THAT(mail.text, testing::HasSubstr(invitation.id.str()));
  EXPECT_THAT(mail.text, testing::HasSubstr(to_iso8601(invitation.expires_at.value())));
}

TEST_F(MailStories, TellTheSendersLeadOfTheAnswer) {
  names_lead(ada, "ada@ada.example");

  bob.accepts(ada.invites(bob).id);
  rejects(bob, ada.invites(bob, ConnectionType::SUBSIDIARY));

  ASSERT_EQ(mails().size(), 2U);
  EXPECT_EQ(mails()[1].subject, "Partner 222222222222 has accepted your invitation");
  EXPECT_EQ(mails()[0].subject, "Partner 222222222222 has rejected your invitation");
  EXPECT_EQ(mails()[0].recipient, "ada@ada.example");
}

TEST_F(MailStories, CallAReceiverThatIsNoPartnerAsTheSenderDid) {
  names_lead(ada, "ada@ada.example");
  Party eve = api.stranger("333333333333");

  rejects(eve, ada.invites(eve, ConnectionType::SUBSIDIARY));

  ASSERT_EQ(mails().size(), 1U);
  EXPECT_EQ(mails()[0].subject, "333333333333 has rejected your invitation");
}

TEST_F(MailStories, AreNotWrittenToWhoHasNoLead) {
  rejects(bob, ada.invites(bob));

  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailStories, AreNotWrittenInTheSandbox) {
  names_lead(bob, "ana@bob.example");
  auto request = ada.invitation_to(bob);
  request.catalog = Catalog("Sandbox");

  EXPECT_TRUE(ada.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request));

  EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(MailStories, AreNotWrittenWhereTheChangeWasRefused) {
  names_lead(bob, "ana@bob.example");
  ada.invites(bob);

  EXPECT_FALSE(ada.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                            ada.invitation_to(bob)));

  EXPECT_EQ(mails().size(), 1U);
}

TEST(Notices, AreNotWrittenUnlessTheInstallationSendsThem) {
  Api api;
  Party ada = api.partner("111111111111");
  Party bob = api.partner("222222222222");
  api.write([&](WriteTx& tx) {
    AllianceLeadContact contact;
    contact.email = Email("ana@bob.example");
    tx.partners().set_contact(tx.partners().head_of(bob.id(), domain::CatalogId::AWS).value(),
                              contact);
  });

  ada.invites(bob);

  api.write([&](WriteTx& tx) { EXPECT_THAT(tx.mails().list({}, 1), IsEmpty()); });
}

TEST_F(MailStories, AreListedNewestFirstPageByPage) {
  for (const char* address : {"one@ada.example", "two@ada.example", "three@ada.example"})
    asks_for_code(address);

  std::vector<std::string> seen;
  api.write([&](WriteTx& tx) {
    std::optional<std::int64_t> after;
    for (auto page = tx.mails().list(after, 2); !page.empty(); page = tx.mails().list(after, 2))
      for (const Mail& mail : page) {
        seen.push_back(mail.recipient);
        after = mail.id;
      }
  });

  EXPECT_THAT(seen, ElementsAre("three@ada.example", "two@ada.example", "one@ada.example"));
}

}  // namespace
}  // namespace amity::account
