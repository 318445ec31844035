#pragma once

#include "protocol/iam/evaluate.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Words for tests about what policies say.
namespace amity::iam {

class TestContext final : public Context {
 public:
  using Values = std::map<std::string, std::vector<std::string_view>, std::less<>>;

  TestContext(Values values) : values_(std::move(values)) {}  // NOLINT: a context is its values

  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  }

 private:
  Values values_;
};

inline NamedPolicy named(std::string name, std::string_view json,
                         PolicyKind kind = PolicyKind::identity) {
  return {std::move(name), std::make_shared<const Policy>(Policy::parse(json, kind))};
}

// A policy of one statement that allows everything, if that holds.
inline std::string allow_if(std::string_view condition) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",)"
         R"("Condition":)" +
         std::string(condition) + "}}";
}

inline Principal user(std::vector<NamedPolicy> policies) {
  Principal principal;
  principal.type = PrincipalType::user;
  principal.account = "111122223333";
  principal.arn = "arn:aws:iam::111122223333:user/ana";
  principal.id = "AIDAAAAAAAAAAAAAAAAAA";
  principal.user_name = "ana";
  principal.identity_policies = std::move(policies);
  return principal;
}

constexpr std::string_view kPartner =
    "arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/partner-222222222aaaa";

// What a user with that one policy may do.
inline Verdict judge(std::string_view policy, const TestContext& context = TestContext({}),
                     std::string_view action = "partnercentral:GetPartner",
                     std::string_view resource = kPartner) {
  return evaluate(user({named("p", policy)}), {action, resource, context}).verdict;
}

}  // namespace amity::iam
