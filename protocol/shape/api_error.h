#pragma once

#include "protocol/shape/encode.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/shape.h"

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace amity::shape {

// A refusal that the API documents, on its way from where it was decided to the one place that
// turns it into an answer. Thrown; rolls back whatever the transaction had done.
class ApiError : public std::exception {
 public:
  // `body` is the error's shape, for example a ConflictException. The body is shared because an
  // exception must be copyable and is copied when it crosses threads.
  template <class Body>
  ApiError(const ErrorKind& kind, Body body)
      : kind_(&kind),
        type_(&type_of<Body>()),
        body_(std::make_shared<const Body>(std::move(body))) {}

  const ErrorKind& kind() const { return *kind_; }

  // Appends the members of the error, `"Message":"…","Reason":"…"`, without the braces.
  void append_members(std::string& out) const { encode_members(*type_, body_.get(), out); }

  // The body when it is of that shape, else null.
  template <class Body>
  const Body* body() const {
    return type_ == &type_of<Body>() ? static_cast<const Body*>(body_.get()) : nullptr;
  }

  const char* what() const noexcept override { return kind_->name.data(); }

 private:
  const ErrorKind* kind_;
  const Type* type_;
  std::shared_ptr<const void> body_;
};

}  // namespace amity::shape
