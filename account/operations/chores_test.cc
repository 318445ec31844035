// Work that the clock brings, done by the scheduler: with a clock that a story turns.
#include "account/operations/api_test.h"
#include "account/service/scheduler.h"

namespace amity::account {
namespace {

TEST(Chores, WriteDownWhatTheClockHasEnded) {
  Api api;
  Party sender = api.partner("111111111111");
  auto invitation = sender.invites(api.partner("222222222222"));
  Scheduler scheduler(api.environment(), {});
  api.clock.advance(days(15));

  scheduler.run_due();

  api.write([&](WriteTx& tx) {
    auto key = domain::key_of(invitation.id).value();
    auto row = tx.invitations().visible_to(sender.id(), domain::CatalogId::AWS, key);
    EXPECT_EQ(row.value().status, InvitationStatus::EXPIRED) << "the row itself, not the view";
  });
}

// Carries as many items as there are, and notes what it was asked to do.
class Carrying final : public Errand {
 public:
  Carrying(std::vector<std::string>& log, int items) : log_(log), items_(items) {}
  std::string_view name() const override { return "carry"; }
  bool claim(WriteTx& /*tx*/, const Moment& /*moment*/) override {
    if (items_ == 0) return false;
    log_.push_back("claim");
    return true;
  }
  void go() noexcept override { log_.push_back("go"); }
  void report(WriteTx& /*tx*/, const Moment& /*moment*/) override {
    log_.push_back("report");
    --items_;
  }

 private:
  std::vector<std::string>& log_;
  int items_;
};

TEST(Errands, AreClaimedDoneAndReportedOneByOne) {
  Api api;
  std::vector<std::string> log;
  std::vector<std::unique_ptr<Errand>> errands;
  errands.push_back(std::make_unique<Carrying>(log, 2));
  Scheduler scheduler(api.environment(), std::move(errands));

  scheduler.run_due();

  EXPECT_THAT(log, testing::ElementsAre("claim", "go", "report", "claim", "go", "report"));
}

}  // namespace
}  // namespace amity::account
