#include "protocol/sigv4/canonical_request.h"

#include <algorithm>

namespace amity::sigv4 {
namespace {

constexpr std::string_view kUpperHex = "0123456789ABCDEF";

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Line ends count as blanks: a folded value is one line to the signature.
bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Cuts the part before the next `separator` off `rest`, which ends up without both.
std::string_view next_part(std::string_view& rest, char separator) {
  std::size_t end = std::min(rest.find(separator), rest.size());
  std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// The value without outer blanks and with one space for each run of inner ones.
void append_folded(std::string_view value, std::string& out) {
  value = trimmed(value);
  // Nearly every value is as it should be and goes over in one piece. The question is put without
  // branches so that it is answered many bytes at a time.
  unsigned char doubtful = 0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    auto byte = static_cast<unsigned char>(value[i]);
    auto before = static_cast<unsigned char>(value[i - 1]);
    doubtful |= static_cast<unsigned char>((byte < ' ') | ((byte == ' ') & (before == ' ')));
  }
  if (doubtful == 0) {
    out += value;
    return;
  }
  bool after_blank = false;
  for (char c : value) {
    bool is_blank = blank(c);
    if (!is_blank) {
      out += c;
    } else if (!after_blank) {
      out += ' ';
    }
    after_blank = is_blank;
  }
}

}  // namespace

std::pair<std::string_view, std::string_view> split_target(std::string_view target) {
  std::string_view path = next_part(target, '?');
  return {path, target};
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view value) {
  while (!value.empty() && blank(value.front())) value.remove_prefix(1);
  while (!value.empty() && blank(value.back())) value.remove_suffix(1);
  return value;
}

bool lists(std::string_view signed_headers, std::string_view name) {
  while (!signed_headers.empty()) {
    if (next_part(signed_headers, ';') == name) return true;
  }
  return false;
}

void append_uri_encoded(std::string_view text, bool keep_slash, std::string& out) {
  for (char c : text) {
    if (unreserved(c) || (keep_slash && c == '/')) {
      out += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kUpperHex[byte >> 4U];
      out += kUpperHex[byte & 15U];
    }
  }
}

void append_uri_decoded(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      int high = hex_digit(text[i + 1]);
      int low = hex_digit(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
}

void append_canonical_path(std::string_view path, bool normalize, std::string& out) {
  if (path.empty() || path == "/") {
    out += '/';
    return;
  }
  if (!normalize) {
    append_uri_encoded(path, true, out);
    return;
  }
  const std::size_t start = out.size();
  for (std::string_view rest = path; !rest.empty();) {
    std::string_view segment = next_part(rest, '/');
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      // An encoded segment holds no slash, so the last one is where the parent ends.
      if (out.size() > start) out.resize(out.rfind('/'));
    } else {
      out += '/';
      append_uri_encoded(segment, false, out);
    }
  }
  if (out.size() == start || path.back() == '/') out += '/';
}

bool CanonicalRequest::write(const Request& request, std::string_view signed_headers,
                             std::string_view payload_hash) {
  auto [path, query] = split_target(request.target);
  text_.clear();
  text_ += request.method;
  text_ += '\n';
  append_canonical_path(path, normalize_path_, text_);
  text_ += '\n';
  append_query(query);
  text_ += '\n';
  if (!append_headers(request.fields, signed_headers)) {
    text_.clear();
    return false;
  }
  text_ += '\n';
  text_ += signed_headers;
  text_ += '\n';
  text_ += payload_hash;
  return true;
}

bool CanonicalRequest::append_headers(std::span<const Field> fields,
                                      std::string_view signed_headers) {
  if (signed_headers.ends_with(';')) return false;
  std::string_view previous;
  std::size_t count = 0;
  for (std::string_view rest = signed_headers; !rest.empty();) {
    std::string_view name = next_part(rest, ';');
    // Ascending also means that no name comes twice.
    if (name <= previous || ++count > kMostSignedHeaders) return false;
    bool upper = false;
    for (char c : name) upper |= c != lower(c);
    if (upper) return false;
    previous = name;

    text_ += name;
    char separator = ':';
    for (const auto& [field, value] : fields) {
      if (!same_name(field, name)) continue;
      text_ += separator;
      append_folded(value, text_);
      separator = ',';
    }
    if (separator == ':') return false;
    text_ += '\n';
  }
  return true;
}

void CanonicalRequest::append_query(std::string_view query) {
  if (query.empty()) return;
  // Decoding never lengthens, encoding at most triples: with that much room the views stay valid.
  encoded_.clear();
  encoded_.reserve(query.size() * 4);
  parameters_.clear();
  auto reencoded = [this](std::string_view text) {
    // What comes as %41 or as A is the same parameter to the signature.
    std::size_t decoded = encoded_.size();
    append_uri_decoded(text, encoded_);
    std::size_t start = encoded_.size();
    append_uri_encoded(std::string_view(encoded_).substr(decoded, start - decoded), false,
                       encoded_);
    return std::string_view(encoded_).substr(start);
  };
  while (!query.empty()) {
    std::string_view value = next_part(query, '&');
    if (value.empty()) continue;
    std::string_view name = next_part(value, '=');
    Parameter parameter{reencoded(name), reencoded(value)};
    if (parameter.name != "X-Amz-Signature") parameters_.push_back(parameter);
  }
  std::sort(parameters_.begin(), parameters_.end());
  for (const Parameter& parameter : parameters_) {
    if (&parameter != parameters_.data()) text_ += '&';
    text_ += parameter.name;
    text_ += '=';
    text_ += parameter.value;
  }
}

}  // namespace amity::sigv4
