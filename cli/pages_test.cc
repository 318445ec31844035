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
  Listed list(const Window& window, const Paging& paging = *paging_of(test::list_tags)) {
    return list_pages(
        paging, "{}", window,
        [this](const std::string& each) {
          requests.push_back(each);
          auto number = [&each](std::string_view member, int absent) {
            std::size_t at = each.find(member);
            return at == std::string::npos ? absent : std::stoi(each.substr(at + member.size()));
          };
          int first = number(R"("NextToken":"t)", 1);
          int end = std::min(8, first + std::min(3, number(R"("MaxResults":)", 3)));
          std::string answer = R"({"Tags":[)";
          for (int i = first; i < end; ++i) answer += (i == first ? "" : ",") + std::to_string(i);
          return answer + R"(],"More":true)" +
                 (end == 8 ? "}" : R"(,"NextToken":"t)" + std::to_string(end) + "\"}");
        },
        [this](std::size_t items) { told.push_back(items); });
  }
  std::string all(const Window& window) {
    return joined(*paging_of(test::list_tags), list(window));
  }

  std::vector<std::size_t> told;
  std::vector<std::string> requests;
};

TEST_F(Pages, AreThoseOfOperationsWithATokenAndOneList) {
  EXPECT_EQ(paging_of(test::list_tags)->items, "Tags");
  EXPECT_FALSE(paging_of(test::paint_house));
}

TEST_F(Pages, AreJoined) {
  EXPECT_EQ(all({}), R"({"Tags":[1,2,3,4,5,6,7],"More":true})");
  EXPECT_THAT(requests, testing::ElementsAre(R"({"MaxResults":100})",
                                             R"({"MaxResults":100,"NextToken":"t4"})",
                                             R"({"MaxResults":100,"NextToken":"t7"})"));
  EXPECT_THAT(told, testing::ElementsAre(3, 6, 7));
}

TEST_F(Pages, EndWhereThereAreEnoughItems) {
  Listed some = list({.page_size = 2, .max_items = 3});
  EXPECT_THAT(some.pages, testing::ElementsAre("[1,2]", "[3]"));
  EXPECT_EQ(requests.back(), R"({"MaxResults":1,"NextToken":"t3"})");
  Listed rest = list({.starting_token = some.next, .max_items = 100});
  EXPECT_THAT(rest.pages, testing::ElementsAre("[4,5,6]", "[7]"));
  EXPECT_EQ(rest.next, "");
  EXPECT_THAT(list({.starting_token = "t6"}).pages, testing::ElementsAre("[6,7]"));
}

// Where pages have a size of their own, a window may end amid one.
TEST_F(Pages, AreCutWhereTheyCannotBeMadeSmaller) {
  Paging paging{"Tags", nullptr};
  Listed some = list({.max_items = 2}, paging);
  EXPECT_THAT(some.pages, testing::ElementsAre("[1,2]"));
  EXPECT_EQ(Place::read(some.next).token, "");
  EXPECT_EQ(Place::read(some.next).skipped, 2U);
  some = list({.starting_token = some.next, .max_items = 3}, paging);
  EXPECT_THAT(some.pages, testing::ElementsAre("[3]", "[4,5]"));
  some = list({.starting_token = some.next}, paging);
  EXPECT_THAT(some.pages, testing::ElementsAre("[6]", "[7]"));
  EXPECT_EQ(some.next, "");
}

// Both as the AWS CLI writes them: {"NextToken": null, "boto_truncate_amount": 2}.
TEST(Place, IsTheAwsClis) {
  EXPECT_EQ((Place{"", 2}.text()),
            "eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==");
  EXPECT_EQ(Place::read("eyJOZXh0VG9rZW4iOiAidCJ9").token, "t");
  EXPECT_EQ(Place::read("e30=").token, "e30=");
}

TEST_F(Pages, ATokenThatComesAgainEndsIt) {
  auto stuck = [](const std::string&) { return R"({"Tags":[],"NextToken":"t"})"; };
  EXPECT_FAILURE(list_pages(*paging_of(test::list_tags), "{}", {}, stuck, [](std::size_t) {}),
                 Exit::other, "again");
}

TEST_F(Pages, AnAnswerHasTheList) {
  auto other = [](const std::string&) { return "{}"; };
  EXPECT_FAILURE(list_pages(*paging_of(test::list_tags), "{}", {}, other, [](std::size_t) {}),
                 Exit::other, "no Tags");
}

TEST_F(Pages, WhoeverNamesAPageGetsIt) {
  EXPECT_TRUE(names_page(R"({"NextToken":"t"})"));
  EXPECT_TRUE(names_page(R"({"MaxResults":2})"));
  EXPECT_FALSE(names_page(R"({"Filter":{"MaxResults":2},"Text":"\"NextToken\":"})"));
}

}  // namespace
}  // namespace amity::cli
