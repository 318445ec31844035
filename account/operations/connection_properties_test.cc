// Random lives of three accounts: whatever they do, in whatever order, the promises about
// invitations and connections hold after every step. A failure names its seed, and the steps that
// led to it.
#include "account/operations/api_test.h"
#include "account/service/scheduler.h"

#include <map>
#include <random>
#include <set>

namespace amity::account {
namespace {

using PairAndType = std::tuple<std::int64_t, std::int64_t, ConnectionType>;

class ThreeAccounts : public testing::TestWithParam<unsigned> {
 protected:
  ThreeAccounts() : api(settings()), random(GetParam()), scheduler(api.environment(), {}) {
    for (std::string_view account : {"111111111111", "222222222222", "333333333333"})
      parties.push_back(api.partner(account));
  }

  static Settings settings() {
    Settings settings;
    settings.quotas.open_connection_invitations = 3;  // small, so that they are met
    settings.quotas.active_connections = 2;
    settings.quotas.connection_invitations_per_day = 40;
    return settings;
  }

  std::size_t any(std::size_t below) { return random() % below; }
  const Party& anybody() { return parties[any(parties.size())]; }
  ConnectionType any_type() {
    return any(2) == 0 ? ConnectionType::OPPORTUNITY_COLLABORATION : ConnectionType::SUBSIDIARY;
  }

  // One step of somebody's. Refusals are as welcome as answers; failures of the service are not.
  void step() {
    switch (any(10)) {
      case 0:
      case 1:
      case 2:
        return invite();
      case 3:
      case 4:
        return answer<AcceptConnectionInvitationRequest, AcceptConnectionInvitationResponse>(
            "AcceptConnectionInvitation");
      case 5:
        return answer<RejectConnectionInvitationRequest, RejectConnectionInvitationResponse>(
            "RejectConnectionInvitation");
      case 6:
        return answer<CancelConnectionInvitationRequest, CancelConnectionInvitationResponse>(
            "CancelConnectionInvitation");
      case 7:
        return disconnect();
      case 8:
        log.push_back("time passes");
        return api.clock.advance(any(4) == 0 ? days(15) : hours(7));
      default:
        log.push_back("background work");
        return scheduler.run_due();
    }
  }

  void invite() {
    const Party& from = anybody();
    const Party& to = anybody();
    auto request = from.invitation_to(to, any_type());
    auto outcome =
        from.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
    note(from, "invites " + to.account(), outcome.status);
    if (outcome) invitations.push_back(outcome->id);
  }

  template <class Request, class Response>
  void answer(std::string_view operation) {
    if (invitations.empty()) return;
    const Party& by = anybody();
    // Mostly one of the newest: the old ones are all answered.
    std::size_t newest = std::min<std::size_t>(invitations.size(), 4);
    auto id = invitations[invitations.size() - 1 - any(newest)];
    auto outcome = by.call<Response>(operation, by.answer_to<Request>(id));
    note(by, std::string(operation) + ' ' + id.str(), outcome.status);
  }

  void disconnect() {
    const Party& by = anybody();
    auto connections = connections_of(by, std::nullopt);
    if (connections.empty()) return;
    CancelConnectionRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = connections[any(connections.size())].id;
    request.connection_type = any_type();
    request.reason = CancellationReason("enough");
    request.client_token = ClientToken(api.fresh_token());
    auto outcome = by.call<CancelConnectionResponse>("CancelConnection", request);
    note(by, "disconnects " + request.identifier.str(), outcome.status);
  }

  void note(const Party& who, const std::string& what, int status) {
    log.push_back(who.account() + ' ' + what + ": " + std::to_string(status));
    EXPECT_LT(status, 500) << log.back();
  }

  std::vector<ConnectionInvitationSummary> invitations_of(const Party& party) {
    std::vector<ConnectionInvitationSummary> all;
    ListConnectionInvitationsRequest request;
    request.catalog = Catalog("AWS");
    request.max_results = MaxResults(7);  // several pages
    do {
      auto outcome =
          party.call<ListConnectionInvitationsResponse>("ListConnectionInvitations", request);
      EXPECT_TRUE(outcome) << outcome.body;
      if (!outcome) return all;
      for (const auto& summary : outcome->connection_invitation_summaries) all.push_back(summary);
      request.next_token = outcome->next_token;
    } while (request.next_token);
    return all;
  }

