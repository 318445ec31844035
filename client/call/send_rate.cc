#include "client/call/send_rate.h"

#include <algorithm>
#include <cmath>

namespace amity::client {
namespace {

constexpr double kLeastRate = 0.5;
constexpr double kSlot = 0.5;       // seconds
constexpr double kSmoothing = 0.8;  // the weight of the newest slot
constexpr double kDecrease = 0.7;
constexpr double kCurve = 0.4;
constexpr double kMostGrowth = 2;  // times what is measured

}  // namespace

SendRate::SendRate(Time now) : begin_(now) {}

double SendRate::seconds(Time now) const {
  return std::chrono::duration<double>(now - begin_).count();
}

void SendRate::refill(double now) {
  tokens_ = std::min(capacity_, tokens_ + (now - filled_at_) * fill_rate_);
  filled_at_ = now;
}

void SendRate::set_rate(double rate, double now) {
  refill(now);  // at the old rate, up to now
  fill_rate_ = std::max(rate, kLeastRate);
  capacity_ = std::max(rate, 1.0);
  tokens_ = std::min(tokens_, capacity_);
}

std::chrono::milliseconds SendRate::reserve(Time now) {
  if (!limits_) return {};
  refill(seconds(now));
  tokens_ -= 1;
  if (tokens_ >= 0) return {};
  return std::chrono::milliseconds(std::llround(std::ceil(-tokens_ / fill_rate_ * 1000)));
}

void SendRate::give_back() { tokens_ = std::min(capacity_, tokens_ + 1); }

void SendRate::measure(double now) {
  ++in_slot_;
  double slot = std::floor(now / kSlot) * kSlot;
  if (slot <= slot_) return;
  measured_ = in_slot_ / (slot - slot_) * kSmoothing + measured_ * (1 - kSmoothing);
  in_slot_ = 0;
  slot_ = slot;
}

void SendRate::ended(bool throttled, Time time) {
  double now = seconds(time);
  measure(now);
  double rate = 0;
  if (throttled) {
    rate_at_throttling_ = limits_ ? std::min(measured_, fill_rate_) : measured_;
    throttled_at_ = now;
    time_to_recover_ = std::cbrt(rate_at_throttling_ * (1 - kDecrease) / kCurve);
    rate = rate_at_throttling_ * kDecrease;
    limits_ = true;
  } else {
    rate = kCurve * std::pow(now - throttled_at_ - time_to_recover_, 3) + rate_at_throttling_;
  }
  set_rate(std::min(rate, kMostGrowth * measured_), now);
}

}  // namespace amity::client
