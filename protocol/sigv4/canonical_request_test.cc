#include "protocol/sigv4/canonical_request.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

namespace amity::sigv4 {
namespace {

using testing::Eq;

struct PathCase {
  const char* name;
  const char* sent;
  const char* normalized;
  const char* as_is;
};

class CanonicalPath : public testing::TestWithParam<PathCase> {};

TEST_P(CanonicalPath, IsEncodedAndNormalized) {
  std::string normalized;
  append_canonical_path(GetParam().sent, true, normalized);
  EXPECT_THAT(normalized, Eq(GetParam().normalized));

  std::string as_is;
  append_canonical_path(GetParam().sent, false, as_is);
  EXPECT_THAT(as_is, Eq(GetParam().as_is));
}

INSTANTIATE_TEST_SUITE_P(
    Paths, CanonicalPath,
    testing::Values(PathCase{"root", "/", "/", "/"}, PathCase{"empty", "", "/", "/"},
                    PathCase{"plain", "/a/b", "/a/b", "/a/b"},
                    PathCase{"trailing_slash", "/a/", "/a/", "/a/"},
                    PathCase{"double_slashes", "//a//", "/a/", "//a//"},
                    PathCase{"dot", "/./a", "/a", "/./a"},
                    PathCase{"parent", "/a/..", "/", "/a/.."},
                    PathCase{"parent_of_second", "/a/b/..", "/a", "/a/b/.."},
                    PathCase{"above_the_root", "/../../a", "/a", "/../../a"},
                    PathCase{"space", "/a b", "/a%20b", "/a%20b"},
                    PathCase{"encoded_again", "/a%20b", "/a%2520b", "/a%2520b"},
                    PathCase{"utf8", "/\xe1\x88\xb4", "/%E1%88%B4", "/%E1%88%B4"}),
    [](const auto& path) { return path.param.name; });

std::string canonical_query(std::string_view query) {
  std::string target = "/?" + std::string(query);
  CanonicalRequest canonical;
  EXPECT_TRUE(
      canonical.write({.method = "GET", .target = target, .fields = {}, .body = {}}, "", "hash"));
  return canonical.text().substr(6, canonical.text().size() - 6 - std::string("\n\n\nhash").size());
}

TEST(CanonicalQuery, IsSortedByNameThenValue) {
  EXPECT_THAT(canonical_query("b=2&a=2&a=1&a-b=0"), Eq("a=1&a=2&a-b=0&b=2"));
  EXPECT_THAT(canonical_query("B=1&a=1&A=1"), Eq("A=1&B=1&a=1"));
}

TEST(CanonicalQuery, IsEncodedOneWay) {
  EXPECT_THAT(canonical_query("%7ea=%41/b&x=a b"), Eq("x=a%20b&~a=A%2Fb"));
  EXPECT_THAT(canonical_query("a=%2f&b=%zz&c=%4"), Eq("a=%2F&b=%25zz&c=%254"));
  EXPECT_THAT(canonical_query("flag&&=&a=b=c"), Eq("=&a=b%3Dc&flag="));
}

TEST(CanonicalQuery, LeavesTheSignatureOut) {
  EXPECT_THAT(canonical_query("X-Amz-Signature=f&a=1&X-Amz-Date=d"), Eq("X-Amz-Date=d&a=1"));
}

TEST(CanonicalHeaders, AreFoldedJoinedAndNamedInLowerCase) {
  const std::array<Field, 5> fields{Field{"Host", "example.com"}, Field{"MY-Header", "  b  c\t d "},
                                    Field{"Unsigned", "x"}, Field{"my-header", "a\n  e"},
                                    Field{"Empty", ""}};
  CanonicalRequest canonical;

  ASSERT_TRUE(canonical.write({.method = "POST", .target = "/", .fields = fields, .body = {}},
                              "empty;host;my-header", "hash"));

  EXPECT_THAT(canonical.text(), Eq("POST\n/\n\nempty:\nhost:example.com\nmy-header:b c d,a e\n\n"
                                   "empty;host;my-header\nhash"));
}

TEST(CanonicalHeaders, RefuseAListThatIsAbsentUnsortedRepeatedOrInUpperCase) {
  const std::array<Field, 2> fields{Field{"Host", "example.com"}, Field{"Date", "today"}};
  const Request request{.method = "POST", .target = "/", .fields = fields, .body = {}};
  CanonicalRequest canonical;

  for (const char* list :
       {"absent;host", "host;date", "host;host", "Host", "host;", ";host", "a"}) {
    EXPECT_FALSE(canonical.write(request, list, "hash")) << list;
    EXPECT_THAT(canonical.text(), Eq("")) << list;
  }
  EXPECT_TRUE(canonical.write(request, "date;host", "hash"));
}

TEST(CanonicalHeaders, AreBounded) {
  std::vector<std::string> names;
  std::vector<Field> fields;
  for (std::size_t i = 0; i <= kMostSignedHeaders; ++i)
    names.push_back("h" + std::to_string(1000 + i));
  for (const std::string& name : names) fields.emplace_back(name, "v");
  auto list_of = [&](std::size_t count) {
    std::string list = names[0];
    for (std::size_t i = 1; i < count; ++i) list += ";" + names[i];
    return list;
  };
  const Request request{.method = "POST", .target = "/", .fields = fields, .body = {}};
  CanonicalRequest canonical;

  EXPECT_TRUE(canonical.write(request, list_of(kMostSignedHeaders), "hash"));
  EXPECT_FALSE(canonical.write(request, list_of(kMostSignedHeaders + 1), "hash"));
}

TEST(SignedHeaders, AreSearchedByWholeNames) {
  EXPECT_TRUE(lists("content-type;host;x-amz-date", "host"));
  EXPECT_FALSE(lists("content-type;hosts;x-host", "host"));
  EXPECT_FALSE(lists("", "host"));
}

}  // namespace
}  // namespace amity::sigv4
