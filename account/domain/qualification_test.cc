#include "account/domain/qualification.h"

#include <gtest/gtest.h>

namespace amity::account::domain {
namespace {

std::string shown(std::string_view subsidiary, std::string_view primary) {
  PartnerProfile below;
  below.display_name = UnicodeString(subsidiary);
  PartnerProfile above;
  above.display_name = UnicodeString(primary);
  return associated_profile(below, above).display_name->str();
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(AssociatedProfile, BearsBothNames) { EXPECT_EQ(shown("Twig", "Tree"), "Twig by Tree"); }

TEST(AssociatedProfile, BearsNoLongerNameThanNamesMayBe) {
  EXPECT_EQ(shown(repeated("a", 38), repeated("b", 38)),
            repeated("a", 38) + " by " + repeated("b", 38));
  EXPECT_EQ(shown("Twig", repeated("b", 80)), "Twig by " + repeated("b", 71) + "…");
  EXPECT_EQ(shown(repeated("a", 80), "Tree"), repeated("a", 71) + "… by Tree");
  EXPECT_EQ(shown(repeated("a", 80), repeated("b", 80)),
            repeated("a", 37) + "… by " + repeated("b", 37) + "…");
}

TEST(AssociatedProfile, CutsBetweenCharacters) {
  EXPECT_EQ(shown("Twig", repeated("ä", 80)), "Twig by " + repeated("ä", 71) + "…");
}

TEST(AssociatedProfile, SpeaksEachOfItsLanguages) {
  auto content = [](std::string_view locale, std::string_view name) {
    LocalizedContent made;
    made.locale = Locale(locale);
    made.display_name = UnicodeString(name);
    return made;
  };
  PartnerProfile below;
  below.display_name = UnicodeString("Twig");
  below.localized_contents.emplace().items = {content("de-DE", "Zweig"),
                                              content("fr-FR", "Brindille")};
  PartnerProfile above;
  above.display_name = UnicodeString("Tree");
  above.localized_contents.emplace().items = {content("de-DE", "Baum")};

  PartnerProfile profile = associated_profile(below, above);

  EXPECT_EQ(profile.localized_contents->items[0].display_name.str(), "Zweig by Baum");
  EXPECT_EQ(profile.localized_contents->items[1].display_name.str(), "Brindille by Tree");
}

}  // namespace
}  // namespace amity::account::domain
