#include "protocol/sigv4/verify.h"

#include "protocol/sigv4/sign.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace amity::sigv4 {
namespace {

using testing::AllOf;
using testing::Eq;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr Timestamp kAt{1785579072000};  // 2026-08-01T10:11:12Z
constexpr std::string_view kWrong =
    "The request signature we calculated does not match the signature you provided. Check your AWS "
    "Secret Access Key and signing method. Consult the service documentation for details.";

class Keys : public KeyStore {
 public:
  Keys() {
    add({.access_key_id = "AKIDLONG", .secret_access_key = "long-secret"});
    add({.access_key_id = "ASIATEMP",
         .secret_access_key = "temporary-secret",
         .session_token = "the-token",
         .expires_at = kAt + hours(1)});
  }
  void used(const AccessKey& key, Timestamp now) const override {
    uses_.emplace_back(key.access_key_id, now);
  }
  // Since the last call.
  auto take_uses() { return std::exchange(uses_, {}); }
  void add(AccessKey key) { keys_[key.access_key_id] = std::move(key); }
  AccessKey& operator[](const std::string& id) { return keys_.at(id); }
  const AccessKey* find(std::string_view id) const override {
    auto key = keys_.find(id);
    return key == keys_.end() ? nullptr : &key->second;
  }

 private:
  std::map<std::string, AccessKey, std::less<>> keys_;
  mutable std::vector<std::pair<std::string, Timestamp>> uses_;
};

// A request that owns its text, to be changed after it was signed.
struct Message {
  std::string method = "POST";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> fields{
      {"Host", "localhost:8080"},
      {"X-Amz-Target", "PartnerCentralAccount.GetPartner"},
      {"Content-Type", "application/x-amz-json-1.0"}};
  std::string body = R"({"Catalog":"AWS"})";

  std::string& operator[](std::string_view name) {
    return std::find_if(fields.begin(), fields.end(), [&](auto& f) { return f.first == name; })
        ->second;
  }
  void drop(std::string_view name) {
    std::erase_if(fields, [&](auto& field) { return field.first == name; });
  }
  void replace_in(std::string_view name, std::string_view from, std::string_view to) {
    std::string& value = (*this)[name];
    value.replace(value.find(from), from.size(), to);
  }
};

class Verify : public testing::Test {
 protected:
  static Message signed_by(const std::string& id, const std::string& secret,
                           const std::string& token = "", Message message = {},
                           SigningOptions options = {}) {
    Signer signer({id, secret, token}, options);
    std::vector<Field> fields(message.fields.begin(), message.fields.end());
    auto added = signer.sign({message.method, message.target, fields, message.body}, kAt);
    message.fields.insert(message.fields.end(), added.begin(), added.end());
    return message;
  }
  static Message well_signed() { return signed_by("AKIDLONG", "long-secret"); }

  static Message presigned(Duration lifetime = hours(1), const std::string& id = "AKIDLONG",
                           const std::string& secret = "long-secret", const std::string& token = "",
                           SigningOptions options = {}) {
    Message message;
    Signer signer({id, secret, token}, options);
    std::vector<Field> fields(message.fields.begin(), message.fields.end());
    message.target =
        signer.presign({message.method, message.target, fields, message.body}, kAt, lifetime);
    return message;
  }

  // "AKIDLONG", or "InvalidSignatureException: The request...".
  std::string outcome(const Message& message, Timestamp now = kAt) {
    std::vector<Field> fields(message.fields.begin(), message.fields.end());
    auto answer = verifier_.verify({message.method, message.target, fields, message.body}, now);
    if (const auto* key = std::get_if<const AccessKey*>(&answer)) return (*key)->access_key_id;
    const auto& refusal = std::get<Refusal>(answer);
    return std::string(exception_name(refusal.fault)) + ": " + refusal.message;
  }

  static std::string invalid(std::string_view text) {
    return "InvalidSignatureException: " + std::string(text);
  }
  static std::string incomplete(std::string_view text) {
    return "IncompleteSignatureException: " + std::string(text);
  }

  Keys keys_;
  Verifier verifier_{keys_, Options{}};
};

TEST_F(Verify, AcceptsWhatTheSignerSigns) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(outcome(well_signed()), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "temporary-secret", "the-token")), Eq("ASIATEMP"));
  EXPECT_THAT(outcome(presigned()), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(presigned(hours(1), "ASIATEMP", "temporary-secret", "the-token")),
              Eq("ASIATEMP"));
}

