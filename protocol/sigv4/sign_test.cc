#include "protocol/sigv4/sign.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

namespace amity::sigv4 {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

constexpr Timestamp kAt{1785579072000};  // 2026-08-01T10:11:12Z
constexpr std::string_view kBody =
    R"({"Catalog":"AWS","Identifier":"pacinv-0123456789abc","ClientToken":"t"})";
constexpr std::array<Field, 4> kFields{
    Field{"Host", "partnercentral-account.us-east-1.api.aws"},
    Field{"User-Agent", "changed/by-proxies"},
    Field{"X-Amz-Target", "PartnerCentralAccount.RejectConnectionInvitation"},
    Field{"Content-Type", "application/x-amz-json-1.0"}};
constexpr Request kReject{.method = "POST", .target = "/", .fields = kFields, .body = kBody};

Credentials temporary_key() {
  return {.access_key_id = "AKIDEXAMPLE",
          .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
          .session_token = "IQoJb3JpZ2luX2VjEXAMPLE//="};
}

Credentials long_lived_key() {
  Credentials key = temporary_key();
  key.session_token.clear();
  return key;
}

// The two signatures were computed by a separate few lines over hmac and hashlib.
TEST(Signer, AddsDateTokenAndAuthorization) {
  Signer signer(temporary_key(), {});
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(
        signer.sign(kReject, kAt),
        ElementsAre(
            Pair("X-Amz-Security-Token", "IQoJb3JpZ2luX2VjEXAMPLE//="),
            Pair("X-Amz-Date", "20260801T101112Z"),
            Pair("Authorization",
                 "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260801/us-east-1/"
                 "partnercentral-account/aws4_request, SignedHeaders=content-type;host;x-amz-date;"
                 "x-amz-security-token;x-amz-target, Signature="
                 "1d0ddbc4076cf343725322c5bb44058cc935fa8e1f8098b3a7a06892fd52678f")));
  }
}

TEST(Signer, PutsTheSignatureIntoTheTarget) {
  const std::array<Field, 2> fields{kFields[0], kFields[2]};
  Request request = kReject;
  request.fields = fields;

  EXPECT_THAT(
      Signer(temporary_key(), {}).presign(request, kAt, minutes(15)),
      Eq("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260801%2Fus-east-1"
         "%2Fpartnercentral-account%2Faws4_request&X-Amz-Date=20260801T101112Z"
         "&X-Amz-SignedHeaders=host%3Bx-amz-target&X-Amz-Expires=900"
         "&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2F%3D&X-Amz-Signature="
         "372b1307c187d175e7724ec415fa5445064e78382225392c83af9e0eb0d6e949"));
}

TEST(Signer, KeepsADateThatTheRequestHas) {
  std::vector<Field> fields(kFields.begin(), kFields.end());
  fields.emplace_back("x-amz-date", "20260801T101112Z");
  Request dated = kReject;
  dated.fields = fields;

  auto given = Signer(long_lived_key(), {}).sign(dated, kAt);
  auto added = Signer(long_lived_key(), {}).sign(kReject, kAt);

  ASSERT_THAT(given.size(), Eq(1u));
  EXPECT_THAT(given[0], Eq(added[1]));
}

TEST(Signer, SignsTheHashOfTheBodyOnDemand) {
  Signer signer(long_lived_key(), {.content_sha256_header = true});
  auto added = signer.sign({.method = "POST", .target = "/", .fields = kFields, .body = ""}, kAt);

  ASSERT_THAT(added.size(), Eq(3u));
  EXPECT_THAT(added[1], Pair("X-Amz-Content-Sha256",
                             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  EXPECT_THAT(added[2].second, HasSubstr("host;x-amz-content-sha256;x-amz-date"));
}

TEST(Signer, SendsTheTokenUnsignedOnDemand) {
  Signer signer(temporary_key(), {.sign_session_token = false});
  auto added = signer.sign(kReject, kAt);

  EXPECT_THAT(added, ElementsAre(Pair("X-Amz-Date", testing::_),
                                 Pair("X-Amz-Security-Token", "IQoJb3JpZ2luX2VjEXAMPLE//="),
                                 Pair("Authorization", Not(HasSubstr("security-token")))));
}

TEST(Signer, SaysWhatItSigned) {
  Signer signer(long_lived_key(), {});
  EXPECT_THAT(signer.string_to_sign(), IsEmpty());
  signer.sign(kReject, kAt);
  EXPECT_THAT(signer.canonical_request(), HasSubstr("\nx-amz-date:20260801T101112Z\n"));
  EXPECT_THAT(
      signer.string_to_sign(),
      HasSubstr("20260801T101112Z\n20260801/us-east-1/partnercentral-account/aws4_request"));
}

TEST(Signer, RefusesMoreHeadersThanASignatureMayCover) {
  std::vector<std::string> names;
  std::vector<Field> fields;
  for (std::size_t i = 0; i <= kMostSignedHeaders; ++i) names.push_back("h" + std::to_string(i));
  for (const std::string& name : names) fields.emplace_back(name, "v");
  Request request = kReject;
  request.fields = fields;

  EXPECT_THROW(Signer(long_lived_key(), {}).sign(request, kAt), std::length_error);
}

}  // namespace
}  // namespace amity::sigv4
