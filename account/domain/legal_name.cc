#include "account/domain/legal_name.h"

#include "account/domain/letter_case.h"

#include <locale.h>

#include <algorithm>
#include <cstdlib>
#include <cwctype>

namespace amity::account::domain {
namespace {

// The C library's tables for UTF-8, for the calling thread while this lives. The process itself
// stays in the locale "C".
class Utf8Locale {
 public:
  Utf8Locale() : before_(::uselocale(tables())) {}
  ~Utf8Locale() { ::uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

  static bool is_there() { return tables() != nullptr; }

 private:
  static locale_t tables() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }

  locale_t before_;
};

constexpr std::size_t kFailed = static_cast<std::size_t>(-1);

std::string_view without_blanks_around(std::string_view text) {
  std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// Empty when the text is no UTF-8.
std::wstring letters_of(const std::string& text) {
  std::wstring letters(text.size(), L'\0');
  std::size_t count = std::mbstowcs(letters.data(), text.c_str(), letters.size());
  letters.resize(count == kFailed ? 0 : count);
  return letters;
}

std::string text_of(const std::wstring& letters) {
  std::string text(letters.size() * MB_CUR_MAX, '\0');
  std::size_t count = std::wcstombs(text.data(), letters.c_str(), text.size());
  text.resize(count == kFailed ? 0 : count);
  return text;
}

}  // namespace

std::string legal_name_key(std::string_view name) {
  std::string key = in_lower_case(without_blanks_around(name));
  if (!Utf8Locale::is_there()) return key;
  Utf8Locale utf8;
  std::wstring letters = letters_of(key);
  std::transform(letters.begin(), letters.end(), letters.begin(), [](wchar_t c) {
    return static_cast<wchar_t>(std::towlower(static_cast<std::wint_t>(c)));
  });
  return text_of(letters);
}

}  // namespace amity::account::domain
