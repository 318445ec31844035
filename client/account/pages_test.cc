#include "client/account/pages.h"

#include "client/account/fake_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranges>
#include <set>
#include <string>

namespace amity::account {
namespace {

using client::Error;
using client::Task;
using testing::ElementsAre;
using testing::SizeIs;

static_assert(std::ranges::input_range<Pages<ListConnectionsRequest>>);

ListConnectionInvitationsResponse page(std::vector<std::string> ids, std::string next = {}) {
  ListConnectionInvitationsResponse response;
  for (std::string& id : ids) {
    ConnectionInvitationSummary& summary =
        response.connection_invitation_summaries.items.emplace_back();
    summary.id = ConnectionInvitationId(std::move(id));
  }
  if (!next.empty()) response.next_token = NextToken(std::move(next));
  return response;
}

class AList : public testing::Test {
 protected:
  void answer(const ListConnectionInvitationsResponse& one) {
    service.answer<ListConnectionInvitationsRequest>(one);
  }
  std::vector<std::string> ids() {
    std::vector<std::string> ids;
    for (const auto& invitation : client.list_connection_invitations_all(request))
      ids.push_back(invitation.id.str());
    return ids;
  }
  auto sent() { return service.requests<ListConnectionInvitationsRequest>(); }

  FakeService service;
  Client client = service.client();
  const ListConnectionInvitationsRequest request{.catalog = Catalog("AWS"),
                                                 .max_results = MaxResults(2)};
};

TEST_F(AList, IsWalkedOverItsPages) {
  answer(page({"a", "b"}, "t1"));
  answer(page({}, "t2"));
  answer(page({"c"}));
  EXPECT_THAT(ids(), ElementsAre("a", "b", "c"));
  ASSERT_THAT(sent(), SizeIs(3));
  EXPECT_FALSE(sent()[0].next_token);
  EXPECT_EQ(sent()[2].next_token, NextToken("t2"));
  EXPECT_EQ(sent()[2].max_results, MaxResults(2)) << "the filters stay";
}

TEST_F(AList, MayBeEmpty) {
  answer(page({}));
  EXPECT_THAT(ids(), SizeIs(0));
}

TEST_F(AList, IsFetchedNoFurtherThanItIsLookedAt) {
  answer(page({"a", "b"}, "t1"));
  auto list = client.list_connection_invitations_all(request);
  EXPECT_THAT(sent(), SizeIs(0));
  EXPECT_EQ(list.begin()->id.view(), "a");
  EXPECT_THAT(sent(), SizeIs(1));
}

TEST_F(AList, ThrowsWhatGoesWrongAmid) {
  answer(page({"a"}, "t1"));
  service.refuse<ListConnectionInvitationsRequest>(
      denied(AccessDeniedExceptionReason::ACCESS_DENIED));
  EXPECT_THROW(ids(), client::ServiceException);
}

TEST_F(AList, IsToldByPagesWithoutExceptions) {
  answer(page({"a"}, "t1"));
  service.refuse<ListConnectionInvitationsRequest>(
      denied(AccessDeniedExceptionReason::ACCESS_DENIED));
  auto list = client.list_connection_invitations_all(request);
  auto first = list.next();
  ASSERT_TRUE(first && *first);
  auto second = list.next();
  ASSERT_TRUE(second && !*second);
  EXPECT_EQ(second->error().code, "AccessDeniedException");
  EXPECT_FALSE(list.next());
}

TEST_F(AList, ThatGoesRoundInACircleIsAnError) {
  for (std::size_t circle : {1u, 2u, 3u, 7u}) {
    SCOPED_TRACE(circle);
    FakeService round;
    std::size_t calls = 0;
    round.transport().answer_others([&](const client::HttpRequest&) {
      std::string body;
      // Into the circle and round it.
      std::size_t token = calls < 3 ? calls : 3 + (calls - 3) % circle;
      shape::encode(page({}, "t" + std::to_string(token)), body);
      ++calls;
      return client::json_answer(200, body);
    });
    auto list = round.client().list_connection_invitations_all(request);
    std::optional<Error> error;
    while (auto one = list.next())
      if (!*one) error = one->error();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code, "RepeatedToken");
    EXPECT_LT(calls, 40u);
  }
}

Task<std::vector<std::string>> ids_of(Client client, ListConnectionInvitationsRequest request) {
  std::vector<std::string> ids;
  auto pages = client.async.list_connection_invitations_all(request);
  while (auto one = co_await pages.next())
    for (const auto& invitation : one->value().connection_invitation_summaries)
      ids.push_back(invitation.id.str());
  co_return ids;
}

TEST_F(AList, IsAwaitedPageByPage) {
  answer(page({"a", "b"}, "t1"));
  answer(page({"c"}));
  EXPECT_THAT(client::sync_wait(ids_of(client, request)), ElementsAre("a", "b", "c"));
}

TEST_F(AList, IsOfAllThreeKinds) {
  ListPartnersResponse partners;
  partners.partner_summary_list.items.emplace_back();
  service.answer<ListPartnersRequest>(partners);
  ListConnectionsResponse connections;
  connections.connection_summaries.items.resize(2);
  service.answer<ListConnectionsRequest>(connections);
  int count = 0;
  for ([[maybe_unused]] auto& partner : client.list_partners_all({Catalog("AWS")})) ++count;
  for ([[maybe_unused]] auto& connection : client.list_connections_all({Catalog("AWS")})) ++count;
  EXPECT_EQ(count, 3);
}

}  // namespace
}  // namespace amity::account
