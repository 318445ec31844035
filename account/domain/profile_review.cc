#include "account/domain/profile_review.h"

#include <algorithm>
#include <charconv>

namespace amity::account::domain {
namespace {

using Reason = ProfileValidationErrorReason;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A letter of a word or of a host's label; beyond ASCII everything counts as one.
bool is_letter(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) > 127;
}

// The part of an address between https:// and the path, in lower case.
std::string authority_of(std::string_view url) {
  constexpr std::size_t scheme = std::string_view("https://").size();
  std::string authority(url.substr(std::min(scheme, url.size())));
  authority.resize(std::min(authority.find_first_of("/?#"), authority.size()));
  std::transform(authority.begin(), authority.end(), authority.begin(), lower);
  return authority;
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || c == '-'; });
}

// The last label decides whether it is a name at all: 127.0.0.1 and 0x7f.1 are numbers.
bool is_top_level(std::string_view label) {
  return !is_digit(label.front()) && label != "invalid" && label != "localhost";
}

// The host of an address without its port; empty when the port is none.
std::string_view host_of(std::string_view authority) {
  std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return authority;
  return is_port(authority.substr(colon + 1)) ? authority.substr(0, colon) : std::string_view();
}

struct StandIn {
  std::string_view host;
  Reason reason;
};
constexpr StandIn kStandIns[] = {
    {"logo.invalid", Reason::INVALID_LOGO},
    {"logo-file.invalid", Reason::INVALID_LOGO_FILE},
    {"logo-size.invalid", Reason::INVALID_LOGO_SIZE},
};

constexpr ReviewRule kRules[] = {
    {Reason::INVALID_CONTENT, "The display name or the description has a word that is not allowed.",
     [](const ProfileText& text, const Findings& /*findings*/, const ReviewSettings& settings) {
       return std::any_of(settings.forbidden_words.begin(), settings.forbidden_words.end(),
                          [&](const std::string& word) {
                            return contains_word(text.display_name, word) ||
                                   contains_word(text.description, word);
                          });
     }},
    {Reason::DUPLICATE_PROFILE, "Another partner has that display name.",
     [](const ProfileText& /*text*/, const Findings& findings, const ReviewSettings& /*settings*/) {
       return findings.name_is_taken;
     }},
    {Reason::INVALID_LOGO, "The logo's width or height is not allowed.",
     [](const ProfileText& /*text*/, const Findings& findings, const ReviewSettings& /*settings*/) {
       return findings.logo == Reason::INVALID_LOGO;
     }},
    {Reason::INVALID_LOGO_URL, "There is no logo at that address.",
     [](const ProfileText& /*text*/, const Findings& findings, const ReviewSettings& /*settings*/) {
       return findings.logo == Reason::INVALID_LOGO_URL;
     }},
    {Reason::INVALID_LOGO_FILE, "The logo is no image of a kind that is allowed.",
     [](const ProfileText& /*text*/, const Findings& findings, const ReviewSettings& /*settings*/) {
       return findings.logo == Reason::INVALID_LOGO_FILE;
     }},
    {Reason::INVALID_LOGO_SIZE, "The logo's file is too large.",
     [](const ProfileText& /*text*/, const Findings& findings, const ReviewSettings& /*settings*/) {
       return findings.logo == Reason::INVALID_LOGO_SIZE;
     }},
    {Reason::INVALID_WEBSITE_URL, "There is no website at that address.",
     [](const ProfileText& text, const Findings& /*findings*/, const ReviewSettings& /*settings*/) {
       return !is_web_address(text.website_url);
     }},
};

}  // namespace

std::vector<ProfileText> texts_of(const TaskDetails& details) {
  std::vector<ProfileText> texts{{details.translation_source_locale.view(),
                                  details.display_name.view(), details.description.view(),
                                  details.website_url.view(), details.logo_url.view()}};
  if (details.localized_contents)
    for (const LocalizedContent& content : *details.localized_contents)
      texts.push_back({content.locale.view(), content.display_name.view(),
                       content.description.view(), content.website_url.view(),
                       content.logo_url.view()});
  return texts;
}

std::span<const ReviewRule> review_rules() { return kRules; }

void review(const ProfileText& text, const Findings& findings, const ReviewSettings& settings,
            ErrorDetailList& errors) {
  for (const ReviewRule& rule : kRules) {
    if (errors.size() == ErrorDetailList::limits.max) return;
    if (!rule.is_broken(text, findings, settings)) continue;
    errors.items.push_back({String(text.locale), String(rule.message), rule.reason});
  }
}

std::optional<Reason> judge_logo_url(std::string_view url) {
  std::string authority = authority_of(url);
  for (const StandIn& row : kStandIns)
    if (host_of(authority) == row.host) return row.reason;
  if (!is_web_address(url)) return Reason::INVALID_LOGO_URL;
  return std::nullopt;
}

bool is_web_address(std::string_view url) {
  std::string authority = authority_of(url);
  std::string_view host = host_of(authority);
  if (host.ends_with('.')) host.remove_suffix(1);
  std::size_t labels = 0;
  while (true) {
    std::size_t dot = std::min(host.find('.'), host.size());
    std::string_view label = host.substr(0, dot);
    if (!is_label(label)) return false;
    ++labels;
    if (dot == host.size()) return labels > 1 && is_top_level(label);
    host.remove_prefix(dot + 1);
  }
}

bool contains_word(std::string_view text, std::string_view word) {
  auto same = [](char a, char b) { return lower(a) == lower(b); };
  for (auto begin = text.begin();; ++begin) {
    begin = std::search(begin, text.end(), word.begin(), word.end(), same);
    if (word.empty() || begin == text.end()) return false;
    auto end = begin + static_cast<std::ptrdiff_t>(word.size());
    if ((begin == text.begin() || !is_letter(begin[-1])) && (end == text.end() || !is_letter(*end)))
      return true;
  }
}

}  // namespace amity::account::domain
