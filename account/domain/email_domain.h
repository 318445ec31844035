#pragma once

#include "account/model/scalars.h"

#include <string>
#include <vector>

// The domains that a partner's AWS training and certifications are counted by (behaviour.md §6.6).
namespace amity::account::domain {

// The part after the @, in lower case.
DomainName domain_of(const Email& address);

// Where anybody can have an address, so that it says nothing of a company: the default of a
// setting.
std::vector<std::string> well_known_mail_providers();

}  // namespace amity::account::domain
