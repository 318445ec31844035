#include "protocol/sigv4/signing_key.h"

#include "protocol/sigv4/hash.h"

#include <gmock/gmock.h>

#include <string>

namespace amity::sigv4 {
namespace {

using testing::Eq;
using testing::Ne;

constexpr std::string_view kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

std::string hex(const Digest& digest) {
  std::string text;
  append_hex(bytes(digest), text);
  return text;
}

TEST(Sha256, HashesTheSameTextTheSameWayAgain) {
  // FIPS 180-4: the empty message and "abc".
  EXPECT_THAT(hex(sha256("")),
              Eq("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(hex(sha256("abc")),
                Eq("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }
}

TEST(HmacSha256, StartsFromItsKeyEveryTime) {
  HmacSha256 mac("Jefe");  // RFC 4231, test case 2
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(hex(mac("what do ya want for nothing?")),
                Eq("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  }
}

TEST(HmacSha256, TakesAnEmptyKey) {
  EXPECT_THAT(hex(HmacSha256({})("")),
              Eq("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

TEST(SigningKey, IsDerivedAsAwsDocumentsIt) {
  EXPECT_THAT(hex(derive_signing_key(kSecret, "20150830", "us-east-1", "iam")),
              Eq("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"));
}

TEST(SigningKeys, GiveTheDerivedKeyAndNoticeAChangedSecret) {
  SigningKeys keys("us-east-1", "iam", 4);
  auto expected = [](std::string_view secret) {
    Digest key = derive_signing_key(secret, "20150830", "us-east-1", "iam");
    return HmacSha256(bytes(key))("text");
  };

  EXPECT_THAT(keys.of("AKID/20150830", kSecret)("text"), Eq(expected(kSecret)));
  EXPECT_THAT(keys.of("AKID/20150830", kSecret)("text"), Eq(expected(kSecret)));
  EXPECT_THAT(keys.of("AKID/20150830", "other")("text"), Eq(expected("other")));
  EXPECT_THAT(keys.of("AKID/20150831", kSecret)("text"), Ne(expected(kSecret)));
  EXPECT_THAT(keys.size(), Eq(2u));
}

TEST(SigningKeys, HoldSoManyAndNoMore) {
  SigningKeys keys("us-east-1", "iam", 200);
  auto name = [](int i) { return "K" + std::to_string(i) + "/20150830"; };
  auto secret = [](int i) { return "secret " + std::to_string(i); };
  auto expected = [&](int i) {
    Digest key = derive_signing_key(secret(i), "20150830", "us-east-1", "iam");
    return HmacSha256(bytes(key))("text");
  };

  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 1000; ++i)
      ASSERT_THAT(keys.of(name(i), secret(i))("text"), Eq(expected(i))) << i;

  EXPECT_THAT(keys.size(), Eq(200u));
}

TEST(SigningKeys, DeriveWhatIsTooLongToBeKept) {
  SigningKeys keys("us-east-1", "iam", 4);
  std::string name = std::string(100, 'A') + "/20150830";
  std::string secret(100, 's');
  Digest key = derive_signing_key(secret, "20150830", "us-east-1", "iam");

  EXPECT_THAT(keys.of(name, secret)("text"), Eq(HmacSha256(bytes(key))("text")));
  EXPECT_THAT(keys.size(), Eq(0u));
}

}  // namespace
}  // namespace amity::sigv4
