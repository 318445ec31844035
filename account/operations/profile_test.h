#pragma once

#include "account/model/profile.h"

#include <string_view>

// Profiles that a review lets pass, to be changed as a story needs.
namespace amity::account {

inline TaskDetails details_named(std::string_view display_name) {
  TaskDetails details;
  details.display_name = UnicodeString(display_name);
  details.description = ProfileDescription("Bridges between ledgers.");
  details.website_url = Url("https://anvil.example/");
  details.logo_url = Url("https://anvil.example/logo.png");
  details.primary_solution_type = PrimarySolutionType::MANAGED_SERVICES;
  details.industry_segments.items = {IndustrySegment::RETAIL, IndustrySegment::GAMING};
  details.translation_source_locale = Locale("en-US");
  return details;
}

inline LocalizedContent german(std::string_view display_name) {
  return {UnicodeString(display_name), ProfileDescription("Brücken zwischen Büchern."),
          Url("https://anvil.example/de"), Url("https://anvil.example/logo.png"), Locale("de-DE")};
}

}  // namespace amity::account
