#include "account/domain/managed_policies.h"

#include <algorithm>

namespace amity::account::domain {
namespace {

// What all roles that do not manage the account itself may see of it.
constexpr std::string_view kSeePartners = R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "PartnerAccess",
      "Effect": "Allow",
      "Action": ["partnercentral:GetPartner", "partnercentral:ListPartners"],
      "Resource": "*"
    }
  ]
})";

constexpr ManagedPolicyOfAws kPolicies[] = {
    {"AWSPartnerCentralChannelManagement",
     "arn:aws:iam::aws:policy/AWSPartnerCentralChannelManagement", kSeePartners},
    {"AWSPartnerCentralFullAccess", "arn:aws:iam::aws:policy/AWSPartnerCentralFullAccess", R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AWSPartnerCentralAccess",
      "Effect": "Allow",
      "Action": "partnercentral:*",
      "Resource": "*",
      "Condition": {"StringEquals": {"partnercentral:Catalog": ["AWS", "Sandbox"]}}
    },
    {
      "Sid": "VerificationAccess",
      "Effect": "Allow",
      "Action": ["partnercentral:GetVerification", "partnercentral:StartVerification"],
      "Resource": "*"
    },
    {
      "Sid": "SessionAccess",
      "Effect": "Allow",
      "Action": "partnercentral:UseSession",
      "Resource": "*"
    },
    {
      "Sid": "PassRoleAccess",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::*:role/PartnerCentralRoleFor*"
    },
    {
      "Sid": "UserRoleAssociation",
      "Effect": "Allow",
      "Action": [
        "partnercentral-account-management:AssociatePartnerUser",
        "partnercentral-account-management:DisassociatePartnerUser"
      ],
      "Resource": "*"
    },
    {
      "Sid": "LogoUpload",
      "Effect": "Allow",
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::aws-partner-central-marketplace-ephemeral-writeonly-files/${aws:PrincipalAccount}/*"
    }
  ]
})"},
    {"AWSPartnerCentralMarketingManagement",
     "arn:aws:iam::aws:policy/AWSPartnerCentralMarketingManagement", R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ProfileAccess",
      "Effect": "Allow",
      "Action": [
        "partnercentral:CancelProfileUpdateTask",
        "partnercentral:GetProfileUpdateTask",
        "partnercentral:GetProfileVisibility",
        "partnercentral:PutProfileVisibility",
        "partnercentral:StartProfileUpdateTask"
      ],
      "Resource": "arn:aws:partnercentral:*:*:catalog/*/partner/*"
    },
    {
      "Sid": "PartnerAccess",
      "Effect": "Allow",
      "Action": [
        "partnercentral:GetPartner",
        "partnercentral:GetPartnerProfile",
        "partnercentral:ListPartners",
        "partnercentral:SearchPartnerProfiles"
      ],
      "Resource": "*"
    }
  ]
})"},
    {"AWSPartnerCentralOpportunityManagement",
     "arn:aws:iam::aws:policy/AWSPartnerCentralOpportunityManagement", kSeePartners},
    {"AWSPartnerCentralRevenueAttributionManagement",
     "arn:aws:iam::aws:policy/AWSPartnerCentralRevenueAttributionManagement", kSeePartners},
    {"AWSPartnerCentralSandboxFullAccess",
     "arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess", R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "SandboxAccess",
      "Effect": "Allow",
      "Action": "partnercentral:*",
      "Resource": "*",
      "Condition": {"StringEquals": {"partnercentral:Catalog": "Sandbox"}}
    },
    {
      "Sid": "SessionAccess",
      "Effect": "Allow",
      "Action": "partnercentral:UseSession",
      "Resource": "*"
    }
  ]
})"},
    {"PartnerCentralAccountManagementUserRoleAssociation",
     "arn:aws:iam::aws:policy/PartnerCentralAccountManagementUserRoleAssociation", R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "UserRoleAssociation",
      "Effect": "Allow",
      "Action": [
        "partnercentral-account-management:AssociatePartnerUser",
        "partnercentral-account-management:DisassociatePartnerUser"
      ],
      "Resource": "*"
    }
  ]
})"},
    {"PartnerCentralIncentiveBenefitManagement",
     "arn:aws:iam::aws:policy/PartnerCentralIncentiveBenefitManagement", kSeePartners},
};

}  // namespace

std::span<const ManagedPolicyOfAws> managed_policies() { return kPolicies; }

const ManagedPolicyOfAws* find_managed_policy(std::string_view arn) {
  const auto* found = std::find_if(std::begin(kPolicies), std::end(kPolicies),
                                   [&](const auto& policy) { return policy.arn == arn; });
  return found != std::end(kPolicies) ? found : nullptr;
}

}  // namespace amity::account::domain
