#pragma once

#include "protocol/shape/shape.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace amity::client {

// One thing that is wrong with a request, of a ValidationException.
struct ErrorDetail {
  std::string name;  // of the member; empty for a business rule
  std::string code;  // "INVALID_STRING_FORMAT"
  std::string message;
};

// Why a call has no answer. No secret is in it.
struct Error {
  enum class Kind : std::uint8_t {
    service,        // the service refused: `code` is what it says
    connection,     // no response came
    timeout,        // the whole call took longer than it may
    canceled,       // by the caller
    credentials,    // none could be had
    configuration,  // settings that cannot be used
    response,       // the response cannot be understood
  };

  Kind kind{};
  std::string operation{};  // "RejectConnectionInvitation"
  std::string code{};       // "ConflictException"; without a service's answer, a name of the kind
  std::string message{};
  std::string reason{};  // "DUPLICATE_CONNECTION"; empty where the error has none
  std::vector<ErrorDetail> details{};
  std::string request_id{};  // empty when no response came
  int status = 0;            // of the last response; 0 when none came
  bool retryable = false;    // whether the same call may succeed later
  int attempts = 0;
  bool out_of_attempts =
      false;           // it was retryable, and the last of the attempts that settings allow
  std::string body{};  // as it came, for what this version does not know

  // "An error occurred (ConflictException) when calling the GetPartner operation: …", as the AWS
  // CLI says it.
  std::string sentence() const;

  // The error's own structure, where it is of that type:
  // `error.as<account::ConflictException>()`.
  template <class Exception>
  std::optional<Exception> as() const {
    std::optional<Exception> found(std::in_place);
    if (!fill(shape::type_of<Exception>(), &*found)) found.reset();
    return found;
  }

 private:
  // Fills the structure from the body; false when the error is of another type.
  bool fill(const shape::Type& type, void* out) const;
};

// How a call went, answered or not.
struct CallRecord {
  std::string request_id{};
  int status = 0;
  int attempts = 0;
  std::string body{};  // the answer as it came: members that this version does not know are here
};

// What Outcome::value throws.
class ServiceException : public std::runtime_error {
 public:
  explicit ServiceException(Error error)
      : std::runtime_error(error.sentence()), error_(std::move(error)) {}
  const Error& error() const { return error_; }

 private:
  Error error_;
};

// The answer of a call, or why there is none.
template <class Response>
class [[nodiscard("it may be an error")]] Outcome {
 public:
  Outcome(Response response, CallRecord record)
      : result_(std::move(response)), record_(std::move(record)) {}
  Outcome(Error error)  // NOLINT(google-explicit-constructor): `return error;` reads as it should
      : result_(std::move(error)) {}

  explicit operator bool() const { return ok(); }
  bool ok() const { return result_.index() == 0; }

  // Throws ServiceException when there is no answer.
  const Response& value() const& { return require(), std::get<0>(result_); }
  Response value()&& { return require(), std::get<0>(std::move(result_)); }

  // Only when there is one.
  const Response& operator*() const { return std::get<0>(result_); }
  const Response* operator->() const { return &std::get<0>(result_); }
  // Only when there is none.
  const Error& error() const { return std::get<1>(result_); }

  const CallRecord& record() const { return record_; }

 private:
  void require() const {
    if (!ok()) throw ServiceException(error());
  }

  std::variant<Response, Error> result_;
  CallRecord record_;
};

}  // namespace amity::client
