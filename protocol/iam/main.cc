// iam-eval: what the policies of a principal say of a request. Reads lines of JSON on standard
// input, each a case as tests/oracles/iam_test.py has them, and writes {"id":…,"verdict":…} for
// each.
#include "protocol/iam/evaluate.h"

#include <simdjson.h>

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace amity::iam;  // NOLINT(google-build-using-namespace)
using simdjson::dom::element;

// The values as the case lists them.
class CaseContext final : public Context {
 public:
  explicit CaseContext(simdjson::dom::object context) {
    for (auto [key, value] : context) {
      std::string name(key);
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      std::vector<std::string_view>& values = values_[name];
      if (value.is_array()) {
        for (element one : value) values.push_back(one);
      } else {
        values.push_back(value);
      }
    }
  }

  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::map<std::string, std::vector<std::string_view>, std::less<>> values_;
};

NamedPolicy compiled(std::string_view name, element policy) {
  return {std::string(name), std::make_shared<const Policy>(
                                 Policy::parse(simdjson::minify(policy), PolicyKind::identity))};
}

std::optional<NamedPolicy> maybe_compiled(std::string_view name, element policy) {
  if (policy.is_null()) return std::nullopt;
  return compiled(name, policy);
}

Principal principal_of(element one) {
  Principal principal;
  std::string_view type = one["principal"]["type"];
  principal.type = type == "Root"          ? PrincipalType::root
                   : type == "AssumedRole" ? PrincipalType::assumed_role
                                           : PrincipalType::user;
  principal.account = std::string_view(one["principal"]["account"]);
  principal.arn = std::string_view(one["principal"]["arn"]);
  for (element named : one["identity_policies"])
    principal.identity_policies.push_back(compiled(named["name"], named["policy"]));
  principal.permissions_boundary =
      maybe_compiled("permissions_boundary", one["permissions_boundary"]);
  if (auto session = maybe_compiled("session_policy", one["session_policy"]))
    principal.session_policies = {*std::move(session)};
  return principal;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::allowed:
      return "Allowed";
    case Verdict::implicitly_denied:
      return "ImplicitlyDenied";
    case Verdict::explicitly_denied:
      return "ExplicitlyDenied";
  }
  return {};
}

void answer(element one) {
  Principal principal = principal_of(one);
  element request = one["request"];
  CaseContext context(request["context"]);
  Decision decision = evaluate(principal, {request["action"], request["resource"], context});
  std::cout << R"({"id":)" << simdjson::minify(one["id"]) << R"(,"verdict":")"
            << name_of(decision.verdict) << "\"}\n";
}

}  // namespace

int main() {
  simdjson::dom::parser parser;
  std::string line;
  for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
    try {
      answer(parser.parse(line));
    } catch (const std::exception& wrong) {
      std::cerr << "iam-eval: case in line " << number << ": " << wrong.what() << '\n';
      return 1;
    }
  }
  return 0;
}
