#include "audit/elements.h"

#include "protocol/shape/encode.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace amity::audit {
namespace {

using shape::Field;
using shape::Kind;
using shape::Type;
using simdjson::dom::element;

constexpr std::string_view kHidden = R"("***")";
constexpr std::size_t kMostMembers = 64;  // of a structure; further ones are not shown
constexpr std::size_t kMostArns = 16;

class Elements {
 public:
  Elements(std::string& out, std::vector<std::string>& arns) : out_(out), arns_(arns) {}

  // False, with nothing appended, when the value is not of that kind.
  bool append(const Type& type, element value) {
    switch (type.kind) {
      case Kind::boolean:
        return append_scalar(value, value.is_bool());
      case Kind::integer:
      case Kind::long_integer:
        return append_scalar(value, value.is_int64() || value.is_uint64() || value.is_double());
      case Kind::text:
        if (!type.text.sensitive) return append_text(value);
        out_ += kHidden;
        return true;
      case Kind::enumeration:
      case Kind::timestamp:
        return append_text(value);
      case Kind::list:
        return append_list(type, value);
      case Kind::map:
        return append_map(type, value);
      case Kind::structure:
      case Kind::union_:
        return append_structure(type, value);
    }
    return false;
  }

 private:
  bool append_scalar(element value, bool of_its_kind) {
    if (of_its_kind) out_ += simdjson::minify(value);
    return of_its_kind;
  }

  bool append_text(element value) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    shape::append_json_string(text, out_);
    return true;
  }

  bool append_list(const Type& type, element value) {
    if (!value.is_array()) return false;
    out_ += '[';
    for (element item : value.get_array())
      if (append(type.element(), item)) out_ += ',';
    close(']');
    return true;
  }

  bool append_map(const Type& type, element value) {
    if (!value.is_object()) return false;
    const auto& names = type.map_key().names;
    out_ += '{';
    for (auto [key, entry] : value.get_object())
      if (std::find(names.begin(), names.end(), key) != names.end())
        append_member(key, type.map_value(), entry);
    close('}');
    return true;
  }

  // Of a member that stands twice the last counts, as where requests are decoded.
  bool append_structure(const Type& type, element value) {
    if (!value.is_object()) return false;
    std::array<element, kMostMembers> found{};
    std::array<bool, kMostMembers> present{};
    std::size_t count = std::min(type.fields.size(), kMostMembers);
    for (auto [key, member] : value.get_object()) {
      std::size_t i = 0;
      while (i < count && type.fields[i].name != key) ++i;
      if (i == count) continue;
      found[i] = member;
      present[i] = !member.is_null();
    }
    out_ += '{';
    for (std::size_t i = 0; i < count; ++i) {
      if (!present[i]) continue;
      const Field& field = type.fields[i];
      append_member(field.name, field.type(), found[i]);
      note_arn(field, found[i]);
    }
    close('}');
    return true;
  }

  void append_member(std::string_view name, const Type& type, element value) {
    std::size_t before = out_.size();
    out_ += '"';
    std::size_t first = out_.size();
    out_ += name;
    // Enumerators, the keys of maps, are all capitals and stay so.
    bool all_capitals = name.size() > 1 && (name[1] < 'a' || name[1] > 'z');
    if (!all_capitals && name[0] >= 'A' && name[0] <= 'Z')
      out_[first] = static_cast<char>(name[0] | 0x20);
    out_ += "\":";
    if (append(type, value)) {
      out_ += ',';
    } else {
      out_.resize(before);
    }
  }

  // Ends what was opened: its last item left a comma.
  void close(char bracket) {
    if (out_.back() == ',') out_.pop_back();
    out_ += bracket;
  }

  void note_arn(const Field& field, element value) {
    if (field.name != "Identifier" && !field.name.ends_with("Arn")) return;
    std::string_view text;
    if (field.type().text.sensitive || value.get_string().get(text) != simdjson::SUCCESS) return;
    bool new_one = std::find(arns_.begin(), arns_.end(), text) == arns_.end();
    if (text.starts_with("arn:") && new_one && arns_.size() < kMostArns) arns_.emplace_back(text);
  }

  std::string& out_;
  std::vector<std::string>& arns_;
};

}  // namespace

void append_elements(const Type& type, element value, std::string& out,
                     std::vector<std::string>& arns) {
  if (!Elements(out, arns).append(type, value)) out += "null";
}

}  // namespace amity::audit
