#include "account/domain/registration.h"

#include "account/domain/legal_name.h"

namespace amity::account::domain {
namespace {

bool has_succeeded(const std::optional<Verification>& verification) {
  return verification && verification->status == VerificationStatus::SUCCEEDED;
}

// Whether the verified name is another. Without a verified name there is nothing to compare.
bool has_another_name(const Registration& registration) {
  if (!has_succeeded(registration.business) || !registration.business->business) return false;
  return legal_name_key(registration.business->business->legal_name.view()) !=
         legal_name_key(registration.legal_name);
}

using enum BusinessValidationCode;

constexpr RegistrationRule kRules[] = {
    {INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS,
     [](const Registration& it) { return !has_succeeded(it.business); }},
    {INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS,
     [](const Registration& it) { return !has_succeeded(it.registrant); }},
    {INCOMPATIBLE_LEGAL_NAME, has_another_name},
    {INELIGIBLE_ACCOUNT_TIER, [](const Registration& it) { return !it.account.on_paid_plan; }},
    {INVALID_ACCOUNT_STATE, [](const Registration& it) { return !it.account.in_good_standing; }},
    {INVALID_ACCOUNT_LINKING_STATUS,
     [](const Registration& it) { return it.account.linked_to_legacy_account; }},
    {INCOMPATIBLE_DOMAIN, [](const Registration& it) { return it.domain_is_anothers; }},
};

}  // namespace

std::vector<BusinessValidationError> broken_rules(const Registration& registration) {
  std::vector<BusinessValidationError> broken;
  for (const RegistrationRule& rule : kRules)
    if (rule.is_broken(registration)) broken.push_back({{}, rule.code});
  return broken;
}

}  // namespace amity::account::domain
