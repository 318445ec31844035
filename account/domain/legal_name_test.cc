#include "account/domain/legal_name.h"

#include <gtest/gtest.h>

namespace amity::account::domain {
namespace {

TEST(LegalNames, AreTheSameWithoutBlanksAroundAndWithoutCase) {
  for (auto [one, other] : {std::pair{"Anvil Cloud Ltd.", "  ANVIL cloud LTD. "},
                            {"Müller & Söhne GmbH", "MÜLLER & SÖHNE GMBH"},
                            {"Электроника", "ЭЛЕКТРОНИКА"},
                            {"Ελλάδα Α.Ε.", "ελλάδα α.ε."},
                            {"日本電気株式会社", "日本電気株式会社 "},
                            {"Công Ty Cổ Phần", "CÔNG TY CỔ PHẦN"}})
    EXPECT_EQ(legal_name_key(one), legal_name_key(other)) << one;
}

TEST(LegalNames, DifferOtherwise) {
  for (auto [one, other] : {std::pair{"Anvil Cloud", "AnvilCloud"},
                            {"Anvil Cloud Ltd.", "Anvil Cloud Ltd"},
                            {"Müller", "Muller"},
                            {"Müller", "Mu\u0308ller"},
                            {"日本", "日木"}})
    EXPECT_NE(legal_name_key(one), legal_name_key(other)) << one;
}

TEST(LegalNames, KeepTheirText) {
  EXPECT_EQ(legal_name_key(" Société Générale 🙂 "), "société générale 🙂");
  EXPECT_EQ(legal_name_key("   "), "");
}

}  // namespace
}  // namespace amity::account::domain
