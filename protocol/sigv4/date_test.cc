#include "protocol/sigv4/date.h"

#include <gmock/gmock.h>

namespace amity::sigv4 {
namespace {

using testing::Eq;
using testing::Optional;

constexpr Timestamp kVanilla{1440938160000};  // 2015-08-30T12:36:00Z

TEST(Date, ReadsAndWritesBasicIso8601) {
  EXPECT_THAT(parse_basic_iso8601("20150830T123600Z"), Optional(kVanilla));
  EXPECT_THAT(to_basic_iso8601(kVanilla + milliseconds(999)), Eq("20150830T123600Z"));
  EXPECT_THAT(to_basic_iso8601({-1}), Eq("19691231T235959Z"));
  EXPECT_THAT(parse_basic_iso8601("20240229T235959Z"), Optional(Timestamp{1709251199000}));
}

TEST(Date, RefusesOtherForms) {
  for (const char* text :
       {"", "2015-08-30T12:36:00Z", "20150830T123600", "20150830T123600z", "20150830 123600Z",
        "20150830T123600Z ", "20150230T123600Z", "20151330T123600Z", "20150830T243600Z",
        "20150830T126000Z", "20150830T123660Z", "-0150830T123600Z", "2015083xT123600Z"}) {
    EXPECT_THAT(parse_basic_iso8601(text), Eq(std::nullopt)) << text;
  }
}

TEST(Date, ReadsTheDateOfHttp) {
  EXPECT_THAT(parse_http_date("Sun, 30 Aug 2015 12:36:00 GMT"), Optional(kVanilla));
  for (const char* text : {"", "Sun, 30 Aug 2015 12:36:00 UTC", "Sun, 31 Feb 2015 12:36:00 GMT",
                           "Sunday, 30-Aug-15 12:36:00 GMT", "Sun, 30 aug 2015 12:36:00 GMT"}) {
    EXPECT_THAT(parse_http_date(text), Eq(std::nullopt)) << text;
  }
}

}  // namespace
}  // namespace amity::sigv4