TEST_F(Verify, TellsOfAKeyThatWasUsedAndOfNoOther) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  outcome(well_signed());
  EXPECT_THAT(keys_.take_uses(), ElementsAre(std::pair(std::string("AKIDLONG"), kAt)));
  outcome(signed_by("AKIDLONG", "wrong"));
  outcome(signed_by("AKIDNONE", "long-secret"));
  outcome(signed_by("ASIATEMP", "temporary-secret", "another-token"));
  EXPECT_THAT(keys_.take_uses(), IsEmpty());
}

TEST_F(Verify, AcceptsAuthorizationInAnyOrderAndWithoutBlanks) {
  Message message = well_signed();
  std::string& value = message["Authorization"];
  std::erase(value, ' ');
  value.insert(value.find("Credential"), " ");
  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));

  std::size_t comma = value.rfind(',');
  std::string signature = value.substr(comma + 1);
  value = "AWS4-HMAC-SHA256 " + signature + "," +
          value.substr(value.find("Cred"), comma - value.find("Cred"));
  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));
}

TEST_F(Verify, TakesTheDateOfHttpWhereThereIsNoOther) {
  Message dated;
  dated.fields.emplace_back("Date", "Sat, 01 Aug 2026 10:11:12 GMT");
  Message message = signed_by("AKIDLONG", "long-secret", "", dated);
  // Signed again without X-Amz-Date: the string to sign has the same time.
  message.drop("Authorization");
  std::vector<Field> fields(message.fields.begin(), message.fields.end());
  CanonicalRequest canonical;
  std::string list = "content-type;date;host;x-amz-target";
  std::string hash;
  append_hex(bytes(sha256(message.body)), hash);
  ASSERT_TRUE(canonical.write({"POST", "/", fields, message.body}, list, hash));
  std::string scope = "20260801/us-east-1/partnercentral-account/aws4_request";
  std::string text;
  append_string_to_sign("20260801T101112Z", scope, sha256(canonical.text()), text);
  Digest key = derive_signing_key("long-secret", "20260801", "us-east-1", "partnercentral-account");
  std::string signature;
  append_hex(bytes(HmacSha256(bytes(key))(text)), signature);
  message.drop("X-Amz-Date");
  message.fields.emplace_back("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDLONG/" + scope +
                                                   ", SignedHeaders=" + list +
                                                   ", Signature=" + signature);

  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));
}

TEST_F(Verify, MissesAnAuthenticationToken) {
  const std::string missing = "MissingAuthenticationTokenException: Missing Authentication Token";
  EXPECT_THAT(outcome({}), Eq(missing));
  for (const char* value :
       {"", "Bearer abc", "AWS AKIDLONG:sig", "Basic YTpi", "aws4-hmac-sha256"}) {
    Message message = well_signed();
    message["Authorization"] = value;
    EXPECT_THAT(outcome(message), Eq(missing)) << value;
  }
}

TEST_F(Verify, NamesEveryMissingPart) {
  Message message = well_signed();
  message["Authorization"] = "AWS4-HMAC-SHA256 ";
  message.drop("X-Amz-Date");
  EXPECT_THAT(outcome(message),
              Eq(incomplete(
                  "Authorization header requires 'Credential' parameter. Authorization header "
                  "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
                  "parameter. Authorization header requires existence of either a 'X-Amz-Date' or "
                  "a 'Date' header. (Hashed with SHA-256 and encoded with Base64) "
                  "Authorization=YI2YWea8FSxnksZL2ETHbs5elHm9HQufxTLK0W0ffV0=")));

  message = well_signed();
  message.replace_in("Authorization", "Signature=", "Sign=");
  EXPECT_THAT(outcome(message),
              AllOf(HasSubstr("Exception: Authorization header requires 'Signature' parameter. (H"),
                    Not(HasSubstr("AKIDLONG"))));
}

