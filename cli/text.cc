#include "cli/formats.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace amity::cli {
namespace {

using simdjson::dom::element;
using Columns = std::set<std::string_view>;

std::string in_capitals(std::string_view name) {
  std::string text;
  for (char c : name) text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

// What stands in a row of its own: `name` begins it, empty for none.
class Lines {
 public:
  explicit Lines(std::string& out) : out_(out) {}

  void value(element value, std::string_view name, const Columns* columns) {
    if (value.is_object()) {
      object(value, name, columns);
    } else if (value.is_array()) {
      list(value, name);
    } else {
      out_ += plain(value) + '\n';
    }
  }

 private:
  // `columns` are those of a row's neighbours in a list, so that a missing value leaves its place.
  void object(element value, std::string_view name, const Columns* columns) {
    std::map<std::string_view, element> members;
    for (auto [key, member] : value.get_object()) members.insert_or_assign(key, member);

    std::vector<std::string> row;
    if (columns != nullptr) {
      for (std::string_view column : *columns) {
        auto found = members.find(column);
        bool here = found != members.end() && is_scalar(found->second);
        row.push_back(here ? plain(found->second) : "");
      }
    } else {
      for (const auto& [key, member] : members)
        if (is_scalar(member)) row.push_back(plain(member));
    }
    if (!row.empty()) line(name, row);
    for (const auto& [key, member] : members)
      if (!is_scalar(member)) this->value(member, key, nullptr);
  }

  void list(element value, std::string_view name) {
    simdjson::dom::array items = value.get_array();
    auto is_object = [](element item) { return item.is_object(); };
    if (std::any_of(items.begin(), items.end(), is_object)) {
      Columns columns;
      for (element item : items) {
        if (!item.is_object()) continue;
        for (auto [key, member] : item.get_object())
          if (is_scalar(member)) columns.insert(key);
      }
      for (element item : items) this->value(item, name, &columns);
      return;
    }
    std::vector<std::string> scalars;
    for (element item : items)
      if (is_scalar(item)) scalars.push_back(plain(item));
    if (name.empty() && !scalars.empty()) line({}, scalars);
    if (!name.empty())
      for (const std::string& scalar : scalars) line(name, {scalar});
    for (element item : items)
      if (!is_scalar(item)) this->value(item, name, nullptr);
  }

  void line(std::string_view name, const std::vector<std::string>& values) {
    std::string text = in_capitals(name);
    bool first = name.empty();
    for (const std::string& value : values) {
      if (!first) text += '\t';
      first = false;
      text += value;
    }
    out_ += text + '\n';
  }

  std::string& out_;
};

}  // namespace

void append_text(element value, std::string& out) { Lines(out).value(value, {}, nullptr); }

}  // namespace amity::cli
