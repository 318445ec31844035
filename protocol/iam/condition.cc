#include "protocol/iam/condition.h"

#include "protocol/shape/base64.h"

#include <algorithm>
#include <stdexcept>

namespace amity::iam {
namespace {

struct Name {
  std::string_view text;
  Operator op;
};

constexpr Name kNames[] = {
    {"StringEquals", {Comparison::string_equals}},
    {"StringNotEquals", {Comparison::string_equals, true}},
    {"StringEqualsIgnoreCase", {Comparison::string_equals_ignore_case}},
    {"StringNotEqualsIgnoreCase", {Comparison::string_equals_ignore_case, true}},
    {"StringLike", {Comparison::string_like}},
    {"StringNotLike", {Comparison::string_like, true}},
    {"NumericEquals", {Comparison::number}},
    {"NumericNotEquals", {Comparison::number, true}},
    {"NumericLessThan", {Comparison::number, false, Order::less}},
    {"NumericLessThanEquals", {Comparison::number, false, Order::less_or_equal}},
    {"NumericGreaterThan", {Comparison::number, false, Order::greater}},
    {"NumericGreaterThanEquals", {Comparison::number, false, Order::greater_or_equal}},
    {"DateEquals", {Comparison::date}},
    {"DateNotEquals", {Comparison::date, true}},
    {"DateLessThan", {Comparison::date, false, Order::less}},
    {"DateLessThanEquals", {Comparison::date, false, Order::less_or_equal}},
    {"DateGreaterThan", {Comparison::date, false, Order::greater}},
    {"DateGreaterThanEquals", {Comparison::date, false, Order::greater_or_equal}},
    {"Bool", {Comparison::boolean}},
    {"BinaryEquals", {Comparison::binary_equals}},
    {"IpAddress", {Comparison::address}},
    {"NotIpAddress", {Comparison::address, true}},
    // IAM compares ARNs alike under both names.
    {"ArnEquals", {Comparison::arn_like}},
    {"ArnLike", {Comparison::arn_like}},
    {"ArnNotEquals", {Comparison::arn_like, true}},
    {"ArnNotLike", {Comparison::arn_like, true}},
    {"Null", {Comparison::null}},
};

template <class Value>
Value readable(std::optional<Value> value, const char* complaint) {
  if (!value) throw std::invalid_argument(complaint);
  return *std::move(value);
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// A key without values, or whose only value is the empty text, counts as absent for the set
// operators.
bool is_null_set(std::span<const std::string_view> values) {
  return values.empty() || (values.size() == 1 && values.front().empty());
}

}  // namespace

std::optional<Operator> Operator::parse(std::string_view name) {
  Quantifier quantifier = Quantifier::none;
  if (take_prefix(name, "ForAllValues:"))
    quantifier = Quantifier::all;
  else if (take_prefix(name, "ForAnyValue:"))
    quantifier = Quantifier::any;
  bool if_exists = take_suffix(name, "IfExists");
  for (const Name& known : kNames) {
    if (known.text != name) continue;
    // Null asks whether the key exists.
    if (known.op.comparison == Comparison::null && (if_exists || quantifier != Quantifier::none))
      return std::nullopt;
    Operator op = known.op;
    op.quantifier = quantifier;
    op.if_exists = if_exists;
    return op;
  }
  return std::nullopt;
}

bool Operator::takes_variables() const {
  return comparison == Comparison::string_equals ||
         comparison == Comparison::string_equals_ignore_case ||
         comparison == Comparison::string_like || comparison == Comparison::arn_like;
}

void Condition::add(std::string_view value, bool variables) {
  switch (op_.comparison) {
    case Comparison::string_equals:
    case Comparison::string_equals_ignore_case:
      values_.emplace_back(Pattern(value, {.wildcards = false, .variables = variables}));
      return;
    case Comparison::string_like:
    case Comparison::arn_like:
      values_.emplace_back(Pattern(value, {.wildcards = true, .variables = variables}));
      return;
    case Comparison::binary_equals:
      values_.emplace_back(Exact{readable(shape::from_base64(value), "is not base64")});
      return;
    case Comparison::boolean:
    case Comparison::null:
      values_.emplace_back(readable(parse_bool(value), "is neither true nor false"));
      return;
    case Comparison::address:
      values_.emplace_back(readable(ip::Network::parse(value), "is no IP address or CIDR range"));
      return;
    case Comparison::number:
      values_.emplace_back(readable(parse_number(value), "is no number"));
      return;
    case Comparison::date:
      values_.emplace_back(readable(parse_date(value), "is no date or number of seconds"));
      return;
  }
}

bool Condition::holds(Lookup& lookup) const {
  Lookup::Values given = lookup.find(key_);
  if (op_.comparison == Comparison::null) {
    bool absent = !given || given->empty();
    return std::any_of(values_.begin(), values_.end(),
                       [&](const Value& wanted) { return std::get<bool>(wanted) == absent; });
  }
  if (given && op_.quantifier != Quantifier::none && is_null_set(*given)) given.reset();
  if (!given || given->empty()) {
    // An absent key equals nothing: so the opposite of any comparison holds.
    if (op_.if_exists) return true;
    if (op_.quantifier == Quantifier::none) return op_.negated;
    return op_.quantifier == Quantifier::all;
  }
  auto fits = [&](std::string_view one) { return equals_any(one, lookup) != op_.negated; };
  if (op_.quantifier == Quantifier::all) return std::all_of(given->begin(), given->end(), fits);
  if (op_.quantifier == Quantifier::any) return std::any_of(given->begin(), given->end(), fits);
  // Without a set operator: does any value equal, or, negated, none?
  auto equal = [&](std::string_view one) { return equals_any(one, lookup); };
  return std::any_of(given->begin(), given->end(), equal) != op_.negated;
}

bool Condition::equals_any(std::string_view given, Lookup& lookup) const {
  auto any = [&](auto equals) { return std::any_of(values_.begin(), values_.end(), equals); };
  switch (op_.comparison) {
    case Comparison::string_equals:
    case Comparison::string_like:
      return any(
          [&](const Value& wanted) { return std::get<Pattern>(wanted).matches(given, lookup); });
    case Comparison::string_equals_ignore_case:
      return any([&](const Value& wanted) {
        return std::get<Pattern>(wanted).equals_without_case(given, lookup);
      });
    case Comparison::arn_like:
      return any([&](const Value& wanted) {
        return std::get<Pattern>(wanted).matches_arn(given, lookup);
      });
    case Comparison::binary_equals:
      return any([&](const Value& wanted) { return std::get<Exact>(wanted).bytes == given; });
    case Comparison::boolean: {
      std::optional<bool> value = parse_bool(given);
      return value && any([&](const Value& wanted) { return std::get<bool>(wanted) == *value; });
    }
    case Comparison::address: {
      std::optional<ip::Address> address = ip::Address::parse(given);
      return address && any([&](const Value& wanted) {
               return std::get<ip::Network>(wanted).contains(*address);
             });
    }
    case Comparison::number:
    case Comparison::date: {
      std::optional<double> number =
          op_.comparison == Comparison::number ? parse_number(given) : parse_date(given);
      return number &&
             any([&](const Value& wanted) { return in_order(*number, std::get<double>(wanted)); });
    }
    case Comparison::null:
      break;  // answered by holds()
  }
  return false;
}

bool Condition::in_order(double given, double wanted) const {
  switch (op_.order) {
    case Order::equal:
      return given == wanted;
    case Order::less:
      return given < wanted;
    case Order::less_or_equal:
      return given <= wanted;
    case Order::greater:
      return given > wanted;
    case Order::greater_or_equal:
      return given >= wanted;
  }
  return false;
}

}  // namespace amity::iam
