#include "protocol/seal/sealer.h"

#include <gtest/gtest.h>

namespace amity::seal {
namespace {

const std::string kOldHex(64, 'a');
const std::string kNewHex(64, 'B');

Sealer sealer_of(const std::string& text) { return Sealer(parse_keys(text)); }

TEST(Sealer, OpensWhatItSealed) {
  Sealer sealer = sealer_of(kOldHex);
  for (const std::string& secret :
       {std::string("a secret"), std::string(), std::string("\0x", 2), std::string(5'000, 's')})
    EXPECT_EQ(sealer.open(sealer.seal(secret, "AKIA1"), "AKIA1"), secret);
}

TEST(Sealer, ShowsNothingAndNeverTheSameTwice) {
  Sealer sealer = sealer_of(kOldHex);
  std::string first = sealer.seal("a long and secret text", "AKIA1");
  EXPECT_EQ(first.find("secret"), std::string::npos);
  EXPECT_NE(first, sealer.seal("a long and secret text", "AKIA1"));
}

TEST(Sealer, DoesNotOpenByAnotherKey) {
  std::string sealed = sealer_of(kOldHex).seal("secret", "AKIA1");
  EXPECT_FALSE(sealer_of(kNewHex).open(sealed, "AKIA1"));
  EXPECT_FALSE(sealer_of(kNewHex).knows_key_of(sealed));
}

TEST(Sealer, NoticesEveryFlippedBitAndEveryMissingByte) {
  Sealer sealer = sealer_of(kOldHex);
  const std::string sealed = sealer.seal("secret", "AKIA1");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(sealer.open(changed, "AKIA1")) << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(sealer.open(sealed.substr(0, size), "AKIA1")) << size;
  EXPECT_FALSE(sealer.open(sealed + '\0', "AKIA1"));
}

TEST(Sealer, NoticesThatRowsWereSwapped) {
  Sealer sealer = sealer_of(kOldHex);
  EXPECT_FALSE(sealer.open(sealer.seal("secret", "AKIA1"), "AKIA2"));
}

TEST(Sealer, SealsByTheFirstKeyAndOpensByAll) {
  std::string old = sealer_of(kOldHex).seal("secret", "AKIA1");
  Sealer both = sealer_of(kNewHex + "\n" + kOldHex);
  EXPECT_EQ(both.open(old, "AKIA1"), "secret");
  EXPECT_FALSE(both.is_current(old));

  std::string sealed = both.seal("secret", "AKIA1");
  EXPECT_TRUE(both.is_current(sealed));
  EXPECT_EQ(sealer_of(kNewHex).open(sealed, "AKIA1"), "secret");
}

TEST(SealingKeys, AreReadFromLinesOrBetweenCommas) {
  EXPECT_EQ(parse_keys("# of May, 2026\n" + kNewHex + "\r\n\n" + kOldHex + "\n").size(), 2U);
  EXPECT_EQ(parse_keys(kNewHex + ", " + kOldHex).size(), 2U);
  EXPECT_EQ(parse_keys(kNewHex)[0].hex(), std::string(64, 'b'));
  SealingKey made = SealingKey::make();
  EXPECT_EQ(SealingKey::parse(made.hex()).id(), made.id());
}

TEST(SealingKeys, AreRefusedWithoutBeingRepeated) {
  for (const std::string& text :
       {std::string(), std::string("# nothing"), std::string(63, 'a'), std::string(65, 'a'),
        std::string(64, 'g'), kOldHex + "\n" + std::string(64, 'A')}) {
    try {
      parse_keys(text);
      ADD_FAILURE() << text;
    } catch (const SealError& error) {
      EXPECT_EQ(std::string(error.what()).find("aaaa"), std::string::npos);
      EXPECT_EQ(std::string(error.what()).find("gggg"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace amity::seal
