// What connections look like to their parties, and how they end.
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kCollaboration = ConnectionType::OPPORTUNITY_COLLABORATION;
constexpr auto kSubsidiary = ConnectionType::SUBSIDIARY;

class Connections_ : public testing::Test {
 protected:
  Outcome<GetConnectionResponse> get(const Party& by, const ConnectionId& id) {
    GetConnectionRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = id;
    return by.call<GetConnectionResponse>("GetConnection", request);
  }
  Outcome<CancelConnectionResponse> cancel(const Party& by, const ConnectionId& id,
                                           ConnectionType type) {
    CancelConnectionRequest request;
    request.catalog = Catalog("AWS");
    request.identifier = id;
    request.connection_type = type;
    request.client_token = ClientToken(api.fresh_token());
    return by.call<CancelConnectionResponse>("CancelConnection", request);
  }
  Outcome<ListConnectionsResponse> list(const Party& by, const char* type = nullptr,
                                        std::vector<std::string> others = {}) {
    ListConnectionsRequest request;
    request.catalog = Catalog("AWS");
    if (type != nullptr) request.connection_type = ConnectionTypeFilter(type);
    if (!others.empty()) {
      request.other_participant_identifiers.emplace();
      for (auto& other : others)
        request.other_participant_identifiers->items.emplace_back(std::move(other));
    }
    return by.call<ListConnectionsResponse>("ListConnections", request);
  }
  std::vector<std::string> listed(const Outcome<ListConnectionsResponse>& outcome) {
    EXPECT_TRUE(outcome) << outcome.body;
    std::vector<std::string> ids;
    if (outcome)
      for (const auto& summary : outcome->connection_summaries) ids.push_back(summary.id.str());
    return ids;
  }
  Connection connect(const Party& from, const Party& to, ConnectionType type = kCollaboration) {
    api.clock.advance(seconds(1));
    return to.accepts(from.invites(to, type).id);
  }

  Api api;
  Party one = api.partner("111111111111");
  Party two = api.partner("222222222222");
  Party three = api.partner("333333333333");
  Party seller = api.stranger("444444444444");
};

TEST_F(Connections_, ShowEachPartyTheOther) {
  auto connection = connect(one, two);

  auto as_one = get(one, connection.id);
  auto as_two = get(two, connection.id);

  ASSERT_ANSWERED(as_one);
  ASSERT_ANSWERED(as_two);
  EXPECT_EQ(as_one->other_participant_account_id.str(), two.account());
  EXPECT_EQ(as_two->other_participant_account_id.str(), one.account());
  EXPECT_EQ(as_one->arn, as_two->arn);
  EXPECT_EQ(as_one->arn.str(),
            "arn:aws:partnercentral:us-east-1::catalog/AWS/connection/" + connection.id.str());
  EXPECT_EQ(
      as_one->connection_types.find(kCollaboration)->other_participant.partner_profile->id.str(),
      two.profile());
}

TEST_F(Connections_, DoNotExistForAThirdAccount) {
  auto connection = connect(one, two);

  EXPECT_REFUSED(get(three, connection.id), "ResourceNotFoundException", "CONNECTION_NOT_FOUND");
  EXPECT_REFUSED(cancel(three, connection.id, kCollaboration), "ResourceNotFoundException",
                 "CONNECTION_NOT_FOUND");
  EXPECT_THAT(listed(list(three)), IsEmpty());
}

TEST_F(Connections_, ShowASubsidiaryWithoutProfileByItsAccountsName) {
  auto connection = connect(one, seller, kSubsidiary);

  auto as_primary = get(one, connection.id);
  auto as_subsidiary = get(seller, connection.id);

  EXPECT_EQ(as_primary->connection_types.find(kSubsidiary)->other_participant.account->name.str(),
            "Account 444444444444");
  EXPECT_EQ(as_subsidiary->connection_types.find(kSubsidiary)
                ->other_participant.partner_profile->id.str(),
            one.profile());
}

TEST_F(Connections_, ShowASellerByItsSellerProfile) {
  api.write([&](WriteTx& tx) {
    SellerProfileSummary profile;
    profile.id = SellerProfileId("seller-nnnnnnnnnnnnn");
    profile.name = UnicodeString("Fine Wares");
    tx.accounts().put({seller.id(), "Account", profile});
  });
  auto connection = connect(one, seller, kSubsidiary);

  auto as_primary = get(one, connection.id);

  EXPECT_EQ(
      as_primary->connection_types.find(kSubsidiary)->other_participant.seller_profile->name.str(),
      "Fine Wares");
  EXPECT_THAT(listed(list(one, nullptr, {"seller-nnnnnnnnnnnnn"})),
              ElementsAre(connection.id.str()));
}

