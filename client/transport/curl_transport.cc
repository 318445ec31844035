#include "client/transport/curl_transport.h"

#include "client/transport/multi.h"
#include "client/transport/timers.h"
#include "client/transport/transfer.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace amity::client {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = TransportError::Kind;

// Signals are for the program's own threads.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

// Scheme, host and port: what a connection is for.
std::string_view origin_of(std::string_view url) {
  std::size_t host = url.find("://");
  return url.substr(0, url.find_first_of("/?#", host == url.npos ? 0 : host + 3));
}

// A longer time has no end that the clock could show.
std::chrono::milliseconds longest_from(Clock::time_point now) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::time_point::max() - now);
}

// A line break would end a header and begin another.
bool breaks_lines(const Headers& headers) {
  constexpr std::string_view kBreaks("\r\n\0", 3);
  for (const auto& [name, value] : headers)
    if (name.find_first_of(kBreaks) != name.npos || value.find_first_of(kBreaks) != value.npos)
      return true;
  return false;
}

}  // namespace

class CurlTransport::Loop : public std::enable_shared_from_this<Loop> {
 public:
  explicit Loop(CurlOptions options) : options_(std::move(options)) {
    options_.most_connections = std::max(options_.most_connections, 1);
  }

  void post(std::function<void()> work) {
    bool wake = false;
    {
      std::lock_guard lock(mutex_);
      if (stopping_) return;
      if (!multi_) begin();
      posted_.push_back(std::move(work));
      wake = std::exchange(asleep_, false);
    }
    if (wake) multi_->wake();
  }

  bool on_loop() {
    std::lock_guard lock(mutex_);
    return thread_.get_id() == std::this_thread::get_id();
  }

