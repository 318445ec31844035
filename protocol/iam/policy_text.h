#pragma once

#include <simdjson.h>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace amity::iam {

// What a sentence may repeat of a policy, between quotes: it ends up in JSON, in logs and on
// terminals.
std::string excerpt(std::string_view text);

bool is_space(char c);

// The JSON text of a policy, read front to back, and where in it something is. All complaints are
// PolicyErrors. Pointers are into the text.
class PolicyText {
 public:
  using Value = simdjson::ondemand::value;
  using Document = simdjson::ondemand::document;
  using Take = std::function<void(std::string_view name, Value value, const char* at)>;

  explicit PolicyText(std::string_view text);

  std::string_view all() const { return {json_.data(), size_}; }

  [[noreturn]] void fail(const char* at, const std::string& sentence) const;

  // Visits the whole, which is an object.
  void walk(const std::function<void(Document& document)>& visit);
  // Complains of anything that comes after what was visited.
  void require_end(Document& document) const;

  const char* place(Value value);
  // Gives each member of an object to `take`; complains of those that nobody knows and of those
  // that come twice. Without names in `known` every name is welcome.
  void members(simdjson::ondemand::object object, std::string_view whose,
               std::span<const std::string_view> known, const Take& take);
  simdjson::ondemand::object object(Value value, std::string_view what, const char* at) const;
  std::string string(Value value, std::string_view what);
  // One string or a list of at least one; with `scalars` also numbers and true and false, as their
  // text.
  void texts(Value value, std::string_view what, bool scalars,
             const std::function<void(std::string_view text, const char* at)>& take);

 private:
  [[noreturn]] void fail_whole(simdjson::error_code error) const;

  std::size_t size_;
  simdjson::padded_string json_;
  const char* seen_ = json_.data();  // how far the text was looked at
};

// "Effect, Action or Resource"
std::string listed(std::span<const std::string_view> names);

}  // namespace amity::iam
