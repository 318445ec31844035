#include "docs/compatibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::docs {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(CompatibilityPage, LeadsToTheReference) {
  std::string page = compatibility_page("");

  EXPECT_THAT(page, HasSubstr("| [RejectConnectionInvitation]"
                              "(reference/operations.md#rejectconnectioninvitation) | built |"));
}

TEST(CompatibilityPage, HasARowForEveryOperation) {
  std::string page = compatibility_page("");

  int rows = 0;
  for (std::size_t at = page.find("| ["); at != std::string::npos; at = page.find("| [", at + 1))
    ++rows;
  EXPECT_EQ(rows, 34);
}

TEST(CompatibilityPage, EndsWithTheChoices) {
  EXPECT_THAT(compatibility_page("## Our choices\n"), EndsWith("\n\n## Our choices\n"));
}

}  // namespace
}  // namespace amity::docs
