#include "protocol/access/denial.h"

namespace amity::access {
namespace {

std::string_view policy_kind(iam::Layer layer) {
  switch (layer) {
    case iam::Layer::identity:
      return "identity-based policy";
    case iam::Layer::boundary:
      return "permissions boundary";
    case iam::Layer::session:
      return "session policy";
  }
  return {};
}

}  // namespace

std::string denial(const iam::Principal& principal, const iam::Request& request,
                   const iam::Decision& decision) {
  std::string text = "User: " + principal.arn + " is not authorized to perform: ";
  text += request.action;
  text += " on resource: ";
  text += request.resource;
  std::string_view kind = policy_kind(decision.layer);
  if (decision.verdict == iam::Verdict::explicitly_denied) {
    text += " with an explicit deny in ";
    text += kind.starts_with('i') ? "an " : "a ";
    text += kind;
  } else {
    text += " because no ";
    text += kind;
    text += " allows the ";
    text += request.action;
    text += " action";
  }
  return text;
}

}  // namespace amity::access
