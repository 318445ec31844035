#include "protocol/http/markup.h"

#include <gtest/gtest.h>

namespace amity::http {
namespace {

TEST(Markup, IsNothingThatATextCanMake) {
  std::string out = "before ";
  append_markup_text("<a b=\"1\" c='2'>&\x01\r\n\t\xC3\xA9", out);
  EXPECT_EQ(out, "before &lt;a b=&quot;1&quot; c=&#39;2&#39;&gt;&amp;?&#xD;\n\t\xC3\xA9");
}

}  // namespace
}  // namespace amity::http
