#include "cli/columns.h"
#include "cli/formats.h"
#include "cli/output.h"
#include "cli/visible.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

namespace amity::cli {
namespace {

using simdjson::dom::element;
using Row = std::vector<std::string>;

constexpr int kPadding = 4;  // two columns on each side of a cell

// One box, with a title, perhaps names of columns, and rows.
struct Section {
  std::string title{};
  int indent = 0;  // how many bars stand on each side of the box
  Row headers{};
  std::vector<Row> rows{};

  std::vector<int> column_widths() const {
    std::vector<int> widths;
    auto widen = [&widths](const Row& row) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i)
        widths[i] = std::max(widths[i], columns_of(row[i]) + kPadding);
    };
    widen(headers);
    for (const Row& row : rows) widen(row);
    return widths;
  }

  int width() const {
    std::vector<int> widths = column_widths();
    return 2 + 2 * indent +
           std::max(columns_of(title), std::accumulate(widths.begin(), widths.end(), 0));
  }
};

bool is_empty(element value) {
  if (value.is_null()) return true;
  if (value.is_bool()) return !value.get_bool().value();
  if (value.is_string()) return value.get_string().value().empty();
  if (value.is_array()) return value.get_array().value().size() == 0;
  if (value.is_object()) return value.get_object().value().size() == 0;
  return value.get_double().value() == 0;
}

bool has_scalars_only(element list) {
  simdjson::dom::array items = list.get_array();
  return std::all_of(items.begin(), items.end(), is_scalar);
}

// Takes an answer apart into boxes.
class Builder {
 public:
  void add(std::string_view title, element value, int indent) {
    if (is_empty(value)) return;
    sections.push_back({.title = std::string(title), .indent = indent});
    fill(title, value, indent);
  }

  std::vector<Section> sections;

 private:
  using Names = std::set<std::string_view>;

  void fill(std::string_view title, element value, int indent) {
    if (value.is_object()) {
      object(value, indent);
    } else if (value.is_array()) {
      if (value.get_array().at(0).value().is_object()) {
        objects(title, value, indent);
      } else {
        for (element item : value.get_array()) add_item(item, indent);
      }
    }
  }

  void add_item(element item, int indent) {
    if (is_scalar(item)) {
      sections.back().rows.push_back({plain(item)});
    } else if (item.is_array() && has_scalars_only(item)) {
      Row row;
      for (element cell : item.get_array()) row.push_back(plain(cell));
      sections.back().rows.push_back(std::move(row));
    } else if (!is_empty(item)) {
      fill({}, item, indent);
    }
  }

  // One row below the names of its columns; beside it, when it is the only one.
  void object(element value, int indent) {
    auto [scalars, more] = names_in(value);
    Row cells;
    for (std::string_view name : scalars) cells.push_back(plain(value[name]));
    if (scalars.size() == 1) {
      sections.back().rows.push_back({std::string(*scalars.begin()), cells.front()});
    } else if (!scalars.empty()) {
      sections.back().headers.assign(scalars.begin(), scalars.end());
      sections.back().rows.push_back(std::move(cells));
    }
    for (std::string_view name : more) add(name, value[name], indent + 1);
  }

  // A row for each. Where something hangs below the rows, each has a box of its own.
  void objects(std::string_view title, element list, int indent) {
    Names scalars;
    Names more;
    for (element item : list.get_array()) {
      if (!item.is_object()) continue;
      auto [own_scalars, own_more] = names_in(item);
      scalars.merge(own_scalars);
      more.merge(own_more);
    }
    sections.back().headers.assign(scalars.begin(), scalars.end());
    bool first = true;
    for (element item : list.get_array()) {
      if (!first && !more.empty())
        sections.push_back({.title = std::string(title),
                            .indent = indent,
                            .headers = {scalars.begin(), scalars.end()}});
      first = false;
      Row row;
      for (std::string_view name : scalars) row.push_back(cell(item, name));
      sections.back().rows.push_back(std::move(row));
      for (std::string_view name : more) {
        element member;
        if (item[name].get(member) == simdjson::SUCCESS) add(name, member, indent + 1);
      }
    }
  }

  static std::string cell(element item, std::string_view name) {
    element member;
    return item[name].get(member) == simdjson::SUCCESS && is_scalar(member) ? plain(member) : "";
  }

  static std::pair<Names, Names> names_in(element object) {
    std::pair<Names, Names> names;
    for (auto [name, member] : object.get_object())
      (is_scalar(member) ? names.first : names.second).insert(name);
    return names;
  }
};

