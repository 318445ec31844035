#include "admin/model/errors.h"

#include "admin/model/scalars.h"

namespace amity::admin {
namespace {

// What all kinds hold.
struct Refusal {
  Sentence message;

  static constexpr auto members() {
    using Self = Refusal;
    return shape::fields(shape::field<&Self::message>("Message", "What is wrong, in words."));
  }
};

}  // namespace

shape::ApiError error(ErrorCode code, std::string message) {
  return shape::ApiError(error_kinds[static_cast<std::size_t>(code)],
                         Refusal{Sentence(std::move(message))});
}

}  // namespace amity::admin
