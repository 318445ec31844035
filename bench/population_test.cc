#include "bench/population.h"

#include <gmock/gmock.h>
#include <simdjson.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace amity::bench {
namespace {

using ::testing::MatchesRegex;

TEST(Population, InvitesNoPairTwiceAndNobodyBack) {
  Population population(11, 1);
  std::set<std::pair<int, int>> seen;

  for (std::int64_t n = 0; n < population.pairs(); ++n) {
    auto [sender, receiver] = population.pair(n);
    EXPECT_NE(sender, receiver);
    EXPECT_TRUE(seen.insert(std::minmax(sender, receiver)).second) << n;
  }

  EXPECT_EQ(seen.size(), 55u);  // all there are
  EXPECT_THROW(population.pair(population.pairs()), std::invalid_argument);
}

TEST(Population, KeepsToHalfTheCircleWhereItIsEven) {
  EXPECT_EQ(Population(4, 1).pairs(), 4);
  EXPECT_EQ(Population(10'000, 1).pair(1'000'000), (Pair{0, 101}));
}

TEST(Population, KnowsAnAccountByItsId) {
  Population population(10'000, 1);
  EXPECT_EQ(population.account_id(41), "100000000042");
  EXPECT_EQ(population.account_of("100000000042"), 41);
  EXPECT_THROW(population.account_of("100000010001"), std::invalid_argument);
}

TEST(Population, GivesSecretsThatDependOnSeedAndAccount) {
  Population population(10, 1);
  EXPECT_EQ(population.secret_access_key(3), Population(20, 1).secret_access_key(3));
  EXPECT_NE(population.secret_access_key(3), population.secret_access_key(4));
  EXPECT_NE(population.secret_access_key(3), Population(10, 2).secret_access_key(3));
  EXPECT_THAT(population.secret_access_key(3), MatchesRegex("[A-Za-z0-9+/]{40}"));
}

TEST(Population, GivesIdentifiersThatSortAsTheirNumbers) {
  Population population(10'000, 1);
  EXPECT_EQ(population.partner_id(0), "partner-2222222222222");
  EXPECT_EQ(population.profile_id(33), "pprofile-2222222222233");
  for (int account = 1; account < population.size(); ++account) {
    ASSERT_LT(population.partner_id(account - 1), population.partner_id(account));
  }
}

TEST(Population, WritesASeedFileOfAllAccounts) {
  Population population(12, 7);
  std::ostringstream out;
  population.write_seed(out);

  simdjson::dom::parser parser;
  simdjson::dom::element seed = parser.parse(out.str());
  simdjson::dom::array accounts = seed["accounts"];

  ASSERT_EQ(accounts.size(), 12u);
  simdjson::dom::element last = accounts.at(11);
  EXPECT_EQ(last["id"].get_c_str().value(), population.account_id(11));
  EXPECT_EQ(last["secret_access_key"].get_c_str().value(), population.secret_access_key(11));
  simdjson::dom::element partner = last["partners"].at(0);
  EXPECT_EQ(partner["id"].get_c_str().value(), population.partner_id(11));
  EXPECT_EQ(partner["profile"]["ProfileId"].get_c_str().value(), population.profile_id(11));
}

}  // namespace
}  // namespace amity::bench
