#include "protocol/shape/open.h"

#include "protocol/shape/small_model_test.h"

#include <gtest/gtest.h>

namespace amity::shape {
namespace {

using small::Colour;

TEST(Open, StandsWhereItsEnumStood) {
  Open<Colour> colour;
  EXPECT_EQ(colour, Colour::RED);
  colour = Colour::GREEN;
  EXPECT_EQ(colour, Colour::GREEN);
  EXPECT_EQ(Colour::GREEN, colour);
  EXPECT_NE(colour, Colour::RED);
  EXPECT_EQ(colour.known(), Colour::GREEN);
  EXPECT_EQ(colour.value(), Colour::GREEN);
  EXPECT_EQ(colour.text(), "GREEN");
}

TEST(Open, KeepsATextThatItsEnumDoesNotKnow) {
  Open<Colour> colour("PINK");
  EXPECT_EQ(colour.known(), std::nullopt);
  EXPECT_EQ(colour.text(), "PINK");
  EXPECT_NE(colour, Colour::RED);
  EXPECT_NE(colour, Open<Colour>("BLUE"));
  EXPECT_EQ(colour, Open<Colour>("PINK"));
  EXPECT_THROW(static_cast<void>(colour.value()), std::bad_variant_access);
}

TEST(Open, KnowsAWireName) { EXPECT_EQ(Open<Colour>("GREEN"), Colour::GREEN); }

TEST(Open, ComesInTheOrderOfTheModelUnknownOnesLast) {
  EXPECT_LT(Open<Colour>(Colour::RED), Open<Colour>(Colour::GREEN));
  EXPECT_LT(Open<Colour>(Colour::GREEN), Open<Colour>("ALMOND"));
}

}  // namespace
}  // namespace amity::shape
