#include "protocol/iam/lookup.h"

#include "protocol/iam/names.h"

namespace amity::iam {

Key::Key(std::string_view text) : name(lower(text)), hash(hash_of(name)) {}

Lookup::Values Lookup::find(const Key& key) {
  Answer& answer = answers_[key.hash % kPlaces];
  if (answer.key != key.name) answer = {key.name, context_.find(key.name)};
  return answer.values;
}

std::optional<std::string_view> Lookup::single(const Key& key) {
  Values values = find(key);
  if (!values || values->size() != 1) return std::nullopt;
  return values->front();
}

}  // namespace amity::iam
