#include "protocol/shape/encode.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace amity::shape {
namespace {

// Whether none of eight bytes needs an escape: no control character, quotation mark or backslash.
// Each term has the top bit of a byte set where that byte is one (a byte above 0x7f never is).
bool eight_are_plain(const char* bytes) {
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t top_bits = 0x80 * each;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  std::uint64_t control = (eight - 0x20 * each) & ~eight;
  std::uint64_t quote = eight ^ ('"' * each);
  std::uint64_t backslash = eight ^ ('\\' * each);
  quote = (quote - each) & ~quote;
  backslash = (backslash - each) & ~backslash;
  return ((control | quote | backslash) & top_bits) == 0;
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escaped(char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

void append_number(std::int64_t number, std::string& out) {
  std::array<char, 24> digits{};
  auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

// Names of members and enumerators are ours: they need no escaping.
void append_name(std::string_view name, std::string& out) {
  out += '"';
  out += name;
  out += '"';
}

void encode_fields(const Type& type, const void* value, std::string_view left_out,
                   std::string& out) {
  bool first = true;
  for (const Field& field : type.fields) {
    const void* member = field.get(value);
    if (member == nullptr || (!left_out.empty() && field.name == left_out)) continue;
    if (!first) out += ',';
    first = false;
    append_name(field.name, out);
    out += ':';
    encode(field.type(), member, out);
  }
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain = 0;  // start of the run that is copied as it is
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size() && eight_are_plain(text.data() + i)) {
      i += 8;
      continue;
    }
    if (needs_escape(text[i])) {
      out.append(text, plain, i - plain);
      append_escaped(text[i], out);
      plain = i + 1;
    }
    ++i;
  }
  out.append(text, plain);
  out += '"';
}

void encode(const Type& type, const void* value, std::string& out) {
  switch (type.kind) {
    case Kind::boolean:
      out += *static_cast<const bool*>(value) ? "true" : "false";
      return;
    case Kind::text:
      append_json_string(type.text_get(value), out);
      return;
    case Kind::enumeration:
      if (std::uint8_t known = type.enum_get(value); known < type.names.size())
        append_name(type.names[known], out);
      else
        append_json_string(type.other_get(value), out);
      return;
    case Kind::integer:
    case Kind::long_integer:
      append_number(type.number_get(value), out);
      return;
    case Kind::timestamp:
      out += '"';
      append_iso8601(*static_cast<const Timestamp*>(value), out);
      out += '"';
      return;
    case Kind::list: {
      out += '[';
      const Type& element = type.element();
      for (std::size_t i = 0, n = type.list_size(value); i < n; ++i) {
        if (i != 0) out += ',';
        encode(element, type.list_at(value, i), out);
      }
      out += ']';
      return;
    }
    case Kind::map: {
      out += '{';
      const Type& key_type = type.map_key();
      const Type& value_type = type.map_value();
      for (std::size_t i = 0, n = type.map_size(value); i < n; ++i) {
        if (i != 0) out += ',';
        auto [key, entry] = type.map_at(value, i);
        encode(key_type, key, out);
        out += ':';
        encode(value_type, entry, out);
      }
      out += '}';
      return;
    }
    case Kind::structure:
    case Kind::union_:
      out += '{';
      encode_fields(type, value, {}, out);
      out += '}';
      return;
  }
}

bool encode_members(const Type& type, const void* value, std::string& out) {
  std::size_t before = out.size();
  encode_fields(type, value, {}, out);
  return out.size() != before;
}

void encode_without(const Type& type, const void* value, std::string_view member,
                    std::string& out) {
  out += '{';
  encode_fields(type, value, member, out);
  out += '}';
}

}  // namespace amity::shape
