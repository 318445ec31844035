// The published signing vectors and the verifier's own cases (aws-c-auth and botocore, Apache-2.0,
// as JSON), where they lie beside the repository; skipped, visibly, where they do not.
#include "protocol/sigv4/date.h"
#include "protocol/sigv4/sign.h"
#include "protocol/sigv4/verify.h"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <simdjson.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amity::sigv4 {
namespace {

using simdjson::dom::element;
using testing::Eq;
using testing::HasSubstr;

std::string text(element value) {
  return value.is_null() ? std::string() : std::string(value.get_string().value());
}

std::string from_base64(std::string_view text) {
  std::string out(text.size() / 4 * 3, '\0');
  if (text.empty()) return out;
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  while (text.ends_with('=')) {
    out.pop_back();
    text.remove_suffix(1);
  }
  return out;
}

// A request of the files; `view` is good while it lives.
struct Message {
  explicit Message(element json)
      : method(text(json["method"])),
        target(text(json["target"])),
        body(from_base64(text(json["body_b64"]))) {
    for (element field : json["headers"].get_array()) {
      fields.emplace_back(field.at(0).get_string().value(), field.at(1).get_string().value());
    }
  }
  Request view() const { return {method, target, fields, body}; }
  std::string_view field(std::string_view name) const {
    for (const auto& [other, value] : fields) {
      if (same_name(other, name)) return trimmed(value);
    }
    return {};
  }

  std::string method;
  std::string target;
  std::vector<Field> fields;
  std::string body;
};

class Suite : public testing::Test {
 protected:
  // The cases of a file, or none (and the test is skipped) where there is no such file.
  void load(const std::string& name) {
    std::string path = AMITY_SHARED_DIR "/oracles/sigv4/" + name;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    ASSERT_EQ(parser_.load(path).get(document_), simdjson::SUCCESS) << path;
    ASSERT_EQ(document_["cases"].get(cases_), simdjson::SUCCESS) << path;
  }

  simdjson::dom::parser parser_;
  element document_;
  simdjson::dom::array cases_;
};

class Vectors : public Suite {};

// Each step of the suite by itself, so that a failure shows which one went wrong.
void check_vector(element json) {
  element context = json["context"];
  const bool presigned = text(json["mode"]) == "query";
  const std::string time = text(context["timestamp"]);  // 2015-08-30T12:36:00Z
  std::string basic;
  for (char c : time) {
    if (c != '-' && c != ':') basic += c;
  }
  std::optional<Timestamp> at = parse_basic_iso8601(basic);
  ASSERT_TRUE(at.has_value());

  Signer signer({.access_key_id = text(context["access_key_id"]),
                 .secret_access_key = text(context["secret_access_key"]),
                 .session_token = text(context["session_token"])},
                {.region = text(context["region"]),
                 .service = text(context["service"]),
                 .normalize_path = context["normalize"].get_bool(),
                 .content_sha256_header = context["sign_body"].get_bool(),
                 .sign_session_token = !context["omit_session_token"].get_bool()});
  const Message plain(json["unsigned_request"]);
  const Message expected(json["signed_request"]);
  const std::string signature = text(json["signature"]);

  if (presigned) {
    Duration lifetime = seconds(context["expires_seconds"].get_int64());
    EXPECT_THAT(signer.presign(plain.view(), *at, lifetime), Eq(expected.target));
  } else {
    auto added = signer.sign(plain.view(), *at);
    for (const auto& [name, value] : added) {
      EXPECT_THAT(value, Eq(expected.field(name))) << name;
    }
    ASSERT_FALSE(added.empty());
    EXPECT_THAT(added.back().second, HasSubstr(", Signature=" + signature));
  }
  EXPECT_THAT(signer.canonical_request(), Eq(text(json["canonical_request"])));
  EXPECT_THAT(signer.string_to_sign(), Eq(text(json["string_to_sign"])));
}

TEST_F(Vectors, AreSignedAsPublished) {
  load("vectors.json");
  if (IsSkipped() || HasFatalFailure()) return;
  std::size_t ran = 0;
  for (element json : cases_) {
    SCOPED_TRACE(text(json["id"]));
    check_vector(json);
    ++ran;
  }
  EXPECT_GE(ran, 61u);
  std::printf("%zu vectors signed\n", ran);
}

class Keys : public KeyStore {
 public:
  explicit Keys(element json) {
    for (element credential : json.get_array()) {
      AccessKey key;
      key.access_key_id = text(credential["access_key_id"]);
      key.secret_access_key = text(credential["secret_access_key"]);
      element token;
      if (credential["session_token"].get(token) == simdjson::SUCCESS) {
        key.session_token = text(token);
      }
      keys_[key.access_key_id] = std::move(key);
    }
  }
  const AccessKey* find(std::string_view id) const override {
    auto key = keys_.find(id);
    return key == keys_.end() ? nullptr : &key->second;
  }

 private:
  std::map<std::string, AccessKey, std::less<>> keys_;
};

void check_verdict(element json) {
  const Keys keys(json["credentials"]);
  const Message message(json);
  Verifier verifier(keys, {.region = text(json["region"]),
                           .service = text(json["service"]),
                           .normalize_path = json["normalize_path"].get_bool()});
  const Timestamp now{json["now"].get_int64() * 1000};

  // Twice: a verifier that has derived the key already must not think otherwise.
  for (int i = 0; i < 2; ++i) {
    auto answer = verifier.verify(message.view(), now);

    const auto* refusal = std::get_if<Refusal>(&answer);
    const std::string expect = text(json["expect"]);
    if (expect == "accept") {
      EXPECT_EQ(refusal, nullptr) << exception_name(refusal->fault) << ": " << refusal->message;
    }
    if (expect == "reject") {
      ASSERT_NE(refusal, nullptr) << text(json["why"]);
      EXPECT_FALSE(refusal->message.empty());
      for (element part : json["error_contains"].get_array()) {
        EXPECT_THAT(std::string(exception_name(refusal->fault)), HasSubstr(text(part)));
      }
    }
  }
}

class Verdicts : public Suite {};

TEST_F(Verdicts, AgreeWithEveryCase) {
  load("verify.json");
  if (IsSkipped() || HasFatalFailure()) return;
  std::map<std::string, std::size_t> ran;
  for (element json : cases_) {
    SCOPED_TRACE(text(json["id"]));
    check_verdict(json);
    ++ran[text(json["expect"])];
  }
  EXPECT_GE(ran["accept"] + ran["reject"] + ran["either"], 912u);
  std::printf("%zu accepted, %zu refused, %zu either\n", ran["accept"], ran["reject"],
              ran["either"]);
}

}  // namespace
}  // namespace amity::sigv4