TEST_F(Verify, RefusesAnAuthorizationItCannotRead) {
  Message message = well_signed();
  message["Authorization"] += ", Credential";
  EXPECT_THAT(
      outcome(message),
      HasSubstr("IncompleteSignatureException: Invalid key=value pair (missing equal-sign) "
                "in Authorization header (hashed with SHA-256 and encoded with Base64): '"));

  message = well_signed();
  message["Authorization"] += ", Signature=00";
  EXPECT_THAT(outcome(message),
              Eq(incomplete("Authorization header has more than one 'Signature' parameter.")));

  message = well_signed();
  message.replace_in("Authorization", "SHA256", "SHA1\x80");
  EXPECT_THAT(outcome(message), Eq(incomplete("Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1?' "
                                              "(only AWS4-HMAC-SHA256 for now).")));

  message = well_signed();
  message.replace_in("Authorization", "us-east-1/", "");
  EXPECT_THAT(outcome(message),
              Eq(incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                            "keyid/date/region/service/term, got "
                            "'AKIDLONG/20260801/partnercentral-account/aws4_request'")));
  message.replace_in("Authorization", "20260801/", "20260801/x/y/");
  EXPECT_THAT(outcome(message), HasSubstr("exactly 5 slash-delimited"));
}

TEST_F(Verify, RefusesTwoAuthorizations) {
  Message message = well_signed();
  message.fields.emplace_back("authorization", message["Authorization"]);
  EXPECT_THAT(outcome(message), Eq(incomplete("Found more than one 'Authorization' HTTP header.")));

  Message both = presigned();
  both.fields.emplace_back("Authorization", message["Authorization"]);
  EXPECT_THAT(outcome(both), Eq(invalid("Found both 'X-Amz-Algorithm' as a query-string param and "
                                        "'Authorization' as HTTP header.")));
}

TEST_F(Verify, RefusesADateItCannotRead) {
  Message message = well_signed();
  message["X-Amz-Date"] = "2026-08-01T10:11:12Z";
  EXPECT_THAT(outcome(message),
              Eq(incomplete("Date must be in ISO-8601 'basic format'. Got '2026-08-01T10:11:12Z'. "
                            "See http://en.wikipedia.org/wiki/ISO_8601")));
}

TEST_F(Verify, HoldsTheClockWindowToTheMillisecond) {
  Message message = well_signed();
  EXPECT_THAT(outcome(message, kAt + minutes(15)), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(message, kAt - minutes(15)), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(message, kAt + minutes(16)),
              Eq(invalid("Signature expired: 20260801T101112Z is now earlier than "
                         "20260801T101212Z (20260801T102712Z - 15 min.)")));
  EXPECT_THAT(outcome(message, kAt - minutes(16)),
              Eq(invalid("Signature not yet current: 20260801T101112Z is still later than "
                         "20260801T101012Z (20260801T095512Z + 15 min.)")));
  EXPECT_THAT(outcome(message, kAt + minutes(15) + milliseconds(1)), HasSubstr("expired"));
  EXPECT_THAT(outcome(message, kAt - minutes(15) - milliseconds(1)), HasSubstr("not yet current"));
}

TEST_F(Verify, SaysTheWindowThatWasChosen) {
  Verifier strict(keys_, {.clock_window = minutes(5)});
  Message message = well_signed();
  std::vector<Field> fields(message.fields.begin(), message.fields.end());
  auto answer = strict.verify({"POST", "/", fields, message.body}, kAt + minutes(6));
  ASSERT_TRUE(std::holds_alternative<Refusal>(answer));
  EXPECT_THAT(std::get<Refusal>(answer).message, HasSubstr("(20260801T101712Z - 5 min.)"));
}

TEST_F(Verify, ListsEverythingWrongWithTheScope) {
  Message message = well_signed();
  message.replace_in("Authorization", "20260801/us-east-1/partnercentral-account/aws4_request",
                     "20260731/mars-1/dynamodb/aws5_request");
  EXPECT_THAT(
      outcome(message),
      Eq(invalid("Credential should be scoped to a valid region, not 'mars-1'. Credential should "
                 "be scoped to correct service: 'partnercentral-account'. Credential should be "
                 "scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in "
                 "Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
                 "HTTP: '20260731' != '20260801', from '20260801T101112Z'.")));
}

