#include "admin/service/authorization.h"

#include "admin/model/errors.h"
#include "admin/model/operations.h"
#include "protocol/access/denial.h"
#include "protocol/access/parameters.h"
#include "protocol/access/request_context.h"

namespace amity::admin {
namespace {

// Kinds of things that a request may name, the particular ones first.
struct Kind {
  std::string_view member;
  std::string_view kind;  // in an ARN
};
constexpr Kind kKinds[] = {
    {"UserName", "user/"},
    {"RoleName", "role/"},
    {"PolicyName", "policy/"},
};

// What reaches every account's secrets or makes identities of any account, the operator's own among
// them: no policy could fence it.
bool is_for_root(const shape::Operation& operation) {
  OperationId id = id_of(operation);
  return id == OperationId::ExportIdentities || id == OperationId::ImportIdentities;
}

}  // namespace

std::string resource_of(const AuthorizedCall& call, const account::domain::Place& place) {
  auto text = [&](std::string_view member) {
    return access::text_parameter(call.operation.request(), call.parameters, member);
  };
  std::string_view account = text("Account");
  if (account.empty()) return "*";
  std::string arn = "arn:" + place.partition + ":iam::" + std::string(account) + ':';
  for (const Kind& kind : kKinds) {
    std::string_view name = text(kind.member);
    if (!name.empty()) return arn.append(kind.kind).append(name);
  }
  std::string_view policy = text("PolicyArn");
  return policy.empty() ? arn + "root" : std::string(policy);
}

void require_allowed(const iam::Principal& principal, const AuthorizedCall& call,
                     const account::domain::Place& place) {
  if (principal.type == iam::PrincipalType::root) return;
  if (is_for_root(call.operation))
    throw error(
        ErrorCode::AccessDeniedException,
        "ExportIdentities and ImportIdentities are for the root of the operator's account.");
  std::string action = std::string(policy_prefix) + ':' + std::string(call.operation.name);
  std::string resource = resource_of(call, place);
  access::RequestContext context(principal, call.request, place.region, call.now);
  iam::Request request{action, resource, context};
  iam::Decision decision = iam::evaluate(principal, request);
  if (!decision.allowed())
    throw error(ErrorCode::AccessDeniedException, access::denial(principal, request, decision));
}

}  // namespace amity::admin
