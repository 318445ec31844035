#include "protocol/http/markup.h"

namespace amity::http {

void append_markup_text(std::string_view text, std::string& out) {
  for (char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\r':
        out += "&#xD;";
        break;
      default:
        out += static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t' ? c : '?';
    }
  }
}

}  // namespace amity::http
