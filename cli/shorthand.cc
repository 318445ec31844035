#include "cli/shorthand.h"

#include "cli/failure.h"
#include "cli/options.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Kind;
using shape::Type;

// Deeper texts are refused: none of our models needs so much.
constexpr int kDeepest = 30;

// What was written, before it is known of which type it is.
struct Written {
  using List = std::vector<Written>;
  using Members = std::vector<std::pair<std::string, Written>>;
  std::variant<std::string, List, Members> what;
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.#/:").find(c) != std::string_view::npos;
}

class Reader {
 public:
  Reader(std::string_view option, std::string_view text) : option_(option), text_(text) {}

  // `A=b,C=d` to the end of the text.
  Written::Members members() {
    Written::Members read;
    do {
      skip_space();
      add_member(read, true);
    } while (take_if(','));
    if (!at_end()) refuse(",");
    return read;
  }

 private:
  // `outermost`: without braces around, where a list needs no brackets.
  void add_member(Written::Members& read, bool outermost) {
    std::size_t begin = at_;
    while (!at_end() && in_name(text_[at_])) ++at_;
    std::string name(text_.substr(begin, at_ - begin));
    if (name.empty()) refuse("<name>");
    expect('=');
    for (const auto& member : read)
      if (member.first == name)
        fail("Second instance of key \"" + name + "\" encountered for input:\n", begin);
    Written value = this->value(outermost);
    if (outermost && std::holds_alternative<std::string>(value.what) && more_values_follow()) {
      Written::List list{std::move(value)};
      while (more_values_follow()) {
        expect(',');
        list.push_back({text(false)});
      }
      value = {std::move(list)};
    }
    read.emplace_back(std::move(name), std::move(value));
  }

  // Whether a comma stands here that is not before another member.
  bool more_values_follow() const {
    std::size_t place = at_;
    auto skip = [&](auto of_kind) {
      while (place < text_.size() && of_kind(text_[place])) ++place;
    };
    if (place == text_.size() || text_[place] != ',') return false;
    ++place;
    skip(is_space);
    std::size_t begin = place;
    skip(in_name);
    if (place == begin) return place < text_.size();
    skip(is_space);
    return place == text_.size() || text_[place] != '=';
  }

  Written value(bool outermost) {
    if (++nested_ > kDeepest) fail("The value is nested too deeply for input:\n", at_);
    Written read;
    if (take_if('[')) {
      Written::List list;
      while (!take_if(']')) {
        if (!list.empty()) expect(',');
        list.push_back(value(false));
      }
      read = {std::move(list)};
    } else if (take_if('{')) {
      Written::Members inner;
      while (!take_if('}')) {
        if (!inner.empty()) expect(',');
        add_member(inner, false);
      }
      read = {std::move(inner)};
    } else {
      read = {text(outermost)};
    }
    skip_space();
    --nested_;
    return read;
  }

  // A text, which ends before a comma, or where brackets end.
  std::string text(bool outermost) {
    if (!at_end() && (text_[at_] == '"' || text_[at_] == '\'')) return quoted(text_[at_]);
    std::string read;
    for (; !at_end(); ++at_) {
      char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == ',') {
        c = text_[++at_];
      } else if (c == ',' || (!outermost && (c == ']' || c == '}'))) {
        break;
      }
      read += c;
    }
    while (!read.empty() && is_space(read.back())) read.pop_back();
    return read;
  }

  std::string quoted(char quote) {
    std::size_t begin = at_++;
    std::string read;
    for (; !at_end() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() &&
          (text_[at_ + 1] == quote || text_[at_ + 1] == '\\'))
        ++at_;
      read += text_[at_];
    }
    if (at_end())
      fail("Expected: '" + std::string(1, quote) + "', received: 'EOF' for input:\n", begin);
    ++at_;
    skip_space();
    return read;
  }

  bool at_end() const { return at_ >= text_.size(); }
  void skip_space() {
    while (!at_end() && is_space(text_[at_])) ++at_;
  }
  bool take_if(char c) {
    skip_space();
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    skip_space();
    return true;
  }
  void expect(char c) {
    if (!take_if(c)) refuse({&c, 1});
  }

  [[noreturn]] void refuse(std::string_view expected) const {
    std::string received = at_end() ? "EOF" : std::string(1, text_[at_]);
    fail("Expected: '" + std::string(expected) + "', received: '" + received + "' for input:\n",
         at_);
  }
  // Shows the text, and below it the place.
  [[noreturn]] void fail(const std::string& sentence, std::size_t place) const {
    throw Failure(Exit::usage, "Error parsing parameter '" + std::string(option_) +
                                   "': " + sentence + std::string(text_) + '\n' +
                                   std::string(place, ' ') + '^');
  }

  std::string_view option_;
  std::string_view text_;
  std::size_t at_ = 0;
  int nested_ = 0;
};

// The JSON of what was written, by the type that it is to have.
class Typed {
 public:
  explicit Typed(std::string_view option) : option_(option) {}

  std::string structure(const Type& type, const Written::Members& members) const {
    std::string json = "{";
    for (const auto& [name, value] : members) {
      if (json.size() > 1) json += ',';
      json += '"' + name + "\":" + of(member(type, name), value);
    }
    return json + '}';
  }

 private:
  std::string of(const Type& type, const Written& written) const {
    if (const auto* members = std::get_if<Written::Members>(&written.what)) {
      if (type.kind != Kind::structure && type.kind != Kind::union_) refuse(type);
      return structure(type, *members);
    }
    if (type.kind == Kind::list) {
      const auto* list = std::get_if<Written::List>(&written.what);
      if (list == nullptr) return '[' + of(type.element(), written) + ']';
      std::string json = "[";
      for (const Written& item : *list) {
        if (json.size() > 1) json += ',';
        json += of(type.element(), item);
      }
      return json + ']';
    }
    const auto* text = std::get_if<std::string>(&written.what);
    if (text == nullptr) refuse(type);
    return json_of(option_, type, std::span(text, 1));
  }

  const Type& member(const Type& type, std::string_view name) const {
    std::string known;
    for (const Field& field : type.fields) {
      if (field.name == name) return field.type();
      known += (known.empty() ? "" : ", ") + std::string(field.name);
    }
    throw Failure(Exit::usage, "Unknown parameter in " + std::string(option_) + ": \"" +
                                   std::string(name) + "\", must be one of: " + known);
  }

  [[noreturn]] void refuse(const Type& type) const {
    throw Failure(Exit::usage, "Error parsing parameter '" + std::string(option_) +
                                   "': that is no " + std::string(type.name));
  }

  std::string_view option_;
};

}  // namespace

std::string json_of_shorthand(std::string_view option, const Type& structure,
                              std::string_view text) {
  return Typed(option).structure(structure, Reader(option, text).members());
}

}  // namespace amity::cli
