#include "protocol/jmespath/token.h"

#include "protocol/jmespath/query.h"
#include "protocol/shape/encode.h"

#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

namespace amity::jmespath {
namespace {

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// In the order in which they are looked for: the longer before what it begins with.
constexpr std::pair<std::string_view, TokenKind> kSigns[] = {
    {"[?", TokenKind::filter},
    {"[]", TokenKind::flatten},
    {"[", TokenKind::open_bracket},
    {"]", TokenKind::close_bracket},
    {"{", TokenKind::open_brace},
    {"}", TokenKind::close_brace},
    {"(", TokenKind::open_parenthesis},
    {")", TokenKind::close_parenthesis},
    {"||", TokenKind::or_},
    {"|", TokenKind::pipe},
    {"&&", TokenKind::and_},
    {"&", TokenKind::ampersand},
    {"==", TokenKind::equal},
    {"!=", TokenKind::not_equal},
    {"!", TokenKind::not_},
    {"<=", TokenKind::less_or_equal},
    {"<", TokenKind::less},
    {">=", TokenKind::greater_or_equal},
    {">", TokenKind::greater},
    {".", TokenKind::dot},
    {"*", TokenKind::star},
    {",", TokenKind::comma},
    {":", TokenKind::colon},
    {"@", TokenKind::current},
};

class Lexer {
 public:
  explicit Lexer(std::string_view expression) : text_(expression) {}

  std::vector<Token> all() {
    std::vector<Token> tokens;
    while (true) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      if (at_ == text_.size()) break;
      std::size_t begin = at_;
      Token token = next();
      token.at = begin;
      token.text = text_.substr(begin, at_ - begin);
      tokens.push_back(std::move(token));
    }
    tokens.emplace_back().at = at_;  // the end
    return tokens;
  }

 private:
  // The token at at_, which goes on behind it.
  Token next() {
    char c = text_[at_];
    if (begins_name(c)) return name();
    if (is_digit(c) || c == '-') return number();
    switch (c) {
      case '"':
        return quoted_name();
      case '\'':
        return text_literal();
      case '`':
        return json_literal();
      default:
        break;
    }
    for (const auto& [sign, kind] : kSigns) {
      if (!text_.substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      return {kind, 0, {}};
    }
    refuse(at_, "Unknown token");
  }

  Token name() {
    std::size_t begin = at_;
    while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
    return {TokenKind::name, 0, {}, Value(std::string(text_.substr(begin, at_ - begin)))};
  }

  Token number() {
    std::int64_t number = 0;
    auto [stop, failure] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (failure != std::errc()) refuse(at_, "Unknown token");
    at_ = static_cast<std::size_t>(stop - text_.data());
    return {TokenKind::number, 0, {}, Value(number)};
  }

  // What stands between two delimiters, the second not behind a backslash; with the backslashes.
  std::string_view between(char delimiter) {
    std::size_t begin = at_;
    for (++at_; at_ < text_.size() && text_[at_] != delimiter; ++at_)
      if (text_[at_] == '\\') ++at_;
    if (at_ >= text_.size()) refuse(begin, std::string("Unclosed ") + delimiter + " delimiter");
    ++at_;
    return text_.substr(begin + 1, at_ - begin - 2);
  }

  // The text with those backslashes left out that stand before the delimiter.
  static std::string unescaped(std::string_view text, char delimiter) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] != '\\' || i + 1 == text.size() || text[i + 1] != delimiter) plain += text[i];
    return plain;
  }

  Token quoted_name() {
    std::size_t begin = at_;
    std::string json = '"' + std::string(between('"')) + '"';
    return {TokenKind::quoted_name, 0, {}, json_at(begin, json)};
  }

  Token text_literal() {
    return {TokenKind::literal, 0, {}, Value(unescaped(between('\''), '\''))};
  }

  // JSON; where it is none, a text without its quotes.
  Token json_literal() {
    std::size_t begin = at_;
    std::string json = unescaped(between('`'), '`');
    json.erase(0, json.find_first_not_of(" \t\r\n"));
    try {
      return {TokenKind::literal, 0, {}, Value::parse(json)};
    } catch (const std::invalid_argument&) {
      return {TokenKind::literal, 0, {}, json_at(begin, '"' + json + '"')};
    }
  }

  Value json_at(std::size_t begin, const std::string& json) const {
    try {
      return Value::parse(json);
    } catch (const std::invalid_argument&) {
      refuse(begin, "Invalid JSON");
    }
  }

  [[noreturn]] void refuse(std::size_t at, const std::string& why) const {
    throw QueryError("Bad jmespath expression: " + why + " at column " + std::to_string(at) +
                     " of \"" + std::string(text_) + '"');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view expression) { return Lexer(expression).all(); }

}  // namespace amity::jmespath
