// Quotas of single accounts, set beside the installation's.
#include "account/operations/quota.h"

#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using domain::CatalogId;
using domain::Quotas;

constexpr std::string_view kPerDay = "connection-invitations-per-day";

class AccountQuota : public testing::Test {
 protected:
  void set(const Party& party, CatalogId catalog, std::string_view quota, std::int64_t value) {
    api.write([&](WriteTx& tx) { tx.quotas().set({party.id(), catalog, quota}, value); });
  }
  Outcome<CreateConnectionInvitationResponse> invite(const Party& from, const Party& to,
                                                     std::string_view catalog = "AWS") {
    auto request = from.invitation_to(to);
    request.catalog = Catalog(catalog);
    return from.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request);
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
  Party third = api.partner("333333333333");
};

TEST_F(AccountQuota, GoesBeforeWhatEverybodyHasInItsCatalogOnly) {
  set(owner, CatalogId::AWS, kPerDay, 1);
  ASSERT_ANSWERED(invite(owner, other));

  EXPECT_REFUSED(invite(owner, third), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY");
  ASSERT_ANSWERED(invite(owner, other, "Sandbox"));
  ASSERT_ANSWERED(invite(owner, third, "Sandbox"));
  ASSERT_ANSWERED(invite(third, other));
}

TEST_F(AccountQuota, HoldsAtOnceAndSurvivesARestart) {
  api.settings.quotas.connection_invitations_per_day = 1;
  ASSERT_ANSWERED(invite(owner, other));
  EXPECT_EQ(invite(owner, third).status, 402);
  set(owner, CatalogId::AWS, kPerDay, 2);

  api.restart();

  ASSERT_ANSWERED(invite(owner, third));
}

TEST_F(AccountQuota, InTheStoreGoesBeforeTheConfiguration) {
  domain::AccountQuotaKey key{owner.id(), CatalogId::AWS, "open-connection-invitations"};
  api.settings.account_quotas[key] = 0;
  EXPECT_REFUSED(invite(owner, other), "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION");
  set(owner, CatalogId::AWS, "open-connection-invitations", 1);
  ASSERT_ANSWERED(invite(owner, other));

  api.write([&](WriteTx& tx) { tx.quotas().clear(key); });

  EXPECT_EQ(invite(owner, third).status, 402);
}

TEST_F(AccountQuota, OfActiveConnectionsIsTheSendersAndTheReceiversOwn) {
  auto first = owner.invites(other);
  auto second = owner.invites(third);
  set(owner, CatalogId::AWS, "active-connections", 1);
  other.accepts(first.id);

  auto outcome = third.call<AcceptConnectionInvitationResponse>(
      "AcceptConnectionInvitation", third.answer_to<AcceptConnectionInvitationRequest>(second.id));

  EXPECT_REFUSED(outcome, "ServiceQuotaExceededException",
                 "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION");
}

TEST_F(AccountQuota, AllOfThemAreListed) {
  set(owner, CatalogId::Sandbox, kPerDay, 7);
  set(owner, CatalogId::AWS, "email-domains", 8);
  set(other, CatalogId::AWS, "email-domains", 9);

  api.write([&](WriteTx& tx) {
    EXPECT_THAT(
        tx.quotas().all_of(owner.id()),
        testing::ElementsAre(
            std::pair(domain::AccountQuotaKey{owner.id(), CatalogId::AWS, "email-domains"}, 8),
            std::pair(domain::AccountQuotaKey{owner.id(), CatalogId::Sandbox, kPerDay}, 7)));
  });
}

}  // namespace
}  // namespace amity::account
