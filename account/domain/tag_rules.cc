#include "account/domain/tag_rules.h"

#include "account/domain/letter_case.h"

#include <set>
#include <string>
#include <string_view>

namespace amity::account::domain {
namespace {

using enum FieldValidationCode;

// AWS keeps these for itself, in any case of the letters.
bool is_reserved(std::string_view key) { return in_lower_case(key.substr(0, 4)) == "aws:"; }

FieldValidationError refusal(std::string name, std::string_view value, std::string_view path,
                             FieldValidationCode code, std::string_view must) {
  std::string message = "Value '";
  message += value;
  message += "' at '";
  message += path;
  message += "' failed to satisfy constraint: Member must ";
  message += must;
  return {String(std::move(name)), String(std::move(message)), code};
}

constexpr std::string_view kNotReserved = "not begin with 'aws:'";

}  // namespace

std::vector<FieldValidationError> refusals(const TagList& added, const TagList& present,
                                           std::int64_t at_most) {
  std::vector<FieldValidationError> wrong;
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < added.size(); ++i) {
    std::string_view key = added.items[i].key.view();
    std::string name = "Tags[" + std::to_string(i) + "].Key";
    std::string path = "tags." + std::to_string(i + 1) + ".member.key";
    if (is_reserved(key))
      wrong.push_back(refusal(name, key, path, ACTION_NOT_PERMITTED, kNotReserved));
    if (!keys.insert(key).second)
      wrong.push_back(refusal(name, key, path, DUPLICATE_VALUE, "be unique among the tags"));
  }
  for (const Tag& tag : present) keys.insert(tag.key.view());
  if (static_cast<std::int64_t>(keys.size()) > at_most)
    wrong.push_back({String("Tags"),
                     String("A partner has at most " + std::to_string(at_most) +
                            " tags; this would make it " + std::to_string(keys.size()) + "."),
                     TOO_MANY_VALUES});
  return wrong;
}

std::vector<FieldValidationError> refusals(const TagKeyList& removed) {
  std::vector<FieldValidationError> wrong;
  for (std::size_t i = 0; i < removed.size(); ++i)
    if (is_reserved(removed.items[i].view()))
      wrong.push_back(refusal("TagKeys[" + std::to_string(i) + "]", removed.items[i].view(),
                              "tagKeys." + std::to_string(i + 1) + ".member", ACTION_NOT_PERMITTED,
                              kNotReserved));
  return wrong;
}

}  // namespace amity::account::domain
