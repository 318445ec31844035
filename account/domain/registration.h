#pragma once

#include "account/domain/partner.h"
#include "account/domain/verification.h"
#include "account/model/errors.h"

#include <optional>
#include <string_view>
#include <vector>

// What must hold before an account becomes a partner in the catalog AWS (behaviour.md §6.1).
namespace amity::account::domain {

// All that the rules look at. The verifications are as of now.
struct Registration {
  std::string_view legal_name;
  const Account& account;
  std::optional<Verification> business;
  std::optional<Verification> registrant;
  bool domain_is_anothers = false;  // of the contact's address
};

// One rule and the code of its breach.
struct RegistrationRule {
  BusinessValidationCode code;
  bool (*is_broken)(const Registration& registration);
};

// Every rule that the registration breaks, in the order of the table.
std::vector<BusinessValidationError> broken_rules(const Registration& registration);

}  // namespace amity::account::domain
