// Forms as browsers send them, and what no browser sends.
#include "protocol/http/form.h"

#include <gtest/gtest.h>

namespace amity::http {
namespace {

TEST(Form, ReadsWhatBrowsersSend) {
  EXPECT_EQ(parse_form("outcome=complete&Address=Hafen+1%2C+K%c3%b6ln&empty="),
            (Form{{"outcome", "complete"}, {"Address", "Hafen 1, Köln"}, {"empty", ""}}));
  EXPECT_EQ(parse_form(""), Form{});
  EXPECT_EQ(parse_form("&&a&"), (Form{{"a", ""}}));
  EXPECT_EQ(parse_form("a=b=c"), (Form{{"a", "b=c"}}));
}

TEST(Form, RefusesTheRest) {
  for (const char* broken : {"a=%", "a=%4", "a=%4g", "%zz=1", "a=1&a=2"})
    EXPECT_FALSE(parse_form(broken)) << broken;
}

}  // namespace
}  // namespace amity::http
