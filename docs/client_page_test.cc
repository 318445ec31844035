#include "docs/client_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace amity::docs {
namespace {

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// All texts that stand in the parentheses of a pattern.
std::vector<std::vector<std::string>> found(const std::string& text, const char* pattern) {
  std::vector<std::vector<std::string>> all;
  std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    auto& groups = all.emplace_back();
    for (std::size_t i = 1; i < at->size(); ++i) groups.push_back((*at)[i]);
  }
  return all;
}

// The page has names on the wire to go by.
TEST(ClientPage, SpellsMembersAsTheyAreSpelled) {
  std::size_t members = 0;
  for (const auto& header :
       std::filesystem::directory_iterator(AMITY_SOURCE_DIR "/account/model")) {
    if (header.path().extension() != ".h") continue;
    for (const auto& field :
         found(contents_of(header.path()), "field<&Self::(\\w+)>\\(\\s*\"(\\w+)\"")) {
      EXPECT_EQ(snake_case(field[1]), field[0]) << header.path();
      ++members;
    }
  }
  EXPECT_GT(members, 300U);
}

TEST(ClientPage, HasTheClientsMethods) {
  auto methods = found(contents_of(AMITY_SOURCE_DIR "/client/account/client.h"),
                       "Outcome<\\w+>\\s+(\\w+)\\(\\s*const \\w+Request&");
  EXPECT_EQ(found(client_page(), "\n## (\\w+)\n"), methods);
  EXPECT_EQ(methods.size(), 34U);
}

}  // namespace
}  // namespace amity::docs
