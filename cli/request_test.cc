#include "cli/request.h"

#include "cli/failure.h"
#include "cli/test_api_test.h"

#include <gtest/gtest.h>

namespace amity::cli {
namespace {

using test::paint_house;

TEST(Request, IsMadeOfWhatOptionsWereGiven) {
  EXPECT_EQ(request_of(paint_house, {{"UserName", {"ann"}}, {"Dry", {"false"}}}, ""),
            R"({"Dry":false,"UserName":"ann"})");
  EXPECT_EQ(request_of(test::list_tags, {}, ""), "{}");
}

TEST(Request, OptionsReplaceWhatTheInputHas) {
  EXPECT_EQ(request_of(paint_house, {{"Coats", {"2"}}},
                       R"({"UserName": "bob", "Coats": 1, "Tags": [{"Key": "k"}]})"),
            R"({"Coats":2,"Tags":[{"Key":"k"}],"UserName":"bob"})");
}

TEST(Request, TellsAllThatIsMissing) {
  EXPECT_FAILURE(request_of(paint_house, {{"Coats", {"2"}}}, ""), Exit::usage,
                 "the following arguments are required: --user-name");
}

TEST(Request, NamesTheOptionThatIsWrong) {
  EXPECT_FAILURE(request_of(paint_house, {{"UserName", {"ann"}}, {"Coats", {"two"}}}, ""),
                 Exit::usage, "'--coats': 'two'");
}

TEST(Request, TheInputIsAnObjectOfItsMembers) {
  for (const char* input : {"[]", "{", "7"})
    EXPECT_FAILURE(request_of(paint_house, {}, input), Exit::usage,
                   "--cli-input-json': Invalid JSON");
  EXPECT_FAILURE(request_of(paint_house, {}, R"({"UserName": "ann", "Username": "x"})"),
                 Exit::usage, "Unknown parameter in input: \"Username\", must be one of: UserName");
}

TEST(Request, SkeletonsHaveEveryMember) {
  std::string skeleton = skeleton_of(paint_house.request());

  EXPECT_EQ(skeleton, R"({"UserName":"","Coats":0,"Dry":true,"Colour":"RED",)"
                      R"("NotBefore":"1970-01-01T00:00:00Z","Tag":{"Key":"","Value":""},)"
                      R"("Tags":[{"Key":"","Value":""}],"Rooms":[""],"Colours":["RED"]})");
  EXPECT_NO_THROW(request_of(paint_house, {}, skeleton));
}

}  // namespace
}  // namespace amity::cli
