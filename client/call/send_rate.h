#pragma once

#include "client/transport/transport.h"

#include <chrono>

namespace amity::client {

// The rate at which requests are sent in the retry mode `adaptive`. Until the service throttles, it
// bounds nothing. From then on requests take tokens from a bucket that fills at a rate: cut to 0.7
// of what was measured when the service throttles, growing again along the cubic curve of CUBIC
// (RFC 9438) while it does not. Constants and measurement are those that AWS's SDKs share.
// For the loop's thread.
class SendRate {
 public:
  using Time = Transport::Time;

  explicit SendRate(Time now);

  // Takes a token for one request; how long that request must wait for it.
  std::chrono::milliseconds reserve(Time now);

  // A request that waited for its token is not sent.
  void give_back();

  // An attempt has ended.
  void ended(bool throttled, Time now);

  bool limits() const { return limits_; }
  double per_second() const { return fill_rate_; }

 private:
  double seconds(Time now) const;
  void measure(double now);
  void refill(double now);
  void set_rate(double rate, double now);

  Time begin_;
  bool limits_ = false;

  // The bucket. Negative: tokens that are promised.
  double tokens_ = 0;
  double capacity_ = 1;
  double fill_rate_ = 0.5;
  double filled_at_ = 0;

  // What is sent per second, over half seconds, smoothed.
  double measured_ = 0;
  double slot_ = 0;
  int in_slot_ = 0;

  // The curve.
  double rate_at_throttling_ = 0;
  double throttled_at_ = 0;
  double time_to_recover_ = 0;
};

}  // namespace amity::client
