#include "protocol/jmespath/functions.h"
#include "protocol/jmespath/node.h"
#include "protocol/jmespath/query.h"
#include "protocol/jmespath/token.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace amity::jmespath {
namespace {

// Deeper trees are refused: each level takes stack, here and when it is evaluated.
constexpr int kDeepest = 250;

// How tightly what follows an expression binds to it; loosest first. What binds less than
// `projects` ends a projection: it asks something of the whole list, no longer of each item.
enum Binding : int {
  loosest = 0,
  pipe = 1,
  or_ = 2,
  and_ = 3,
  comparison = 5,
  flatten = 9,
  projects = 10,
  star = 20,
  filter = 21,
  dot = 40,
  not_ = 45,
  brace = 50,
  bracket = 55,
  parenthesis = 60,
};

int binding_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::pipe:
      return pipe;
    case TokenKind::or_:
      return or_;
    case TokenKind::and_:
      return and_;
    case TokenKind::equal:
    case TokenKind::not_equal:
    case TokenKind::less:
    case TokenKind::less_or_equal:
    case TokenKind::greater:
    case TokenKind::greater_or_equal:
      return comparison;
    case TokenKind::flatten:
      return flatten;
    case TokenKind::star:
      return star;
    case TokenKind::filter:
      return filter;
    case TokenKind::dot:
      return dot;
    case TokenKind::not_:
      return not_;
    case TokenKind::open_brace:
      return brace;
    case TokenKind::open_bracket:
      return bracket;
    case TokenKind::open_parenthesis:
      return parenthesis;
    case TokenKind::end:
    case TokenKind::name:
    case TokenKind::quoted_name:
    case TokenKind::number:
    case TokenKind::literal:
    case TokenKind::current:
    case TokenKind::comma:
    case TokenKind::colon:
    case TokenKind::ampersand:
    case TokenKind::close_parenthesis:
    case TokenKind::close_brace:
    case TokenKind::close_bracket:
      return loosest;
  }
  return loosest;
}

// Precedence climbing: first what begins an expression, then what follows as long as it binds
// tighter than what is to the left.
class Parser {
 public:
  explicit Parser(std::string_view expression)
      : expression_(expression), tokens_(tokens_of(expression)) {}