TEST_F(Connections_, EndTypeByType) {
  auto connection = connect(one, two);
  connect(one, two, kSubsidiary);
  api.clock.advance(minutes(1));

  auto first = cancel(two, connection.id, kCollaboration);

  ASSERT_ANSWERED(first);
  const auto* ended = first->connection_types.find(kCollaboration);
  EXPECT_EQ(ended->status, ConnectionTypeStatus::CANCELED);
  EXPECT_EQ(ended->canceled_at, api.clock.now());
  EXPECT_EQ(ended->canceled_by->str(), two.account());
  EXPECT_EQ(first->connection_types.find(kSubsidiary)->status, ConnectionTypeStatus::ACTIVE);
  EXPECT_EQ(first->updated_at, api.clock.now());
  EXPECT_REFUSED(cancel(one, connection.id, kCollaboration), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_STATE");
}

TEST_F(Connections_, RefuseToEndATypeThatNeverWas) {
  auto connection = connect(one, two);

  EXPECT_REFUSED(cancel(one, connection.id, kSubsidiary), "ConflictException",
                 "INCOMPATIBLE_CONNECTION_STATE");
}

TEST_F(Connections_, StayReadableAfterTheEndAndCountNoLonger) {
  auto connection = connect(one, two);
  one.cancels(connection.id, kCollaboration);

  EXPECT_TRUE(get(two, connection.id));
  EXPECT_THAT(listed(list(two)), IsEmpty());
  api.write([&](WriteTx& tx) {
    for (const Party& party : {one, two})
      EXPECT_EQ(
          tx.counters().value(Counter::active_connections, party.id(), domain::CatalogId::AWS), 0);
  });
}

TEST_F(Connections_, AreListedLastChangedFirst) {
  auto first = connect(one, two);
  auto second = connect(three, one);
  EXPECT_THAT(listed(list(one)), ElementsAre(second.id.str(), first.id.str()));

  connect(one, two, kSubsidiary);

  EXPECT_THAT(listed(list(one)), ElementsAre(first.id.str(), second.id.str()));
}

TEST_F(Connections_, AreFilteredByTypeAndStatus) {
  auto both = connect(one, two);
  connect(one, two, kSubsidiary);
  auto collaboration = connect(one, three);
  one.cancels(both.id, kCollaboration);

  EXPECT_THAT(listed(list(one, "OPPORTUNITY_COLLABORATION")), ElementsAre(collaboration.id.str()));
  EXPECT_THAT(listed(list(one, "OPPORTUNITY_COLLABORATION:ACTIVE")),
              ElementsAre(collaboration.id.str()));
  EXPECT_THAT(listed(list(one, "OPPORTUNITY_COLLABORATION:CANCELED")), ElementsAre(both.id.str()));
  EXPECT_THAT(listed(list(one, "SUBSIDIARY")), ElementsAre(both.id.str()));
}

TEST_F(Connections_, AreNotFilteredByWordsThatDoNotExist) {
  for (const char* word : {"PARTNERSHIP", "SUBSIDIARY:ENDED", "subsidiary"}) {
    auto outcome = list(one, word);
    EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
    EXPECT_THAT(outcome.body, testing::HasSubstr("INVALID_ENUM_VALUE"));
  }
}

TEST_F(Connections_, AreFilteredByTheOtherParticipant) {
  auto with_two = connect(one, two);
  auto with_three = connect(one, three);

  EXPECT_THAT(listed(list(one, nullptr, {two.profile()})), ElementsAre(with_two.id.str()));
  EXPECT_THAT(listed(list(one, nullptr, {three.account()})), ElementsAre(with_three.id.str()));
  EXPECT_THAT(listed(list(one, nullptr, {two.account(), three.profile()})),
              ElementsAre(with_three.id.str(), with_two.id.str()));
  EXPECT_THAT(listed(list(one, nullptr, {"999999999999", "nobody"})), IsEmpty());
}

}  // namespace
}  // namespace amity::account
