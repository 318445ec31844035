#include "cli/columns.h"

#include <clocale>
#include <cstdint>
#include <cwchar>

namespace amity::cli {
namespace {

// The C library knows widths once it knows that characters are Unicode's, whatever the user's
// locale is.
class UnicodeForNow {
 public:
  UnicodeForNow() : unicode_(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})) {
    if (unicode_ != locale_t{}) before_ = uselocale(unicode_);
  }
  ~UnicodeForNow() {
    if (unicode_ == locale_t{}) return;
    uselocale(before_);
    freelocale(unicode_);
  }
  UnicodeForNow(const UnicodeForNow&) = delete;
  UnicodeForNow& operator=(const UnicodeForNow&) = delete;

 private:
  locale_t unicode_;
  locale_t before_{};
};

int columns_of_character(wchar_t character) {
  int columns = wcwidth(character);
  return columns >= 0 ? columns : 1;  // it is not known, or no character to be shown
}

}  // namespace

int columns_of(std::string_view text) {
  bool plain = true;
  for (char c : text) plain = plain && static_cast<unsigned char>(c) < 0x80;
  if (plain) return static_cast<int>(text.size());

  UnicodeForNow unicode;
  int columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    auto first = static_cast<unsigned char>(text[i++]);
    int more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    std::uint32_t character = more == 0 ? first : first & (0x3fU >> more);
    for (; more > 0 && i < text.size(); --more)
      character = character << 6 | (static_cast<unsigned char>(text[i++]) & 0x3fU);
    columns += columns_of_character(static_cast<wchar_t>(character));
  }
  return columns;
}

}  // namespace amity::cli
