#include "client/transport/fake_transport.h"

#include "client/transport/timers.h"
#include "protocol/shape/encode.h"

#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace amity::client {
namespace {

std::string_view operation_of(const HttpRequest& request) {
  std::string_view target = header(request.headers, "X-Amz-Target");
  return target.substr(target.find('.') + 1);
}

}  // namespace

FakeAnswer json_answer(int status, std::string body) {
  Headers headers{{"Content-Type", "application/x-amz-json-1.0"},
                  {"x-amzn-RequestId", "00000000-0000-4000-8000-000000000000"}};
  return {HttpResponse{status, std::move(headers), std::move(body)}};
}

FakeAnswer error_answer(int status, std::string_view code, std::string_view message) {
  std::string body = "{\"__type\":";
  shape::append_json_string(code, body);
  body += ",\"message\":";
  shape::append_json_string(message, body);
  body += '}';
  return json_answer(status, std::move(body));
}

FakeAnswer no_answer() { return {HttpResponse{}, std::chrono::milliseconds(0), true}; }

// Lives on until the thread that is at work here has left, even where the work ends the transport.
class FakeTransport::State : public std::enable_shared_from_this<State> {
 public:
  void answer(std::string operation, FakeAnswer answer) {
    std::lock_guard lock(mutex_);
    answers_[std::move(operation)].push_back(std::move(answer));
  }

  void answer_others(Script script) {
    std::lock_guard lock(mutex_);
    others_ = std::move(script);
  }

  std::vector<HttpRequest> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

  std::size_t dropped() const {
    std::lock_guard lock(mutex_);
    return dropped_;
  }

  Time now() const {
    std::lock_guard lock(mutex_);
    return now_;
  }

  bool on_loop() const {
    std::lock_guard lock(mutex_);
    return worker_ == std::this_thread::get_id();
  }

  void post(std::function<void()> work) {
    {
      std::lock_guard lock(mutex_);
      if (ended_) return;
      posted_.push_back(std::move(work));
    }
    run();
  }

  Id send(HttpRequest request, const ExchangeLimits& limits, std::function<void(HttpAnswer)> done) {
    FakeAnswer answer = answer_to(request);
    if (limits.whole.count() > 0 && (answer.never || answer.after > limits.whole))
      answer = {TransportError{TransportError::Kind::timed_out, "The fake did not answer in time."},
                limits.whole};
    std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
    Id id = ++last_id_;
    exchanges_.insert(id);
    if (!answer.never)
      timers_.add(id, now_ + answer.after,
                  [this, id, done = std::move(done), ended = std::move(answer.answer)]() mutable {
                    finish(id);
                    done(std::move(ended));
                  });
    return id;
  }

  Id at(Time time, std::function<void()> work) {
    std::lock_guard lock(mutex_);
    timers_.add(++last_id_, time, std::move(work));
    return last_id_;
  }

  void drop(Id id) {
    std::function<void()> forgotten;  // ended without the lock: what it owns may come back here
    std::lock_guard lock(mutex_);
    forgotten = timers_.drop(id);
    dropped_ += exchanges_.erase(id);
  }

  std::shared_ptr<const void> hold_clock() {
    std::lock_guard lock(mutex_);
    ++holds_;
    return {this, [state = shared_from_this()](const void*) { state->release_clock(); }};
  }

  void end() {
    std::deque<std::function<void()>> posted;
    Timers timers;  // both are ended without the lock
    std::lock_guard lock(mutex_);
    ended_ = true;
    posted.swap(posted_);
    std::swap(timers, timers_);
  }

 private:
  FakeAnswer answer_to(const HttpRequest& request) {
    Script script;
    {
      std::lock_guard lock(mutex_);
      auto found = answers_.find(operation_of(request));
      if (found != answers_.end() && !found->second.empty()) {
        FakeAnswer answer = std::move(found->second.front());
        found->second.pop_front();
        return answer;
      }
      script = others_;
    }
    if (script) return script(request);
    return error_answer(400, "NotScripted",
                        "No answer is left for " + std::string(operation_of(request)) + ".");
  }

  void finish(Id id) {
    std::lock_guard lock(mutex_);
    exchanges_.erase(id);
  }

  void release_clock() {
    {
      std::lock_guard lock(mutex_);
      --holds_;
    }
    run();
  }

  // Works until nothing is left; a thread that finds another at it leaves it to that one.
  void run() {
    std::shared_ptr<State> alive = shared_from_this();
    std::unique_lock lock(mutex_);
    if (worker_ != std::thread::id()) return;
    worker_ = std::this_thread::get_id();
    while (std::function<void()> work = next_work()) {
      lock.unlock();
      work();
      work = nullptr;
      lock.lock();
    }
    worker_ = {};
  }

  std::function<void()> next_work() {
    if (!posted_.empty()) {
      std::function<void()> work = std::move(posted_.front());
      posted_.pop_front();
      return work;
    }
    if (auto due = timers_.take_due(now_)) return due;
    std::optional<Time> next = timers_.next();
    if (!next || holds_ > 0) return nullptr;
    now_ = *next;
    return timers_.take_due(now_);
  }

  mutable std::mutex mutex_;  // never held while a work runs
  std::map<std::string, std::deque<FakeAnswer>, std::less<>> answers_;
  Script others_;
  std::vector<HttpRequest> requests_;
  std::deque<std::function<void()>> posted_;
  Timers timers_;  // answers too
  std::unordered_set<Id> exchanges_;
  Id last_id_ = 0;
  // Far from zero, as a real clock is: it can be asked for a time before.
  Time now_{std::chrono::hours(1'000)};
  std::size_t dropped_ = 0;
  int holds_ = 0;
  std::thread::id worker_;  // who is at work here; none when nobody is
  bool ended_ = false;
};

FakeTransport::FakeTransport() : state_(std::make_shared<State>()) {}
FakeTransport::~FakeTransport() { state_->end(); }

void FakeTransport::answer(std::string operation, FakeAnswer answer) {
  state_->answer(std::move(operation), std::move(answer));
}
void FakeTransport::answer_others(Script script) { state_->answer_others(std::move(script)); }
std::vector<HttpRequest> FakeTransport::requests() const { return state_->requests(); }
std::size_t FakeTransport::dropped() const { return state_->dropped(); }
void FakeTransport::post(std::function<void()> work) { state_->post(std::move(work)); }
Transport::Id FakeTransport::send(HttpRequest request, const ExchangeLimits& limits,
                                  std::function<void(HttpAnswer)> done) {
  return state_->send(std::move(request), limits, std::move(done));
}
Transport::Id FakeTransport::at(Time time, std::function<void()> work) {
  return state_->at(time, std::move(work));
}
void FakeTransport::drop(Id id) { state_->drop(id); }
Transport::Time FakeTransport::now() const { return state_->now(); }
bool FakeTransport::on_loop() const { return state_->on_loop(); }
std::shared_ptr<const void> FakeTransport::hold_clock() { return state_->hold_clock(); }

}  // namespace amity::client
