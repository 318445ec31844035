#include "protocol/iam/pattern.h"

#include "protocol/iam/names.h"

#include <algorithm>
#include <stdexcept>

namespace amity::iam {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kArnParts = 6;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The bytes of the UTF-8 character at the front: ? stands for a character, not for a byte.
std::size_t character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

bool key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(":/-_.=+@ ").find(c) != kNone || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Pattern::Pattern(std::string_view text, Syntax syntax) {
  while (!text.empty()) {
    if (syntax.variables && text.starts_with("${")) {
      text.remove_prefix(append_variable(text));
    } else if (syntax.wildcards && text.front() == '*') {
      // Two in a row match what one does.
      if (pieces_.empty() || pieces_.back().kind != Kind::run) pieces_.push_back({Kind::run});
      text.remove_prefix(1);
    } else if (syntax.wildcards && text.front() == '?') {
      pieces_.push_back({Kind::one});
      text.remove_prefix(1);
    } else {
      std::size_t size = 1;
      while (size < text.size() && text[size] != '*' && text[size] != '?' && text[size] != '$')
        ++size;
      append_literal(text.substr(0, size));
      text.remove_prefix(size);
    }
  }
  settle_form();
}

void Pattern::append_literal(std::string_view text) {
  if (pieces_.empty() || pieces_.back().kind != Kind::literal)
    pieces_.push_back({Kind::literal, text_.size(), 0});
  text_ += text;
  pieces_.back().size += text.size();
}

// Takes the variable at the front; returns how long it is.
std::size_t Pattern::append_variable(std::string_view rest) {
  std::size_t close = rest.find('}');
  if (close == kNone) throw std::invalid_argument("has a ${ without its }");
  std::string_view inside = rest.substr(2, close - 2);
  if (inside == "*" || inside == "?" || inside == "$") {
    append_literal(inside);
    return close + 1;
  }

  std::size_t comma = inside.find(',');
  std::string_view key = trimmed(inside.substr(0, comma));
  if (key.empty() || !std::all_of(key.begin(), key.end(), key_character))
    throw std::invalid_argument("has a ${…} that names no condition key");
  Variable variable{Key(key), false, {}};
  if (comma != kNone) {
    // The default stands between quotes and may hold a } of its own.
    std::string_view quoted = rest.substr(2 + comma + 1);
    std::size_t open = quoted.find_first_not_of(' ');
    std::size_t end = open == kNone ? kNone : quoted.find('\'', open + 1);
    std::size_t after = end == kNone ? kNone : quoted.find_first_not_of(' ', end + 1);
    if (open == kNone || quoted[open] != '\'' || after == kNone || quoted[after] != '}')
      throw std::invalid_argument("has a ${key, 'default'} whose default is not between quotes");
    variable.has_default = true;
    variable.default_value = quoted.substr(open + 1, end - open - 1);
    close = 2 + comma + 1 + after;
  }
  pieces_.push_back({Kind::variable, variables_.size(), 0});
  variables_.push_back(std::move(variable));
  return close + 1;
}

void Pattern::settle_form() {
  if (pieces_.empty() || (pieces_.size() == 1 && pieces_[0].kind == Kind::literal))
    form_ = Form::literal;
  else if (pieces_.size() == 1 && pieces_[0].kind == Kind::run)
    form_ = Form::everything;
  else if (pieces_.size() == 2 && pieces_[0].kind == Kind::literal && pieces_[1].kind == Kind::run)
    form_ = Form::prefix;
}

// What a matching text ends with: cheaper to look at than all before it.
std::string_view Pattern::last_literal() const {
  if (pieces_.back().kind != Kind::literal) return {};
  return std::string_view(text_).substr(pieces_.back().begin);
}

std::optional<std::string_view> Pattern::value(const Variable& variable, Lookup& lookup) const {
  // A default is for a key that the request does not have, not for one with several values.
  if (variable.has_default && !lookup.find(variable.key)) return variable.default_value;
  return lookup.single(variable.key);
}

bool Pattern::resolvable(Lookup& lookup) const {
  return std::all_of(variables_.begin(), variables_.end(),
                     [&](const Variable& each) { return value(each, lookup).has_value(); });
}

std::string_view Pattern::text_of(const Piece& piece, Lookup& lookup) const {
  if (piece.kind == Kind::literal) return std::string_view(text_).substr(piece.begin, piece.size);
  return value(variables_[piece.begin], lookup).value_or("");
}

// Goes along both, and on a mismatch back to the last *, which takes one character more: earlier
// ones never need to. At most pattern times text steps. Before `open_from` wildcards take no colon.
bool Pattern::walk(std::string_view text, std::size_t open_from, Lookup& lookup) const {
  std::size_t at = 0;
  std::size_t piece = 0;
  std::size_t run_piece = kNone;  // after the last *
  std::size_t run_at = 0;         // where it begins to match
  auto closed = [&](std::size_t here) { return here < open_from && text[here] == ':'; };
  // Lets the * end where what follows it stands next, if that is a literal.
  auto seek = [&] {
    if (run_piece == pieces_.size() || pieces_[run_piece].kind != Kind::literal) return true;
    std::size_t next = text.find(text_of(pieces_[run_piece], lookup), run_at);
    if (next == kNone) return false;
    while (run_at < std::min(next, open_from))
      if (closed(run_at++)) return false;
    run_at = next;
    return true;
  };

  while (true) {
    bool fits = false;
    if (piece == pieces_.size()) {
      if (at == text.size()) return true;
    } else if (pieces_[piece].kind == Kind::run) {
      if (piece + 1 == pieces_.size() && at >= open_from) return true;
      run_piece = piece + 1;
      run_at = at;
      if (!seek()) return false;
      at = run_at;
      piece = run_piece;
      fits = true;
    } else if (pieces_[piece].kind == Kind::one) {
      if (at < text.size() && !closed(at)) {
        at += character(text.substr(at));
        ++piece;
        fits = true;
      }
    } else {
      std::string_view wanted = text_of(pieces_[piece], lookup);
      if (text.substr(at).starts_with(wanted)) {
        at += wanted.size();
        ++piece;
        fits = true;
      }
    }
    if (fits) continue;
    if (run_piece == kNone || run_at >= text.size() || closed(run_at)) return false;
    run_at += character(text.substr(run_at));
    if (!seek()) return false;
    at = run_at;
    piece = run_piece;
  }
}

bool Pattern::matches(std::string_view text, Lookup& lookup) const {
  switch (form_) {
    case Form::everything:
      return true;
    case Form::literal:
      return text == text_;
    case Form::prefix:
      return text.starts_with(text_);
    case Form::pieces:
      break;
  }
  return text.ends_with(last_literal()) && resolvable(lookup) && walk(text, 0, lookup);
}

bool Pattern::equals_without_case(std::string_view text, Lookup& lookup) const {
  if (!resolvable(lookup)) return false;
  for (const Piece& piece : pieces_) {
    std::string_view wanted = text_of(piece, lookup);
    if (!equal_without_case(text.substr(0, wanted.size()), wanted)) return false;
    text.remove_prefix(wanted.size());
  }
  return text.empty();
}

bool Pattern::matches_arn(std::string_view text, Lookup& lookup) const {
  std::size_t resource = 0;
  for (std::size_t part = 1; part < kArnParts; ++part) {
    std::size_t colon = text.find(':', resource);
    if (colon == kNone) return false;
    resource = colon + 1;
  }
  return resolvable(lookup) && walk(text, resource, lookup);
}

}  // namespace amity::iam