void make_visible(Section& section) {
  section.title = visible(section.title);
  for (std::string& name : section.headers) name = visible(name);
  for (Row& row : section.rows)
    for (std::string& cell : row) cell = visible(cell);
}

// A box of one row that is too wide: its names stand below each other, each beside its value.
void turn_upright(Section& section) {
  if (section.rows.size() != 1 || section.headers.empty()) return;
  Row cells = std::move(section.rows.front());
  section.rows.clear();
  for (std::size_t i = 0; i < cells.size(); ++i)
    section.rows.push_back({section.headers[i], cells[i]});
  section.headers.clear();
}

std::string dashes(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), '-');
}
std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

class Painter {
 public:
  Painter(const Look& look, std::string& out) : look_(look), out_(out) {}

  void draw(std::vector<Section> sections) {
    int width = width_of(sections);
    if (width > look_.width) {
      for (Section& section : sections) turn_upright(section);
      width = width_of(sections);
    }
    out_ += dashes(width) + '\n';
    for (const Section& section : sections) draw(section, width - 2 * section.indent);
  }

 private:
  static int width_of(const std::vector<Section>& sections) {
    int width = 0;
    for (const Section& section : sections) width = std::max(width, section.width());
    return width;
  }

  void draw(const Section& section, int width) {
    auto line = [&](const std::string& text) {
      std::string bars;
      for (int i = 0; i < section.indent; ++i) bars += painted("\x1b[2m\x1b[33m", "|");
      out_ += bars + text + bars + '\n';
    };
    if (!section.title.empty()) line('|' + centred(section.title, width - 1, 1) + '|');
    std::vector<int> widths = scaled(section.column_widths(), width);
    if (section.headers.empty() && section.rows.empty()) line('+' + dashes(width - 2) + '+');
    if (widths.empty()) return;
    if (!section.headers.empty()) {
      line(rule(widths));
      std::string row;
      for (std::size_t i = 0; i < section.headers.size(); ++i)
        row +=
            (i == 0 ? "|" : "") + centred(section.headers[i], widths[i] - 1, i == 0 ? 1 : 0) + '|';
      line(row);
    }
    if (section.rows.empty()) return;
    line(rule(widths));
    for (const Row& cells : section.rows) {
      std::string row;
      for (std::size_t i = 0; i < cells.size(); ++i)
        row += (i == 0 ? "|" : "") + to_the_left(cells[i], widths[i] - (i == 0 ? 2 : 1)) + '|';
      line(row);
    }
    line(rule(widths));
  }

  static std::string rule(const std::vector<int>& widths) {
    std::string text = "+";
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += dashes(widths[i] - (i == 0 ? 2 : 1)) + '+';
    return text;
  }

  // `width` with what has been drawn of it, and without the bar at its end.
  static std::string centred(const std::string& text, int width, int drawn) {
    int columns = columns_of(text);
    int before = std::max(0, (width + 1) / 2 - columns / 2 - 1);
    return blanks(before) + text + blanks(width - drawn - before - columns);
  }

  std::string to_the_left(const std::string& text, int width) const {
    int columns = columns_of(text);
    int before = width >= columns + 2 ? 2 : 0;
    return blanks(before) + painted("\x1b[1m\x1b[34m", text) + blanks(width - before - columns);
  }

  std::string painted(std::string_view colour, const std::string& text) const {
    return look_.colours ? std::string(colour) + text + "\x1b[0m" : text;
  }

  // Columns that together are as wide as the box.
  static std::vector<int> scaled(std::vector<int> widths, int width) {
    if (widths.empty()) return widths;
    double factor = width / static_cast<double>(std::accumulate(widths.begin(), widths.end(), 0));
    for (int& each : widths) each = static_cast<int>(std::nearbyint(factor * each));
    int off = std::accumulate(widths.begin(), widths.end(), 0) - width;
    // What rounding left over is taken off from the left on, and added from the right on.
    for (std::size_t i = 0; off != 0; i = (i + 1) % widths.size()) {
      int step = off > 0 ? -1 : 1;
      (off > 0 ? widths[i] : widths[widths.size() - 1 - i]) += step;
      off += step;
    }
    return widths;
  }

  const Look& look_;
  std::string& out_;
};

}  // namespace

void append_table(element value, const Look& look, std::string& out) {
  Builder builder;
  builder.add(look.title, value, 0);
  if (look.on_terminal)
    for (Section& section : builder.sections) make_visible(section);
  if (!builder.sections.empty()) Painter(look, out).draw(std::move(builder.sections));
}

}  // namespace amity::cli
