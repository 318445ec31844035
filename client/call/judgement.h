#pragma once

#include "client/transport/transport.h"

#include <cstdint>
#include <string_view>

namespace amity::client {

// May a call be sent again when it is not known whether the first attempt took effect?
enum class Repeat : std::uint8_t {
  always,      // it changes nothing, or the same thing again
  with_token,  // its client token makes a repeat harmless
  never,       // only what certainly was not carried out is sent again
};

// What kind of failure an attempt was.
enum class Failure : std::uint8_t {
  final,              // the same again will fail again
  transient,          // may succeed a moment later
  throttled,          // the service wants fewer requests
  stale_credentials,  // the service does not take these credentials, or no longer
  wrong_clock,        // the service does not take the time of the signature
};

struct Judgement {
  Failure failure = Failure::final;
  bool repeat = false;   // whether the attempt may be made again
  bool at_once = false;  // without a pause
};

// The judgement of an attempt that brought no response.
Judgement judge(const TransportError& error, Repeat repeat);

// The judgement of a response that is an error. `clock_differs`: its date is far from the time of
// the signature. After the public rules of AWS's SDKs ("Retry behavior" in their reference guide).
Judgement judge(int status, std::string_view code, bool clock_differs, Repeat repeat);

}  // namespace amity::client
