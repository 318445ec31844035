#include "protocol/awsjson/front_door.h"

namespace amity::awsjson {
namespace {

using shape::ApiError;
using shape::ErrorKind;

struct Text : shape::Text<Text> {
  using shape::Text<Text>::Text;
  static constexpr shape::TextLimits limits{};
};

// Front-door errors say `message`; only SerializationException says `Message`.
struct LowerCaseMessage {
  std::optional<Text> message;
  static constexpr auto members() {
    using Self = LowerCaseMessage;
    return shape::fields(shape::field<&Self::message>("message", "What is wrong."));
  }
};
struct CapitalMessage {
  std::optional<Text> message;
  static constexpr auto members() {
    using Self = CapitalMessage;
    return shape::fields(shape::field<&Self::message>("Message", "What is wrong."));
  }
};

constexpr ErrorKind kind(std::string_view name, int status) {
  return {.name = name, .shape_namespace = kFrontDoorNamespace, .status = status};
}

constexpr ErrorKind kUnknownOperation = kind("UnknownOperationException", 404);
constexpr ErrorKind kSerialization = kind("SerializationException", 400);
constexpr ErrorKind kMalformedRequest = kind("MalformedHttpRequestException", 400);
constexpr ErrorKind kThrottling = kind("ThrottlingException", 429);
constexpr ErrorKind kUnavailable = kind("ServiceUnavailable", 503);
constexpr ErrorKind kRequestTimeout = kind("RequestTimeoutException", 408);
constexpr ErrorKind kTooLarge = kind("RequestEntityTooLargeException", 413);
constexpr ErrorKind kFieldsTooLarge = kind("RequestEntityTooLargeException", 431);

ApiError with_message(const ErrorKind& kind, std::string message) {
  LowerCaseMessage body;
  if (!message.empty()) body.message = Text(std::move(message));
  return ApiError(kind, std::move(body));
}

const ErrorKind& kind_of(sigv4::Fault fault) {
  static constexpr ErrorKind missing = kind("MissingAuthenticationTokenException", 403);
  static constexpr ErrorKind incomplete = kind("IncompleteSignatureException", 403);
  static constexpr ErrorKind invalid = kind("InvalidSignatureException", 403);
  static constexpr ErrorKind unrecognized = kind("UnrecognizedClientException", 403);
  static constexpr ErrorKind expired = kind("ExpiredTokenException", 403);
  switch (fault) {
    case sigv4::Fault::missing_authentication_token:
      return missing;
    case sigv4::Fault::incomplete_signature:
      return incomplete;
    case sigv4::Fault::invalid_signature:
      return invalid;
    case sigv4::Fault::unrecognized_client:
      return unrecognized;
    case sigv4::Fault::expired_token:
      return expired;
  }
  return invalid;
}

}  // namespace

ApiError unknown_operation() { return with_message(kUnknownOperation, {}); }

ApiError serialization_failed(std::string message) {
  CapitalMessage body;
  if (!message.empty()) body.message = Text(std::move(message));
  return ApiError(kSerialization, std::move(body));
}

ApiError malformed_request(std::string message) {
  return with_message(kMalformedRequest, std::move(message));
}

ApiError refused(const sigv4::Refusal& refusal) {
  return with_message(kind_of(refusal.fault), refusal.message);
}

ApiError address_throttled() {
  return with_message(kThrottling, "Rate exceeded: too many requests from this address.");
}

ApiError unavailable() {
  return with_message(kUnavailable, "The service cannot handle the request now. Try again later.");
}

ApiError refused_message(int status) {
  switch (status) {
    case 408:
      return with_message(kRequestTimeout, "The request took too long to arrive.");
    case 413:
      return with_message(kTooLarge, "The body of the request is too large.");
    case 431:
      return with_message(kFieldsTooLarge, "The header of the request is too large.");
    default:
      return with_message(kMalformedRequest, "The request is not a proper HTTP message.");
  }
}

}  // namespace amity::awsjson
