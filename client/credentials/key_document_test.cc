#include "client/credentials/key_document.h"

#include <gtest/gtest.h>

namespace amity::client {
namespace {

std::string text(std::string_view json, std::string_view name, std::string_view member = {}) {
  auto document = KeyDocument::read(json, member);
  return document ? document->text(name) : "no document";
}

TEST(KeyDocument, HasTextsAndNumbers) {
  constexpr std::string_view json =
      R"({"a": "x\ny", "b": 7, "c": null, "d": {"e": "z"}, "f": 1.5, "g": []})";
  EXPECT_EQ(text(json, "a"), "x\ny");
  EXPECT_EQ(text(json, "b"), "7");
  for (const char* name : {"c", "d", "f", "g", "h"}) EXPECT_EQ(text(json, name), "") << name;
  EXPECT_EQ(text(json, "e", "d"), "z");
  EXPECT_EQ(text(json, "e", "a"), "no document");
  EXPECT_EQ(text(json, "e", "h"), "no document");
}

TEST(KeyDocument, OtherTextsAreNone) {
  for (const char* json : {"", "{", "[]", "7", "\"a\"", "{\"a\": \"\xff\"}", "<html>"})
    EXPECT_EQ(text(json, "a"), "no document") << json;
}

std::string key(std::string_view json) {
  auto found = KeyDocument::read(json)->credentials("Token");
  if (!found) return "none";
  return found->access_key_id + '/' + found->secret_access_key + '/' + found->session_token + ' ' +
         (found->expires_at ? to_iso8601(*found->expires_at) : "for ever");
}

TEST(KeyDocument, HasCredentialsWhenAllIsThere) {
  EXPECT_EQ(key(R"({"AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t",
                    "Expiration": "2026-01-31T13:00:00+01:00"})"),
            "A/s/t 2026-01-31T12:00:00.000Z");
  EXPECT_EQ(key(R"({"AccessKeyId": "A", "SecretAccessKey": "s"})"), "A/s/ for ever");
  EXPECT_EQ(key(R"({"AccessKeyId": "A", "SecretAccessKey": "s", "Expiration": "soon"})"), "none");
  EXPECT_EQ(key(R"({"AccessKeyId": "A"})"), "none");
  EXPECT_EQ(key(R"({"SecretAccessKey": "s"})"), "none");
}

}  // namespace
}  // namespace amity::client
