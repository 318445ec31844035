#include "account/domain/email_domain.h"

#include <gtest/gtest.h>

namespace amity::account::domain {
namespace {

TEST(EmailDomains, AreWhatStandsBehindTheAtInLowerCase) {
  EXPECT_EQ(domain_of(Email("Lead@Anvil.Example")).view(), "anvil.example");
  EXPECT_EQ(domain_of(Email("a@localhost")).view(), "localhost");
}

TEST(EmailDomains, OfWellKnownProvidersAreInLowerCase) {
  for (const std::string& name : well_known_mail_providers())
    EXPECT_EQ(domain_of(Email("someone@" + name)).str(), name);
}

}  // namespace
}  // namespace amity::account::domain
