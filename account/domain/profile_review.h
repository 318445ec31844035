#pragma once

#include "account/model/profile.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What a review lets pass (behaviour.md §6.3). The real service has people and a vetting of its
// own; here are rules, each of which a test can provoke.
namespace amity::account::domain {

// What an installation decides about reviews.
struct ReviewSettings {
  std::vector<std::string> forbidden_words;  // refused in display names and descriptions
};

// One language of a profile. Borrows from the task's details.
struct ProfileText {
  std::string_view locale;
  std::string_view display_name;
  std::string_view description;
  std::string_view website_url;
  std::string_view logo_url;
};

// All languages of a profile, that of its own texts first.
std::vector<ProfileText> texts_of(const TaskDetails& details);

// What cannot be told from the text alone.
struct Findings {
  bool name_is_taken = false;                          // by another partner of the catalog
  std::optional<ProfileValidationErrorReason> logo{};  // what is wrong with it, if anything
};

struct ReviewRule {
  ProfileValidationErrorReason reason;
  std::string_view message;
  bool (*is_broken)(const ProfileText&, const Findings&, const ReviewSettings&);
};

// All of them, in the order of the API's reasons.
std::span<const ReviewRule> review_rules();

// Adds every rule that the text breaks, as long as the list has room.
void review(const ProfileText& text, const Findings& findings, const ReviewSettings& settings,
            ErrorDetailList& errors);

// What is wrong with a logo as far as its address tells. An address whose host cannot be on the
// public Web is no logo's, which covers all under .invalid, a domain that by RFC 2606 never exists;
// of those, logo-file.invalid, logo-size.invalid and logo.invalid stand for the other things that
// can be wrong with a logo, so that clients can try them.
std::optional<ProfileValidationErrorReason> judge_logo_url(std::string_view url);

// Whether a host of the public Web can have that address: a domain name of two labels or more, no
// user, no number for a host, a port if any. `url` begins with https://.
bool is_web_address(std::string_view url);

// Whether the text has that word, whole, whatever the case of its ASCII letters.
bool contains_word(std::string_view text, std::string_view word);

}  // namespace amity::account::domain