  std::vector<ConnectionSummary> connections_of(const Party& party,
                                                std::optional<std::string_view> filter) {
    ListConnectionsRequest request;
    request.catalog = Catalog("AWS");
    request.max_results = MaxResults(100);
    if (filter) request.connection_type = ConnectionTypeFilter(*filter);
    auto outcome = party.call<ListConnectionsResponse>("ListConnections", request);
    EXPECT_TRUE(outcome) << outcome.body;
    return outcome ? outcome->connection_summaries.items : std::vector<ConnectionSummary>{};
  }

  // What one party's list says of an invitation, without what the other is shown differently.
  static std::string essence(const ConnectionInvitationSummary& summary) {
    return summary.id.str() + ' ' + std::string(summary.status.text()) + ' ' +
           std::string(summary.connection_type.text()) + ' ' +
           std::to_string(summary.updated_at.milliseconds) + ' ' +
           std::to_string(summary.expires_at.value().milliseconds) + ' ' +
           (summary.connection_id ? summary.connection_id->str() : "-");
  }

  void check() {
    std::map<std::string, std::vector<std::string>> views;  // invitation: as each party sees it
    std::map<PairAndType, int> pending;
    for (const Party& party : parties) {
      std::int64_t open = 0;
      for (const auto& summary : invitations_of(party)) {
        views[summary.id.str()].push_back(essence(summary));
        if (summary.participant_type != ParticipantType::SENDER) continue;
        if (summary.status != InvitationStatus::PENDING) continue;
        ++open;
        auto other = other_of(party, summary);
        auto pair = domain::pair_of(party.id(), other);
        ++pending[{pair.low.number, pair.high.number, summary.connection_type.value()}];
      }
      check_open_counter(party, open);
    }
    for (const auto& [id, seen] : views) {
      EXPECT_EQ(seen.size(), 2U) << id << " has two parties";
      if (seen.size() == 2) {
        EXPECT_EQ(seen[0], seen[1]) << "both see the same";
      }
    }
    for (const auto& [between, count] : pending)
      EXPECT_EQ(count, 1) << "one pending invitation per pair and type";
    check_connections();
  }

  domain::AccountId other_of(const Party& party, const ConnectionInvitationSummary& summary) {
    for (const Party& other : parties)
      if (summary.other_participant_identifier.str() == other.profile() ||
          summary.other_participant_identifier.str() == other.account())
        return other.id();
    ADD_FAILURE() << "nobody is " << summary.other_participant_identifier.str();
    return party.id();
  }

  // Until the background work has been done, the counter still has what the clock has ended.
  void check_open_counter(const Party& party, std::int64_t open) {
    api.write([&](WriteTx& tx) {
      std::int64_t counted =
          tx.counters().value(Counter::open_invitations, party.id(), domain::CatalogId::AWS);
      EXPECT_GE(counted, open) << "open invitations of " << party.account();
      EXPECT_LE(counted, api.settings.quotas.open_connection_invitations);
      if (swept) {
        EXPECT_EQ(counted, open) << "open invitations of " << party.account();
      }
    });
  }

  void check_connections() {
    std::map<std::string, std::vector<std::string>> views;
    std::map<std::string, std::set<std::string>> live;  // account: those it is connected with
    for (const Party& party : parties) {
      auto connections = connections_of(party, std::nullopt);
      for (const auto& summary : connections) {
        std::string entries;
        for (const auto& [type, entry] : summary.connection_types.entries)
          entries += std::string(type.text()) + std::string(entry.status.text());
        views[summary.id.str()].push_back(entries);
        EXPECT_TRUE(live[party.account()].insert(summary.other_participant_account_id.str()).second)
            << "one live connection per pair";
      }
      api.write([&](WriteTx& tx) {
        EXPECT_EQ(
            tx.counters().value(Counter::active_connections, party.id(), domain::CatalogId::AWS),
            static_cast<std::int64_t>(connections.size()))
            << "active connections of " << party.account();
      });
    }
    for (const auto& [id, seen] : views) {
      EXPECT_EQ(seen.size(), 2U) << id;
      if (seen.size() == 2) {
        EXPECT_EQ(seen[0], seen[1]) << "both see the same entries";
      }
    }
  }

  Api api;
  std::mt19937 random;
  Scheduler scheduler;
  std::vector<Party> parties;
  std::vector<ConnectionInvitationId> invitations;
  std::vector<std::string> log;
  bool swept = false;
};

TEST_P(ThreeAccounts, NeverBreakAPromise) {
  for (int n = 0; n < 150; ++n) {
    step();
    swept = n % 5 == 4;
    if (swept) scheduler.run_due();
    check();
    if (HasFailure()) {
      for (const auto& entry : log) std::printf("%s\n", entry.c_str());
      return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ThreeAccounts, testing::Range(1U, 21U));

}  // namespace
}  // namespace amity::account