TEST_F(Verify, WantsHostTargetAndTokenSigned) {
  Message message = well_signed();
  message.replace_in("Authorization", "host;", "");
  EXPECT_THAT(
      outcome(message),
      Eq(invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")));

  Message without_target;
  without_target.drop("X-Amz-Target");
  message = signed_by("AKIDLONG", "long-secret", "", without_target);
  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));
  message.fields.emplace_back("x-amz-target", "PartnerCentralAccount.CancelConnection");
  EXPECT_THAT(outcome(message),
              Eq(invalid("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.")));

  message =
      signed_by("ASIATEMP", "temporary-secret", "the-token", {}, {.sign_session_token = false});
  EXPECT_THAT(
      outcome(message),
      Eq(invalid("'X-Amz-Security-Token' must be a 'SignedHeader' in the AWS Authorization.")));
}

TEST_F(Verify, NoticesEveryChange) {
  const std::vector<std::function<void(Message&)>> changes{
      [](Message& m) { m.body += ' '; },
      [](Message& m) { m.method = "PUT"; },
      [](Message& m) { m.target = "/x"; },
      [](Message& m) { m.target = "/?a=1"; },
      [](Message& m) { m["Host"] = "elsewhere"; },
      [](Message& m) { m["X-Amz-Target"] += 's'; },
      [](Message& m) { m["X-Amz-Date"] = "20260801T101113Z"; },
      [](Message& m) { m.drop("Content-Type"); },
      [](Message& m) { m.fields.emplace_back("Content-Type", "text/plain"); },
      [](Message& m) { m["Authorization"] += "00"; },
      [](Message& m) { m["Authorization"].pop_back(); },
      [](Message& m) {
        char& last = m["Authorization"].back();
        last = last == '0' ? '1' : '0';
      },
      [](Message& m) { m.replace_in("Authorization", "host;", "host;x-absent;"); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Message message = well_signed();
    changes[i](message);
    EXPECT_THAT(outcome(message), Eq(invalid(kWrong))) << i;
  }
}

TEST_F(Verify, IgnoresWhatIsNotSigned) {
  Message message = well_signed();
  message.fields.emplace_back("User-Agent", "anything");
  message.fields.emplace_back("X-Forwarded-For", "10.0.0.1");
  message.fields.emplace_back("X-Amz-Security-Token", "useless");  // the key is a long-lived one
  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));
}

TEST_F(Verify, DoesNotKnowAKeyOrAToken) {
  const std::string unknown =
      "UnrecognizedClientException: The security token included in the request is invalid.";
  EXPECT_THAT(outcome(signed_by("AKIDNONE", "long-secret")), Eq(unknown));
  EXPECT_THAT(outcome(signed_by("akidlong", "long-secret")), Eq(unknown));
  EXPECT_THAT(outcome(signed_by("AKIDNONE", "nobody")), Eq(unknown));
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "temporary-secret")), Eq(unknown));
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "temporary-secret", "another-token")), Eq(unknown));
  EXPECT_THAT(outcome(presigned(hours(1), "ASIATEMP", "temporary-secret", "another-token")),
              Eq(unknown));
}

TEST_F(Verify, NoticesAChangedSecret) {
  EXPECT_THAT(outcome(well_signed()), Eq("AKIDLONG"));
  keys_["AKIDLONG"].secret_access_key = "new-secret";
  EXPECT_THAT(outcome(well_signed()), Eq(invalid(kWrong)));
  EXPECT_THAT(outcome(signed_by("AKIDLONG", "new-secret")), Eq("AKIDLONG"));
}

TEST_F(Verify, TellsAnExpiredSessionOnlyToItsOwner) {
  keys_["ASIATEMP"].expires_at = kAt;
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "temporary-secret", "the-token")),
              Eq("ExpiredTokenException: The security token included in the request is expired"));
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "wrong-secret", "the-token")), Eq(invalid(kWrong)));
  keys_["ASIATEMP"].expires_at = kAt + milliseconds(1);
  EXPECT_THAT(outcome(signed_by("ASIATEMP", "temporary-secret", "the-token")), Eq("ASIATEMP"));
}

