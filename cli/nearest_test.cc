#include "cli/nearest.h"

#include <gmock/gmock.h>

namespace amity::cli {
namespace {

TEST(Nearest, IsWhatWasMeant) {
  const std::vector<std::string> words{"list-connections", "list-partners", "tag-resource",
                                       "untag-resource", "dev"};
  using testing::ElementsAre;
  EXPECT_THAT(nearest("list-conections", words), ElementsAre("list-connections"));
  EXPECT_THAT(nearest("lits-partners", words), ElementsAre("list-partners"));
  EXPECT_THAT(nearest("untag-resorce", words), ElementsAre("untag-resource", "tag-resource"));
  EXPECT_THAT(nearest("dve", words), ElementsAre("dev"));
  EXPECT_THAT(nearest("sell-house", words), ElementsAre());
  EXPECT_THAT(nearest("", words), ElementsAre());
  EXPECT_THAT(nearest(std::string(1'000'000, 'x'), words), ElementsAre());
}

}  // namespace
}  // namespace amity::cli