  NodePtr whole() {
    NodePtr node = expression(loosest);
    if (now().kind != TokenKind::end) refuse(now());
    return node;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  TokenKind kind(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)].kind;
  }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  const Token& take(TokenKind expected) {
    if (kind() != expected) refuse(now());
    return take();
  }
  bool take_if(TokenKind wanted) {
    if (kind() != wanted) return false;
    take();
    return true;
  }

  [[noreturn]] void refuse(const Token& token) const {
    std::string sentence = "Invalid jmespath expression: ";
    if (token.kind == TokenKind::end) {
      sentence += "Incomplete expression";
    } else {
      sentence += "Parse error at column " + std::to_string(token.at) + ", token \"" +
                  std::string(token.text) + '"';
    }
    throw QueryError(sentence + ", for expression: \"" + std::string(expression_) + '"');
  }

  static std::unique_ptr<Node> fresh(NodeKind node_kind) {
    auto node = std::make_unique<Node>();
    node->kind = node_kind;
    return node;
  }

  // The node as a part of a tree that is not too deep.
  static NodePtr made(std::unique_ptr<Node> node) {
    for (const NodePtr& child : node->children)
      node->depth = std::max(node->depth, child->depth + 1);
    if (node->depth > kDeepest) refuse_depth();
    return node;
  }
  static NodePtr made(NodeKind node_kind, NodePtr first = {}, NodePtr second = {},
                      NodePtr third = {}) {
    auto node = fresh(node_kind);
    for (NodePtr* child : {&first, &second, &third})
      if (*child) node->children.push_back(std::move(*child));
    return made(std::move(node));
  }
  [[noreturn]] static void refuse_depth() {
    throw QueryError("Invalid jmespath expression: it is nested too deeply");
  }

  static NodePtr current() { return made(NodeKind::current); }

  NodePtr expression(int left_binding) {
    if (++nested_ > kDeepest) refuse_depth();
    NodePtr left = beginning();
    while (left_binding < binding_of(kind())) left = continued(std::move(left));
    --nested_;
    return left;
  }

  NodePtr beginning() {
    const Token& token = take();
    switch (token.kind) {
      case TokenKind::name:
      case TokenKind::quoted_name: {
        if (token.kind == TokenKind::quoted_name && kind() == TokenKind::open_parenthesis)
          refuse(token);  // no function has such a name
        auto node = fresh(NodeKind::field);
        node->name = *token.value.text();
        return made(std::move(node));
      }
      case TokenKind::literal: {
        auto node = fresh(NodeKind::literal);
        node->value = token.value;
        return made(std::move(node));
      }
      case TokenKind::current:
        return current();
      case TokenKind::star:
        return made(NodeKind::value_projection, current(),
                    kind() == TokenKind::close_bracket ? current() : projected(star));
      case TokenKind::flatten:
        return flattened(current());
      case TokenKind::filter:
        return filtered(current());
      case TokenKind::not_:
        return made(NodeKind::not_, expression(not_));
      case TokenKind::ampersand:
        return made(NodeKind::reference, expression(loosest));
      case TokenKind::open_brace:
        return hash();
      case TokenKind::open_parenthesis: {
        NodePtr inner = expression(loosest);
        take(TokenKind::close_parenthesis);
        return inner;
      }
      case TokenKind::open_bracket:
        return begins_index() ? indexed(current()) : list();
      case TokenKind::end:
      case TokenKind::number:
      case TokenKind::dot:
      case TokenKind::comma:
      case TokenKind::colon:
      case TokenKind::pipe:
      case TokenKind::or_:
      case TokenKind::and_:
      case TokenKind::equal:
      case TokenKind::not_equal:
      case TokenKind::less:
      case TokenKind::less_or_equal:
      case TokenKind::greater:
      case TokenKind::greater_or_equal:
      case TokenKind::close_parenthesis:
      case TokenKind::close_brace:
      case TokenKind::close_bracket:
        refuse(token);
    }
    refuse(token);
  }

  NodePtr continued(NodePtr left) {
    const Token& token = take();
    switch (token.kind) {
      case TokenKind::dot:
        if (take_if(TokenKind::star))
          return made(NodeKind::value_projection, std::move(left), projected(dot));
        return made(NodeKind::chain, std::move(left), after_dot(dot));
      case TokenKind::pipe:
        return made(NodeKind::chain, std::move(left), expression(pipe));
      case TokenKind::or_:
        return made(NodeKind::or_, std::move(left), expression(or_));
      case TokenKind::and_:
        return made(NodeKind::and_, std::move(left), expression(and_));
      case TokenKind::equal:
        return compared(Comparison::equal, std::move(left));
      case TokenKind::not_equal:
        return compared(Comparison::not_equal, std::move(left));
      case TokenKind::less:
        return compared(Comparison::less, std::move(left));
      case TokenKind::less_or_equal:
        return compared(Comparison::less_or_equal, std::move(left));
      case TokenKind::greater:
        return compared(Comparison::greater, std::move(left));
      case TokenKind::greater_or_equal:
        return compared(Comparison::greater_or_equal, std::move(left));
      case TokenKind::flatten:
        return flattened(std::move(left));
      case TokenKind::filter:
        return filtered(std::move(left));
      case TokenKind::open_bracket:
        if (!begins_index()) refuse(now());
        return indexed(std::move(left));
      case TokenKind::open_parenthesis:
        // A name that stands alone, right before it.
        if (left->kind != NodeKind::field || tokens_[at_ - 2].kind != TokenKind::name)
          refuse(token);
        return called(left->name);
      case TokenKind::star:
      case TokenKind::not_:
      case TokenKind::open_brace:
      case TokenKind::end:
      case TokenKind::name:
      case TokenKind::quoted_name:
      case TokenKind::number:
      case TokenKind::literal:
      case TokenKind::current:
      case TokenKind::comma:
      case TokenKind::colon:
      case TokenKind::ampersand:
      case TokenKind::close_parenthesis:
      case TokenKind::close_brace:
      case TokenKind::close_bracket:
        refuse(token);
    }
    refuse(token);
  }

  // What is asked of each item of a projection.
  NodePtr projected(int left_binding) {
    if (binding_of(kind()) < projects) return current();
    if (kind() == TokenKind::open_bracket || kind() == TokenKind::filter)
      return expression(left_binding);
    take(TokenKind::dot);
    return after_dot(left_binding);
  }

  NodePtr after_dot(int left_binding) {
    if (take_if(TokenKind::open_bracket)) return list();
    if (take_if(TokenKind::open_brace)) return hash();
    if (kind() != TokenKind::name && kind() != TokenKind::quoted_name && kind() != TokenKind::star)
      refuse(now());
    return expression(left_binding);
  }

  NodePtr compared(Comparison how, NodePtr left) {
    auto node = fresh(NodeKind::comparison);
    node->comparison = how;
    node->children.push_back(std::move(left));
    node->children.push_back(expression(comparison));
    return made(std::move(node));
  }

  NodePtr flattened(NodePtr left) {
    return made(NodeKind::projection, made(NodeKind::flatten, std::move(left)), projected(flatten));
  }

  // Behind `[?`.
  NodePtr filtered(NodePtr left) {
    NodePtr condition = expression(loosest);
    take(TokenKind::close_bracket);
    NodePtr each = kind() == TokenKind::flatten ? current() : projected(filter);
    return made(NodeKind::filter_projection, std::move(left), std::move(each),
                std::move(condition));
  }

  // Whether what stands behind `[` is an index, a slice or a star rather than a list.
  bool begins_index() const {
    return kind() == TokenKind::number || kind() == TokenKind::colon ||
           (kind() == TokenKind::star && kind(1) == TokenKind::close_bracket);
  }

  // Behind `[`.
  NodePtr indexed(NodePtr left) {
    if (take_if(TokenKind::star)) {
      take(TokenKind::close_bracket);
      return made(NodeKind::projection, std::move(left), projected(star));
    }
    auto node = fresh(NodeKind::index);
    std::size_t part = 0;
    for (; kind() != TokenKind::close_bracket;) {
      const Token& token = take();
      if (token.kind == TokenKind::colon && part < 2) {
        node->kind = NodeKind::slice;
        ++part;
      } else if (token.kind == TokenKind::number && !node->slice[part]) {
        node->slice[part] = *token.value.whole();
      } else {
        refuse(token);
      }
    }
    take(TokenKind::close_bracket);
    if (node->slice[2] == 0) throw QueryError("Invalid jmespath expression: a step of 0");
    bool is_slice = node->kind == NodeKind::slice;
    NodePtr picked = made(NodeKind::chain, std::move(left), made(std::move(node)));
    if (!is_slice) return picked;
    return made(NodeKind::projection, std::move(picked), projected(star));
  }

  // Behind `[`.
  NodePtr list() {
    auto node = fresh(NodeKind::list);
    do node->children.push_back(expression(loosest));
    while (take_if(TokenKind::comma));
    take(TokenKind::close_bracket);
    return made(std::move(node));
  }

  // Behind `{`.
  NodePtr hash() {
    auto node = fresh(NodeKind::hash);
    do {
      const Token& name = take();
      if (name.kind != TokenKind::name && name.kind != TokenKind::quoted_name) refuse(name);
      take(TokenKind::colon);
      node->names.push_back(*name.value.text());
      node->children.push_back(expression(loosest));
    } while (take_if(TokenKind::comma));
    take(TokenKind::close_brace);
    return made(std::move(node));
  }

  // Behind `(`.
  NodePtr called(const std::string& name) {
    auto node = fresh(NodeKind::call);
    node->function = find_function(name);
    if (node->function == nullptr) throw QueryError("Unknown function: " + name + "()");
    if (!take_if(TokenKind::close_parenthesis)) {
      do node->children.push_back(expression(loosest));
      while (take_if(TokenKind::comma));
      take(TokenKind::close_parenthesis);
    }
    std::size_t expected = node->function->takes.size();
    std::size_t given = node->children.size();
    if (node->function->variadic ? given < expected : given != expected)
      throw QueryError(std::string("Expected ") + (node->function->variadic ? "at least " : "") +
                       std::to_string(expected) + (expected == 1 ? " argument" : " arguments") +
                       " for function " + name + "(), received " + std::to_string(given));
    return made(std::move(node));
  }

  std::string_view expression_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nested_ = 0;
};

}  // namespace

NodePtr parse(std::string_view expression) {
  if (expression.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw QueryError("Invalid JMESPath expression: cannot be empty.");
  if (!simdjson::validate_utf8(expression))
    throw QueryError("Invalid jmespath expression: it is not UTF-8");
  return Parser(expression).whole();
}

}  // namespace amity::jmespath
