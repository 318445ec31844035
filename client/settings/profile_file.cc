#include "client/settings/profile_file.h"

#include "client/settings/plain_text.h"
#include "client/settings/settings.h"

#include <algorithm>

namespace amity::client {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  void take(std::string_view line) {
    ++number_;
    std::string_view text = trimmed(line);
    if (text.empty() || text.front() == '#' || text.front() == ';') return;
    std::size_t indent = line.find_first_not_of(kBlanks);
    if (value_ != nullptr && indent > indent_) return go_on(text);
    if (text.front() == '[') return begin_section(text);
    if (section_ == nullptr) refuse("no section begins before it");
    auto [name, value] = assignment(text);
    auto [at, fresh] = section_->emplace(lower_case(name), value);
    if (!fresh) refuse("its name is in the section already");
    name_ = at->first;
    value_ = &at->second;
    nested_ = value.empty();
    indent_ = indent;
  }

  ProfileFile done() { return std::move(sections_); }

 private:
  [[noreturn]] void refuse(const char* why) const {
    throw ConfigurationError("Unable to parse config file: " + path_ + ", line " +
                             std::to_string(number_) + ": " + why);
  }

  std::pair<std::string_view, std::string_view> assignment(std::string_view text) const {
    std::size_t sign = text.find('=');
    if (sign == 0 || sign == std::string_view::npos) refuse("it has no name and value");
    return {trimmed(text.substr(0, sign)), trimmed(text.substr(sign + 1))};
  }

  void begin_section(std::string_view text) {
    std::size_t end = text.find(']');
    std::string_view name = trimmed(text.substr(1, end == std::string_view::npos ? end : end - 1));
    if (end == std::string_view::npos || name.empty()) refuse("it names no section");
    auto [at, fresh] = sections_.try_emplace(std::string(name));
    if (!fresh) refuse("that section is in the file already");
    section_ = &at->second;
    value_ = nullptr;
  }

  // A line that belongs to the name before it.
  void go_on(std::string_view text) {
    if (nested_) {
      auto [name, value] = assignment(text);
      section_->insert_or_assign(name_ + '.' + lower_case(name), value);
    } else {
      value_->append("\n").append(text);
    }
  }

  const std::string& path_;
  int number_ = 0;
  ProfileFile sections_;
  Profiles::Section* section_ = nullptr;
  // The name that lines may go on with, and where its value is; none at a section's begin.
  std::string name_;
  std::string* value_ = nullptr;
  bool nested_ = false;
  std::size_t indent_ = 0;
};

}  // namespace

ProfileFile read_profile_file(std::string_view text, const std::string& path) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Reader reader(path);
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    reader.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.done();
}

}  // namespace amity::client
