#include "client/call/client_token.h"

#include "client/call/api_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace amity::client {
namespace {

using testing::MatchesRegex;

constexpr const char* kToken =
    R"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})";

std::string filled_in(const shape::Operation& operation, std::string body) {
  fill_in_token(operation, body);
  return body;
}

TEST(AToken, IsFilledInWhereItIsMissing) {
  EXPECT_THAT(filled_in(kMakeThing, R"({"Name":"a"})"),
              MatchesRegex(std::string(R"(\{"Name":"a","ClientToken":")") + kToken + "\"\\}"));
  EXPECT_THAT(filled_in(kMakeThing, "{ }\n"),
              MatchesRegex(std::string(R"(\{ "ClientToken":")") + kToken + "\"\\}"));
  EXPECT_THAT(filled_in(kMakeThing, R"({"Name":{"ClientToken":"inner"}})"),
              testing::HasSubstr(R"(},"ClientToken":)"));
}

TEST(AToken, TakesThePlaceOfNull) {
  EXPECT_THAT(filled_in(kMakeThing, R"({"Name":null,"ClientToken" : null , "Other":[1e2]})"),
              MatchesRegex(std::string(R"(\{"Name":null,"ClientToken" : ")") + kToken +
                           R"(" , "Other":\[1e2\]\})"));
  EXPECT_THAT(filled_in(kMakeThing, R"({"\u0043lientToken":null})"),
              MatchesRegex(std::string(R"(\{"\\u0043lientToken":")") + kToken + "\"\\}"));
}

TEST(AToken, StaysAsItWasGiven) {
  EXPECT_EQ(filled_in(kMakeThing, R"({"ClientToken":"mine"})"), R"({"ClientToken":"mine"})");
  EXPECT_EQ(filled_in(kMakeThing, R"({"ClientToken":""})"), R"({"ClientToken":""})");
}

TEST(AToken, IsForOperationsThatHaveOne) {
  EXPECT_EQ(filled_in(kGetThing, R"({"Name":"a"})"), R"({"Name":"a"})");
  EXPECT_EQ(token_member(kGetThing), "");
  EXPECT_EQ(token_member(kMakeThing), "ClientToken");
}

TEST(AToken, IsNotPutIntoWhatIsNoObject) {
  for (const char* body : {"", "[]", "{", "null", R"("{}")"})
    EXPECT_EQ(filled_in(kMakeThing, body), body);
}

TEST(AUuid, IsNeverTheSame) {
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) all.insert(new_uuid());
  EXPECT_EQ(all.size(), 1000u);
}

}  // namespace
}  // namespace amity::client
