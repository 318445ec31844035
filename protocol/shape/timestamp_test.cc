#include "protocol/shape/timestamp.h"

#include <gtest/gtest.h>

namespace amity {
namespace {

TEST(Timestamp, IsWrittenWithMillisecondsAndZ) {
  EXPECT_EQ(to_iso8601(Timestamp{0}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso8601(Timestamp{1'739'047'735'457}), "2025-02-08T20:48:55.457Z");
  EXPECT_EQ(to_iso8601(Timestamp{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Timestamp, ReadsWhatItWrites) {
  for (std::int64_t at : {0LL, 1LL, 951'782'400'000LL, 1'739'047'735'457LL, 4'102'444'800'000LL})
    EXPECT_EQ(parse_iso8601(to_iso8601(Timestamp{at})), Timestamp{at});
}

TEST(Timestamp, ReadsFractionsOfAnyLengthAndOffsets) {
  EXPECT_EQ(parse_iso8601("2025-11-07T19:45:57.867007329Z"), Timestamp{1'762'544'757'867});
  EXPECT_EQ(parse_iso8601("1970-01-01T00:00:00Z"), Timestamp{0});
  EXPECT_EQ(parse_iso8601("1970-01-01T02:00:00.5+02:00"), Timestamp{500});
  EXPECT_EQ(parse_iso8601("1969-12-31T19:00:00-05:00"), Timestamp{0});
}

class NoTimestamp : public testing::TestWithParam<const char*> {};

TEST_P(NoTimestamp, IsRefused) { EXPECT_EQ(parse_iso8601(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Texts, NoTimestamp,
                         testing::Values("", "2025", "2025-02-30T00:00:00Z", "2025-13-01T00:00:00Z",
                                         "2025-01-01 00:00:00Z", "2025-01-01T24:00:00Z",
                                         "2025-01-01T00:60:00Z", "2025-01-01T00:00:00",
                                         "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00Zx",
                                         "2025-01-01T00:00:00+2:00", "+025-01-01T00:00:00Z"));

}  // namespace
}  // namespace amity
