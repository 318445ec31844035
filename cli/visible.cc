#include "cli/visible.h"

namespace amity::cli {
namespace {

void append_escape(unsigned char control, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += {'\\', 'u', '0', '0', digits[control >> 4], digits[control & 15]};
}

}  // namespace

std::string visible(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f) {
      append_escape(byte, shown);
    } else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) {  // U+0080 to U+009F, in UTF-8
      append_escape(next, shown);
      ++i;
    } else {
      shown += text[i];
    }
  }
  return shown;
}

}  // namespace amity::cli
