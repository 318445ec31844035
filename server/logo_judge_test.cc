#include "server/logo_judge.h"

#include <gtest/gtest.h>

namespace amity::server {
namespace {

using account::ProfileValidationErrorReason;
using fetch::Answer;
using fetch::Failure;
using enum account::ProfileValidationErrorReason;

// A GIF's first bytes.
std::string gif(int width, int height) {
  std::string file = "GIF89a";
  for (int length : {width, height}) {
    file += static_cast<char>(length & 0xff);
    file += static_cast<char>(length >> 8);
  }
  return file;
}

TEST(Logos, AreJudgedByWhatWasFetched) {
  LogoLimits limits{1000, 512};
  struct Case {
    Answer fetched;
    std::optional<ProfileValidationErrorReason> wrong;
  };
  for (const Case& row : {
           Case{{Failure::refused, {}}, INVALID_LOGO_URL},
           Case{{Failure::unreachable, {}}, INVALID_LOGO_URL},
           Case{{Failure::not_there, {}}, INVALID_LOGO_URL},
           Case{{Failure::too_large, {}}, INVALID_LOGO_SIZE},
           Case{{Failure::none, "<html>no logo</html>"}, INVALID_LOGO_FILE},
           Case{{Failure::none, ""}, INVALID_LOGO_FILE},
           Case{{Failure::none, gif(513, 1)}, INVALID_LOGO},
           Case{{Failure::none, gif(1, 513)}, INVALID_LOGO},
           Case{{Failure::none, gif(0, 1)}, INVALID_LOGO},
           Case{{Failure::none, gif(512, 512)}, std::nullopt},
       })
    EXPECT_EQ(judge_logo(row.fetched, limits), row.wrong) << row.fetched.body;
}

TEST(Logos, OnThisHostAreNotFetched) {
  EXPECT_EQ(fetch_and_judge_logo("https://127.0.0.1/logo.png", {}), INVALID_LOGO_URL);
}

}  // namespace
}  // namespace amity::server