  void stop() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
      if (!multi_) return;
      multi_->wake();
    }
    if (thread_.get_id() == std::this_thread::get_id()) {
      thread_.detach();
      end();
    } else {
      thread_.join();
    }
  }

  Id send(HttpRequest request, const ExchangeLimits& limits, std::function<void(HttpAnswer)> done) {
    const Id id = ++last_id_;
    if (breaks_lines(request.headers)) {
      timers_.add(id, Clock::now(), [done = std::move(done)] {
        done(TransportError{Kind::unsendable, "A header of the request has a line break."});
      });
      return id;
    }
    Host& host = host_of(request.url);
    auto& exchange = exchanges_[id];
    exchange = std::make_unique<Exchange>(
        Exchange{id, std::move(request), limits.connect, std::move(done), host, nullptr});
    const Time now = Clock::now();
    if (limits.whole.count() > 0 && limits.whole < longest_from(now))
      timers_.add(id, now + limits.whole, [this, id] { time_out(id); });
    if (host.busy < options_.most_connections)
      start(*exchange);
    else
      host.waiting.emplace(id, exchange.get());
    return id;
  }

  Id at(Time time, std::function<void()> work) {
    timers_.add(++last_id_, time, std::move(work));
    return last_id_;
  }

  void drop(Id id) {
    auto forgotten = timers_.drop(id);
    auto dropped = take(id);
  }

 private:
  struct Exchange;
  struct Host {
    int busy = 0;                     // exchanges that have a connection, or are getting one
    std::map<Id, Exchange*> waiting;  // in the order of sending
  };
  struct Exchange {
    Id id;  // also of the timer that ends it
    HttpRequest request;
    std::chrono::milliseconds connect;
    std::function<void(HttpAnswer)> done;
    Host& host;
    std::unique_ptr<Transfer> transfer;  // null while it waits for a connection
  };

  void begin() {
    multi_.emplace(2 * options_.most_connections);
    SignalsBlocked blocked;
    try {
      thread_ = std::thread([alive = shared_from_this()] { alive->run(); });
    } catch (...) {
      multi_.reset();
      throw;
    }
  }

  // The thread. Whatever it calls may end the loop.
  void run() {
    while (take_posted()) {
      for (std::size_t i = 0; i < taken_.size(); ++i) {
        std::exchange(taken_[i], nullptr)();
        if (ended_) return;
      }
      taken_.clear();
      const Time now = Clock::now();
      while (auto work = timers_.take_due(now)) {
        work();
        if (ended_) return;
      }
      multi_->advance();
      bool finished = finish();
      if (ended_) return;
      if (finished) continue;  // those who were told may have more for us
      multi_->wait(may_sleep() ? timers_.next() : Clock::now());
    }
    end();
  }

  // False when the loop is to end.
  bool take_posted() {
    std::lock_guard lock(mutex_);
    asleep_ = false;
    taken_.swap(posted_);
    return !stopping_;
  }

  bool may_sleep() {
    std::lock_guard lock(mutex_);
    asleep_ = posted_.empty() && !stopping_;
    return asleep_;
  }

  Host& host_of(std::string_view url) {
    std::string_view origin = origin_of(url);
    auto found = hosts_.find(origin);
    return found != hosts_.end() ? found->second : hosts_[std::string(origin)];
  }

  void start(Exchange& exchange) {
    if (spare_.empty()) {
      exchange.transfer = std::make_unique<Transfer>(options_);
    } else {
      exchange.transfer = std::move(spare_.back());
      spare_.pop_back();
    }
    ++exchange.host.busy;
    exchange.transfer->prepare(exchange.request, exchange.connect, &exchange);
    multi_->add(exchange.transfer->handle());
  }

  // Takes an exchange out, whatever its state; what it held goes to the next
  // that waits.
  std::unique_ptr<Exchange> take(Id id) {
    auto found = exchanges_.find(id);
    if (found == exchanges_.end()) return nullptr;
    std::unique_ptr<Exchange> exchange = std::move(found->second);
    exchanges_.erase(found);
    Host& host = exchange->host;
    if (!exchange->transfer) {
      host.waiting.erase(id);
      return exchange;
    }
    multi_->remove(exchange->transfer->handle());
    spare_.push_back(std::move(exchange->transfer));
    --host.busy;
    if (auto next = host.waiting.begin(); next != host.waiting.end()) {
      Exchange& waiting = *next->second;
      host.waiting.erase(next);
      start(waiting);
    }
    return exchange;
  }

  // Tells of the exchanges that libcurl has ended; false when there were none.
  bool finish() {
    bool any = false;
    while (auto ended = multi_->ended()) {
      any = true;
      auto& exchange = *static_cast<Exchange*>(Transfer::owner_of(ended->transfer));
      HttpAnswer answer = exchange.transfer->answer(ended->code);
      auto forgotten = timers_.drop(exchange.id);
      take(exchange.id)->done(std::move(answer));
      if (ended_) break;
    }
    return any;
  }

  void time_out(Id id) {
    const Exchange& late = *exchanges_.at(id);
    TransportError error{Kind::timed_out, "The response did not come in time."};
    if (!late.transfer)
      error = {Kind::connect_timed_out, "No connection became free in time."};
    else if (!late.transfer->sent())
      error = {Kind::connect_timed_out, "There was no connection in time."};
    take(id)->done(std::move(error));
  }

  // Drops all there is. On the loop's thread, once.
  void end() {
    ended_ = true;
    // What these own may come back here as it ends: it finds an empty loop.
    auto exchanges = std::move(exchanges_);
    auto taken = std::move(taken_);
    Timers timers = std::exchange(timers_, {});
    std::vector<std::function<void()>> posted;
    {
      std::lock_guard lock(mutex_);
      posted.swap(posted_);
    }
    for (const auto& [id, exchange] : exchanges)
      if (exchange->transfer) multi_->remove(exchange->transfer->handle());
    spare_.clear();
    multi_.reset();
  }

  CurlOptions options_;

  std::mutex mutex_;  // guards these; never held while work runs
  std::vector<std::function<void()>> posted_;
  bool asleep_ = false;
  bool stopping_ = false;

  // Made with the thread. Only `wake` is for others.
  std::optional<Multi> multi_;
  std::thread thread_;

  // Of the thread.
  std::vector<std::function<void()>> taken_;
  Timers timers_;
  std::map<std::string, Host, std::less<>> hosts_;  // few, and never forgotten
  std::unordered_map<Id, std::unique_ptr<Exchange>> exchanges_;
  std::vector<std::unique_ptr<Transfer>> spare_;
  Id last_id_ = 0;
  bool ended_ = false;
};

CurlTransport::CurlTransport(CurlOptions options)
    : loop_(std::make_shared<Loop>(std::move(options))) {}
CurlTransport::~CurlTransport() { loop_->stop(); }

void CurlTransport::post(std::function<void()> work) { loop_->post(std::move(work)); }
Transport::Id CurlTransport::send(HttpRequest request, const ExchangeLimits& limits,
                                  std::function<void(HttpAnswer)> done) {
  return loop_->send(std::move(request), limits, std::move(done));
}
Transport::Id CurlTransport::at(Time time, std::function<void()> work) {
  return loop_->at(time, std::move(work));
}
void CurlTransport::drop(Id id) { loop_->drop(id); }
Transport::Time CurlTransport::now() const { return Clock::now(); }
bool CurlTransport::on_loop() const { return loop_->on_loop(); }

}  // namespace amity::client
