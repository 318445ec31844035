#include "account/domain/managed_policies.h"

#include "protocol/iam/evaluate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace amity::account::domain {
namespace {

// A request that says its catalog, or none.
class CatalogOnly final : public iam::Context {
 public:
  explicit CatalogOnly(std::string_view catalog) : catalog_(catalog) {}
  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    if (key != "partnercentral:catalog" || catalog_.empty()) return std::nullopt;
    return std::span(&catalog_, 1);
  }

 private:
  std::string_view catalog_;
};

bool allows(std::string_view name, std::string_view action, std::string_view resource,
            std::string_view catalog) {
  const auto* policy = find_managed_policy("arn:aws:iam::aws:policy/" + std::string(name));
  if (policy == nullptr) throw std::runtime_error("no policy " + std::string(name));
  iam::Principal user;
  user.type = iam::PrincipalType::user;
  user.identity_policies.push_back(
      {std::string(name), std::make_shared<const iam::Policy>(
                              iam::Policy::parse(policy->document, iam::PolicyKind::identity))});
  CatalogOnly context(catalog);
  return iam::evaluate(user, {action, resource, context}).allowed();
}

constexpr std::string_view kPartner =
    "arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/partner-222222222aaaa";

TEST(ManagedPolicies, AreSortedAndBearTheirNameInTheirArn) {
  auto policies = managed_policies();
  EXPECT_TRUE(std::is_sorted(policies.begin(), policies.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const auto& policy : policies) {
    EXPECT_EQ(policy.arn, "arn:aws:iam::aws:policy/" + std::string(policy.name));
    EXPECT_EQ(find_managed_policy(policy.arn), &policy);
    EXPECT_NO_THROW(iam::Policy::parse(policy.document, iam::PolicyKind::identity)) << policy.name;
  }
}

TEST(ManagedPolicies, DoNotHoldWhatNobodyWrote) {
  EXPECT_EQ(find_managed_policy("arn:aws:iam::aws:policy/AdministratorAccess"), nullptr);
}

TEST(FullAccess, IsToBothCatalogsAndToVerification) {
  constexpr auto kName = "AWSPartnerCentralFullAccess";
  EXPECT_TRUE(allows(kName, "partnercentral:PutProfileVisibility", kPartner, "AWS"));
  EXPECT_TRUE(allows(kName, "partnercentral:CreatePartner", "*", "Sandbox"));
  EXPECT_TRUE(allows(kName, "partnercentral:StartVerification", "*", ""));
  EXPECT_FALSE(allows(kName, "partnercentral:ListPartners", "*", "Other"));
}

TEST(SandboxFullAccess, IsToSandboxAlone) {
  constexpr auto kName = "AWSPartnerCentralSandboxFullAccess";
  EXPECT_TRUE(allows(kName, "partnercentral:CreatePartner", "*", "Sandbox"));
  EXPECT_FALSE(allows(kName, "partnercentral:CreatePartner", "*", "AWS"));
  EXPECT_FALSE(allows(kName, "partnercentral:StartVerification", "*", ""));
}

TEST(MarketingManagement, IsOfProfiles) {
  constexpr auto kName = "AWSPartnerCentralMarketingManagement";
  EXPECT_TRUE(allows(kName, "partnercentral:PutProfileVisibility", kPartner, "AWS"));
  EXPECT_TRUE(allows(kName, "partnercentral:ListPartners", "*", "AWS"));
  EXPECT_FALSE(allows(kName, "partnercentral:PutAllianceLeadContact", kPartner, "AWS"));
}

TEST(OtherManagement, SeesPartnersOnly) {
  for (auto name : {"AWSPartnerCentralOpportunityManagement", "AWSPartnerCentralChannelManagement",
                    "AWSPartnerCentralRevenueAttributionManagement",
                    "PartnerCentralIncentiveBenefitManagement"}) {
    EXPECT_TRUE(allows(name, "partnercentral:GetPartner", kPartner, "AWS")) << name;
    EXPECT_FALSE(allows(name, "partnercentral:GetProfileVisibility", kPartner, "AWS")) << name;
  }
  EXPECT_FALSE(allows("PartnerCentralAccountManagementUserRoleAssociation",
                      "partnercentral:GetPartner", kPartner, "AWS"));
}

}  // namespace
}  // namespace amity::account::domain
