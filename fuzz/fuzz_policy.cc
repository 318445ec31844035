// A policy of any kind: what is no policy is refused with a place in the text and a printable
// sentence, and what is one can be evaluated.
#include "protocol/iam/evaluate.h"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace amity::iam;  // NOLINT(google-build-using-namespace)

// Every key has a value; of TagKeys there are two.
class SomeContext final : public Context {
 public:
  std::optional<std::span<const std::string_view>> find(std::string_view key) const override {
    static constexpr std::string_view kValues[] = {"a*b", "2026-03-01T13:42:05Z"};
    if (key == "aws:tagkeys") return kValues;
    if (key.size() % 3 == 0) return std::nullopt;
    return std::span(kValues, 1);
  }
};

bool printable(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

void evaluate_all(const std::shared_ptr<const Policy>& policy) {
  Principal caller;
  caller.type = PrincipalType::user;
  caller.account = "111122223333";
  caller.arn = "arn:aws:iam::111122223333:user/ana";
  caller.identity_policies = {{"p", policy}};
  SomeContext context;
  for (std::string_view resource :
       {"*", "arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/partner/p"}) {
    Request request{"partnercentral:GetPartner", resource, context};
    Decision decision = evaluate(caller, request);
    if (decision.policy != nullptr && decision.statement >= policy->statement_count()) std::abort();
    evaluate_trust(*policy, caller, request);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (PolicyKind kind : {PolicyKind::identity, PolicyKind::session, PolicyKind::trust}) {
    try {
      evaluate_all(std::make_shared<const Policy>(Policy::parse(text, kind)));
    } catch (const PolicyError& error) {
      auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
      if (error.line() < 1 || error.line() > lines || error.column() < 1) std::abort();
      if (!printable(error.what())) std::abort();
    }
  }
  return 0;
}
