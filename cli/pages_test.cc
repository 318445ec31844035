#include "cli/pages.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace amity::cli {
namespace {

// A service that has the numbers 1 to 7, three a page unless asked, and remembers what it was
// asked.
class Pages : public testing::Test {
 protected:
  std::string all(const Window& window, const std::string& request = "{}") {
    return all_pages(*paging_of(test::list_tags), request, window, [this](const std::string& each) {
      requests.push_back(each);
      auto number = [&each](std::string_view member, int absent) {
        std::size_t at = each.find(member);
        return at == std::string::npos ? absent : std::stoi(each.substr(at + member.size()));
      };
      int first = number(R"("NextToken":"t)", 1);
      int end = std::min(8, first + std::min(3, number(R"("MaxResults":)", 3)));
      std::string answer = R"({"Tags":[)";
      for (int i = first; i < end; ++i)
        answer += (i == first ? "" : ",") + std::string(R"({"Key":)") + std::to_string(i) + '}';
      return answer + ']' + (end == 8 ? "}" : R"(,"NextToken":"t)" + std::to_string(end) + "\"}");
    });
  }

  std::vector<std::string> requests;
};

TEST_F(Pages, AreThoseOfOperationsWithATokenAndOneList) {
  EXPECT_EQ(paging_of(test::list_tags)->items, "Tags");
  EXPECT_FALSE(paging_of(test::paint_house));
}

TEST_F(Pages, AreJoined) {
  EXPECT_EQ(all({}),
            R"({"Tags":[{"Key":1},{"Key":2},{"Key":3},{"Key":4},{"Key":5},{"Key":6},{"Key":7}]})");
  EXPECT_THAT(requests, testing::ElementsAre(R"({"MaxResults":100})",
                                             R"({"MaxResults":100,"NextToken":"t4"})",
                                             R"({"MaxResults":100,"NextToken":"t7"})"));
}

TEST_F(Pages, EndWhereThereAreEnoughItems) {
  EXPECT_EQ(all({.page_size = 2, .max_items = 3}),
            R"({"NextToken":"t4","Tags":[{"Key":1},{"Key":2},{"Key":3}]})");
  EXPECT_EQ(requests.back(), R"({"MaxResults":1,"NextToken":"t3"})");
  EXPECT_EQ(all({.starting_token = "t4", .max_items = 100}),
            R"({"Tags":[{"Key":4},{"Key":5},{"Key":6},{"Key":7}]})");
}

TEST_F(Pages, ATokenThatComesAgainEndsIt) {
  auto stuck = [](const std::string&) { return R"({"Tags":[],"NextToken":"t"})"; };
  EXPECT_FAILURE(all_pages(*paging_of(test::list_tags), "{}", {}, stuck), Exit::other, "again");
}

TEST_F(Pages, AnAnswerHasTheList) {
  auto other = [](const std::string&) { return "{}"; };
  EXPECT_FAILURE(all_pages(*paging_of(test::list_tags), "{}", {}, other), Exit::other, "no Tags");
}

TEST_F(Pages, WhoeverNamesAPageGetsIt) {
  EXPECT_TRUE(names_page(R"({"NextToken":"t"})"));
  EXPECT_TRUE(names_page(R"({"MaxResults":2})"));
  EXPECT_FALSE(names_page(R"({"Filter":{"MaxResults":2},"Text":"\"NextToken\":"})"));
}

}  // namespace
}  // namespace amity::cli
