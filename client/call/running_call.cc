#include "client/call/running_call.h"

#include "client/call/backoff.h"
#include "client/call/client_token.h"
#include "client/call/response.h"
#include "protocol/sigv4/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <variant>

namespace amity::client {
namespace {

using std::chrono::milliseconds;

// The difference from which on a refused signature is taken for the fault of our clock.
constexpr Duration kClockDiffers = minutes(4);

std::string_view name_of(TransportError::Kind kind) {
  switch (kind) {
    case TransportError::Kind::could_not_connect:
      return "EndpointConnectionError";
    case TransportError::Kind::tls:
      return "SSLError";
    case TransportError::Kind::connect_timed_out:
      return "ConnectTimeoutError";
    case TransportError::Kind::timed_out:
      return "ReadTimeoutError";
    case TransportError::Kind::broken:
      return "ConnectionClosedError";
    case TransportError::Kind::too_large:
      return "ResponseTooLarge";
    case TransportError::Kind::unsendable:
      return "UnsendableRequest";
  }
  return {};
}

// What was thrown, for people. Within a catch block.
std::string what_was_thrown() {
  try {
    throw;
  } catch (const std::exception& thrown) {
    return thrown.what();
  } catch (...) {
    return "with what is no std::exception";
  }
}

std::optional<Timestamp> date_of(const Headers& response) {
  return sigv4::parse_http_date(header(response, "Date"));
}

}  // namespace

RunningCall::RunningCall(Id id, Order order, Office& office)
    : id_(id), order_(std::move(order)), office_(office), invocation_id_(new_uuid()) {}

RunningCall::~RunningCall() {
  if (line_ == nullptr) return;
  line_->transport().drop(deadline_);
  line_->transport().drop(pending_);
  if (has_turn_) line_->rate->give_back();
}

void RunningCall::begin(Line& line) {
  line_ = &line;
  if (order_.options.stop.stop_requested()) return cancel();
  if (order_.options.stop.stop_possible())
    on_stop_.emplace(order_.options.stop, [this] { office_.cancel_soon(id_); });

  milliseconds time = call_timeout();
  if (time > milliseconds::zero()) {
    ends_at_ = order_.begun + time;
    deadline_ = line.transport().at(*ends_at_, [this] { expire(); });
  }
  if (line.credentials() == nullptr) return take_turn();
  office_.find_credentials(id_);
}

void RunningCall::credentials_found(CredentialsCache::Found found) {
  if (const auto* reason = std::get_if<std::string>(&found))
    return end(error(Error::Kind::credentials, "CredentialsError", *reason));
  if (std::holds_alternative<std::monostate>(found))
    return end(error(Error::Kind::credentials, "NoCredentials", "Unable to locate credentials."));
  credentials_ = std::get<CredentialsCache::Shared>(std::move(found));
  // Asked for new ones, the source gave the same: they are what the service does not want.
  if (refused_ && same_key(*refused_, *credentials_)) return end(*std::move(last_));
  if (attempts_ == 0)
    log("credentials from " + credentials_->source + ", key " + credentials_->access_key_id);
  take_turn();
}

milliseconds RunningCall::call_timeout() const {
  return std::min(order_.options.call_timeout.value_or(line_->config().call_timeout), kLongestTime);
}

// In the mode `adaptive` an attempt may have to wait for its turn.
void RunningCall::take_turn() {
  milliseconds wait = line_->rate ? line_->rate->reserve(now()) : milliseconds::zero();
  if (wait <= milliseconds::zero()) return attempt();
  has_turn_ = true;
  if (ends_at_ && now() + wait >= *ends_at_) return refuse_turn(wait);
  log(fmt::format("waits {} ms for its turn", wait.count()));
  pending_ = line_->transport().at(now() + wait, [this] { attempt(); });
}

// Who cannot wait that long is told now, not when the time is over.
void RunningCall::refuse_turn(milliseconds wait) {
  if (last_) return end(*std::move(last_));
  Error late = error(Error::Kind::timeout, "CallTimeout",
                     fmt::format("The service throttles: the call would have to wait {} ms for its "
                                 "turn, and may take {} ms.",
                                 wait.count(), call_timeout().count()));
  late.retryable = true;
  end(std::move(late));
}

void RunningCall::attempt() {
  has_turn_ = false;
  ++attempts_;
  sent_at_ = now();
  signed_at_ = line_->service_time();

  HttpRequest request = line_->request(*order_.operation, order_.body);
  try {
    line_->before_signing(order_.operation->name, request);
    if (credentials_) line_->signer.sign(request, credentials_, signed_at_);
  } catch (...) {
    return end(error(Error::Kind::configuration, "InterceptorError",
                     "An interceptor failed: " + what_was_thrown()));
  }

  // As AWS's own clients send them, without a signature over them.
  request.headers.emplace_back("amz-sdk-invocation-id", invocation_id_);
  milliseconds time = std::min(
      order_.options.attempt_timeout.value_or(line_->config().attempt_timeout), kLongestTime);
  std::string about = fmt::format("attempt={}; max={}", attempts_, line_->settings().max_attempts);
  if (time > milliseconds::zero())
    about = fmt::format("ttl={}; {}", sigv4::to_basic_iso8601(signed_at_ + Duration{time.count()}),
                        about);
  request.headers.emplace_back("amz-sdk-request", std::move(about));

  pending_ = line_->transport().send(std::move(request),
                                     {.connect = line_->config().connect_timeout, .whole = time},
                                     [this](HttpAnswer answer) { answered(std::move(answer)); });
}

void RunningCall::answered(HttpAnswer answer) {
  pending_ = 0;
  for (const auto& interceptor : line_->config().interceptors) {
    try {
      line_->after_attempt(*interceptor, order_.operation->name, answer);
    } catch (...) {
      log("an interceptor failed: " + what_was_thrown());
    }
  }
  if (auto* response = std::get_if<HttpResponse>(&answer)) return read(std::move(*response));

  const auto& broken = std::get<TransportError>(answer);
  Error no_response =
      error(Error::Kind::connection, std::string(name_of(broken.kind)), broken.message);
  failed(std::move(no_response), judge(broken, line_->api().repeat(*order_.operation)), {});
}

void RunningCall::read(HttpResponse response) {
  auto result = read_response(order_.operation->name, response);
  const int status = response.status;
  if (auto* body = std::get_if<std::string>(&result)) {
    std::string id(request_id(response));
    auto took = std::chrono::duration_cast<milliseconds>(now() - sent_at_);
    log(fmt::format("attempt {}: {} after {} ms, request {}", attempts_, status, took.count(), id));
    line_->quota.give_back(paid_);
    if (line_->rate) line_->rate->ended(false, now());
    return end(
        {std::move(*body), {.request_id = std::move(id), .status = status, .attempts = attempts_}});
  }

  Error& refusal = std::get<Error>(result);
  refusal.attempts = attempts_;
  std::optional<Timestamp> date = date_of(response.headers);
  bool clock_differs =
      date && (*date - signed_at_ > kClockDiffers || signed_at_ - *date > kClockDiffers);
  Judgement judgement =
      refusal.kind == Error::Kind::response
          ? Judgement{}
          : judge(status, refusal.code, clock_differs, line_->api().repeat(*order_.operation));
  failed(std::move(refusal), judgement, response.headers);
}

void RunningCall::failed(Error error, Judgement judgement, const Headers& response) {
  auto took = std::chrono::duration_cast<milliseconds>(now() - sent_at_);
  log(fmt::format("attempt {}: {} ({}) after {} ms, request {}", attempts_, error.code,
                  error.status, took.count(), error.request_id));
  if (line_->rate) line_->rate->ended(judgement.failure == Failure::throttled, now());
  error.retryable =
      judgement.failure == Failure::transient || judgement.failure == Failure::throttled;
  error.out_of_attempts =
      error.retryable && attempts_ > 1 && attempts_ >= line_->settings().max_attempts;

  auto pause = pause_before_repeat(judgement, response);
  if (!pause) return end(std::move(error));
  last_ = std::move(error);
  if (judgement.failure == Failure::stale_credentials) return office_.find_credentials(id_);
  log(fmt::format("again in {} ms", pause->count()));
  pending_ = line_->transport().at(now() + *pause, [this] { take_turn(); });
}

std::optional<milliseconds> RunningCall::pause_before_repeat(Judgement judgement,
                                                             const Headers& response) {
  // What is learned about clock and credentials is of use for later calls, whatever comes of this.
  if (judgement.failure == Failure::wrong_clock) {
    Timestamp date = *date_of(response);
    line_->correct_clock(date);
    log("the clock is corrected: the service's shows " + to_iso8601(date));
    if (std::exchange(clock_corrected_, true)) return std::nullopt;
  }
  if (judgement.failure == Failure::stale_credentials) {
    if (!credentials_ || refused_) return std::nullopt;
    line_->credentials()->forget(*credentials_);
    refused_ = credentials_;
  }
  if (!judgement.repeat || attempts_ >= line_->settings().max_attempts) return std::nullopt;
  if (judgement.failure == Failure::wrong_clock || judgement.failure == Failure::stale_credentials)
    return milliseconds::zero();

  std::optional<milliseconds> pause =
      judgement.at_once
          ? milliseconds::zero()
          : backoff(attempts_, judgement.failure, response, line_->service_time(), line_->chance());
  // Who cannot wait that long is told now what went wrong, not later that the time is over.
  if (!pause || (ends_at_ && now() + *pause >= *ends_at_)) return std::nullopt;
  int cost = RetryQuota::cost(judgement.failure);
  if (!line_->quota.take(cost)) {
    log("no repeat: too many calls of this client fail");
    return std::nullopt;
  }
  paid_ = cost;
  return pause;
}

void RunningCall::expire() {
  deadline_ = 0;
  std::string message = fmt::format("The call took longer than {} ms.", call_timeout().count());
  if (last_) message += " The last attempt: " + last_->sentence();
  Error late = error(Error::Kind::timeout, "CallTimeout", std::move(message));
  late.retryable = true;
  end(std::move(late));
}

void RunningCall::cancel() {
  end(error(Error::Kind::canceled, "Canceled", "The call was canceled."));
}

void RunningCall::refuse(const std::string& misconfiguration) {
  end(error(Error::Kind::configuration, "InvalidConfiguration", misconfiguration));
}

Error RunningCall::error(Error::Kind kind, std::string code, std::string message) const {
  return {.kind = kind,
          .operation = std::string(order_.operation->name),
          .code = std::move(code),
          .message = std::move(message),
          .request_id = last_ ? last_->request_id : std::string(),
          .status = last_ ? last_->status : 0,
          .attempts = attempts_};
}

void RunningCall::end(Caller::Answer answer) {
  if (line_ != nullptr && line_->config().metrics) {
    CallMetrics metrics{.operation = order_.operation->name};
    if (answer) {
      metrics.status = answer.record().status;
    } else {
      metrics.error_code = answer.error().code;
      metrics.status = answer.error().status;
    }
    metrics.attempts = attempts_;
    metrics.duration = std::chrono::duration_cast<std::chrono::microseconds>(now() - order_.begun);
    line_->measure(metrics);
  }
  office_.end(id_, std::move(answer));
}

void RunningCall::log(std::string_view what) const {
  if (line_ == nullptr || !line_->config().log) return;
  line_->log(fmt::format("{}: {}", order_.operation->name, what));
}

}  // namespace amity::client
