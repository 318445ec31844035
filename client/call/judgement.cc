#include "client/call/judgement.h"

#include <algorithm>
#include <array>
#include <span>

namespace amity::client {
namespace {

using Codes = std::span<const std::string_view>;

bool has(Codes codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// What AWS's services call it; a request that was throttled was not carried out.
constexpr std::array<std::string_view, 14> kThrottled{"Throttling",
                                                      "ThrottlingException",
                                                      "ThrottledException",
                                                      "RequestThrottled",
                                                      "RequestThrottledException",
                                                      "TooManyRequestsException",
                                                      "ProvisionedThroughputExceededException",
                                                      "TransactionInProgressException",
                                                      "RequestLimitExceeded",
                                                      "BandwidthLimitExceeded",
                                                      "LimitExceededException",
                                                      "SlowDown",
                                                      "PriorRequestNotComplete",
                                                      "EC2ThrottledException"};
constexpr std::array<std::string_view, 3> kTransient{"RequestTimeout", "RequestTimeoutException",
                                                     "InternalServerException"};
constexpr std::array<int, 4> kTransientStatus{500, 502, 503, 504};
constexpr int kTooManyRequests = 429;

constexpr std::array<std::string_view, 5> kStale{"ExpiredTokenException", "ExpiredToken",
                                                 "UnrecognizedClientException",
                                                 "InvalidClientTokenId", "InvalidAccessKeyId"};
constexpr std::array<std::string_view, 6> kClock{
    "RequestTimeTooSkewed",      "RequestExpired",        "RequestInTheFuture",
    "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"};

bool may_repeat_in_doubt(Repeat repeat) { return repeat != Repeat::never; }

}  // namespace

Judgement judge(const TransportError& error, Repeat repeat) {
  switch (error.kind) {
    case TransportError::Kind::could_not_connect:
    case TransportError::Kind::connect_timed_out:
      return {Failure::transient, true};
    case TransportError::Kind::timed_out:
    case TransportError::Kind::broken:
      return {Failure::transient, may_repeat_in_doubt(repeat), error.was_idle};
    case TransportError::Kind::tls:  // who is not trusted now will not be in a second
    case TransportError::Kind::too_large:
    case TransportError::Kind::unsendable:
      return {};
  }
  return {};
}

Judgement judge(int status, std::string_view code, bool clock_differs, Repeat repeat) {
  if (clock_differs && has(kClock, code)) return {Failure::wrong_clock, true};
  if (has(kStale, code)) return {Failure::stale_credentials, true};
  if (has(kThrottled, code) || status == kTooManyRequests) return {Failure::throttled, true};
  if (has(kTransient, code) ||
      std::find(kTransientStatus.begin(), kTransientStatus.end(), status) != kTransientStatus.end())
    return {Failure::transient, may_repeat_in_doubt(repeat)};
  return {};
}

}  // namespace amity::client