TEST_F(Verify, HoldsTheBodyToItsSignedHash) {
  Message message = signed_by("AKIDLONG", "long-secret", "", {}, {.content_sha256_header = true});
  EXPECT_THAT(outcome(message), Eq("AKIDLONG"));
  message.body += ' ';
  const std::string mismatch =
      invalid("The provided 'x-amz-content-sha256' header does not match what was computed.");
  EXPECT_THAT(outcome(message), Eq(mismatch));

  Message unsigned_payload;
  unsigned_payload.fields.emplace_back("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
  EXPECT_THAT(outcome(signed_by("AKIDLONG", "long-secret", "", unsigned_payload)), Eq(mismatch));
}

TEST_F(Verify, HoldsAPresignedRequestToItsLifetime) {
  Message message = presigned(seconds(90));
  EXPECT_THAT(outcome(message, kAt + seconds(90)), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(message, kAt + seconds(91)),
              Eq(invalid("Signature expired: 20260801T101112Z is now earlier than "
                         "20260801T101113Z (20260801T101243Z - 90 sec.)")));
  EXPECT_THAT(outcome(presigned(days(7)), kAt + days(7)), Eq("AKIDLONG"));
  EXPECT_THAT(outcome(presigned(days(7)), kAt - minutes(16)), HasSubstr("not yet current"));
  for (const char* expires : {"0", "-1", "604801", "99999999999999999999", "9x", "1.5"}) {
    Message other = presigned();
    other.target.replace(other.target.find("Expires=3600"), 12, std::string("Expires=") + expires);
    EXPECT_THAT(outcome(other), Eq(incomplete("X-Amz-Expires must be a number of seconds between 1 "
                                              "and 604800. Got '" +
                                              std::string(expires) + "'.")));
  }
}

TEST_F(Verify, NamesEveryMissingQueryParameter) {
  Message message;
  message.target = "/?X-Amz-Algorithm=AWS4-HMAC-SHA256";
  EXPECT_THAT(outcome(message),
              Eq(incomplete("AWS query-string parameters must include 'X-Amz-Credential'. AWS "
                            "query-string parameters must include 'X-Amz-Signature'. AWS "
                            "query-string parameters must include 'X-Amz-SignedHeaders'. AWS "
                            "query-string parameters must include 'X-Amz-Date'. Re-examine the "
                            "query-string parameters.")));

  message = presigned();
  message.target += "&X-Amz-Date=20260801T101112Z";
  EXPECT_THAT(outcome(message), HasSubstr("include 'X-Amz-Date' more than once"));
}

TEST_F(Verify, NoticesAChangedPresignedRequest) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"Expires=3600", "Expires=3601"}, {"/?", "/?a=1&"}, {"Signature=", "Signature=0"}}) {
    Message message = presigned();
    message.target.replace(message.target.find(from), from.size(), to);
    EXPECT_THAT(outcome(message), Eq(invalid(kWrong))) << from;
  }
  EXPECT_THAT(outcome(presigned(hours(1), "ASIATEMP", "temporary-secret", "the-token",
                                {.sign_session_token = false})),
              Eq(invalid(kWrong)));
}

TEST_F(Verify, QuotesNoMoreThanPrintableAscii) {
  Message message = well_signed();
  message.replace_in("Authorization", "us-east-1", "m\x1b[31m\xff" + std::string(500, 'x'));
  EXPECT_THAT(outcome(message), AllOf(HasSubstr("not 'm?[31m?xxx"), MatchesRegex("[ -~]+")));
  EXPECT_LT(outcome(message).size(), 300u);
}

// Whatever bytes arrive: an answer, no crash. The sanitizers watch.
TEST_F(Verify, SurvivesEveryPrefixAndEveryChangedByteOfTheHeader) {
  const std::string whole = well_signed()["Authorization"];
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Message message = well_signed();
    message["Authorization"] = whole.substr(0, i);
    EXPECT_THAT(outcome(message), HasSubstr("Exception: ")) << i;
    for (char c : {'\0', ' ', '=', ',', '/', ';', '\x80'}) {
      if (whole[i] == c || (whole[i] == ' ' && c == ',') || (whole[i] == ',' && c == ' ')) continue;
      message["Authorization"] = whole;
      message["Authorization"][i] = c;
      EXPECT_THAT(outcome(message), HasSubstr("Exception: ")) << i << " " << c;
    }
  }
  const std::string target = presigned().target;
  for (std::size_t i = 0; i < target.size(); ++i) {
    Message message;
    message.target = target.substr(0, i);
    EXPECT_THAT(outcome(message), HasSubstr("Exception: ")) << i;
    for (char c : {'\0', '%', '=', '&', '?'}) {
      if (target[i] == c) continue;
      message.target = target;
      message.target[i] = c;
      EXPECT_THAT(outcome(message), HasSubstr("Exception: ")) << i << " " << c;
    }
  }
}

}  // namespace
}  // namespace amity::sigv4
