#include "client/call/caller.h"

#include "client/call/client_token.h"
#include "client/call/running_call.h"
#include "client/credentials/sources.h"
#include "client/settings/profiles.h"
#include "client/transport/curl_transport.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace amity::client {

// What copies of a Caller share: the calls that are under way, and what they need, made at the
// first of them.
struct Caller::State : RunningCall::Office {
  using Id = RunningCall::Id;

  State(const Api& given_api, Config given_config)
      : api(given_api), config(std::make_shared<const Config>(std::move(given_config))) {}
  ~State() override;
  // Destroys the state of which the last copy has gone.
  static void destroy(State* state);
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void open();
  void start(RunningCall::Order order);
  void pause(std::chrono::milliseconds time, const std::stop_token& stop,
             std::function<void(bool)> done);
  void end_pause(Id pause, bool passed);
  void close();

  void find_credentials(Id call) override;
  void cancel_soon(Id call) override;
  void end(Id call, Answer answer) override;

  // Has the work done on the loop's thread, if it comes to that before the end. Throws
  // std::system_error where there is no thread left to be a loop.
  void post(std::function<void()> work);
  // The same for a call that is still under way then.
  void post(Id call, std::function<void(RunningCall&)> work);
  RunningCall* find(Id call);

  const Api api;
  const std::shared_ptr<const Config> config;

  std::once_flag opened;
  std::shared_ptr<Transport> transport;
  std::atomic<bool> looped = false;  // the loop has had work of ours
  std::string misconfiguration;      // why there is no line

  // Ends on the loop's thread, with the last copy. Work that comes there later sees it gone.
  std::shared_ptr<const bool> alive = std::make_shared<const bool>(true);
  const std::weak_ptr<const bool> watched{alive};

  std::mutex mutex;  // of what follows; the calls and pauses themselves are the loop's
  Id last_id = 0;
  std::unordered_map<Id, std::unique_ptr<RunningCall>> calls;

  struct Pause {
    std::function<void(bool passed)> done;
    Transport::Id timer = 0;
    std::optional<std::stop_callback<std::function<void()>>> on_stop{};
  };
  std::unordered_map<Id, std::unique_ptr<Pause>> pauses;

  // Of the loop's thread, as soon as it is made. Ends first: until then the thread that fetches its
  // credentials hands them out, to `post`.
  std::optional<Line> line;
};

void Caller::State::open() {
  Settings settings;
  Environment environment = config->environment ? config->environment : process_environment();
  try {
    Profiles profiles = Profiles::read(environment);
    settings = resolve_settings(config->settings, api.names, environment, profiles);
  } catch (const ConfigurationError& error) {
    misconfiguration = error.what();
  }

  // Even to tell of the misconfiguration there must be a loop.
  transport = config->transport;
  if (!transport)
    transport = std::make_shared<CurlTransport>(
        CurlOptions{.most_connections = config->most_connections,
                    .ca_bundle = config->ca_bundle.empty() ? settings.ca_bundle : config->ca_bundle,
                    .client_certificate = config->client_certificate,
                    .client_key = config->client_key});
  if (!misconfiguration.empty()) return;

  std::shared_ptr<CredentialsProvider> credentials;
  if (!config->unsigned_requests)
    credentials =
        config->credentials
            ? config->credentials
            : default_credentials({.environment = environment,
                                   .profile = config->settings.profile,
                                   .region = settings.region,
                                   .clock = config->clock,
                                   .use_fips = config->settings.use_fips,
                                   .use_dualstack = config->settings.use_dualstack,
                                   .tls = {.ca_bundle = config->ca_bundle,
                                           .client_certificate = config->client_certificate,
                                           .client_key = config->client_key}});
  try {
    line.emplace(api, config, std::move(settings), transport, std::move(credentials));
  } catch (const ConfigurationError& error) {
    misconfiguration = error.what();
  }
}

void Caller::State::destroy(State* state) {
  bool in_hook =
      state->looped && state->transport->on_loop() && state->line && state->line->calls_hook();
  if (!in_hook) {
    delete state;
    return;
  }
  // The call that the hook is told of goes on when the hook returns.
  state->transport->post([state] { delete state; });
}

Caller::State::~State() {
  if (!looped) return;
  if (transport->on_loop()) {
    close();
    return;
  }
  auto closed = std::make_shared<std::promise<void>>();
  try {
    transport->post([this, closed] {
      close();
      closed->set_value();
    });
  } catch (const std::system_error&) {  // there never was a loop
    return;
  }
  closed->get_future().wait();
}

void Caller::State::close() {
  alive.reset();
  std::vector<Id> calling;
  std::vector<Id> pausing;
  {
    std::lock_guard lock(mutex);
    for (const auto& [id, call] : calls) calling.push_back(id);
    for (const auto& [id, pause] : pauses) pausing.push_back(id);
  }
  for (Id id : calling)
    if (RunningCall* call = find(id)) call->cancel();
  for (Id id : pausing) end_pause(id, false);
}

void Caller::State::start(RunningCall::Order order) {
  std::call_once(opened, [this] { open(); });
  fill_in_token(*order.operation, order.body);
  order.begun = transport->now();
  Id id = 0;
  {
    std::lock_guard lock(mutex);
    id = ++last_id;
    calls.emplace(id, std::make_unique<RunningCall>(id, std::move(order), *this));
  }
  try {
    post(id, [this](RunningCall& call) {
      if (line) return call.begin(*line);
      call.refuse(misconfiguration);
    });
  } catch (...) {
    std::lock_guard lock(mutex);
    calls.erase(id);
    throw;
  }
}

RunningCall* Caller::State::find(Id call) {
  std::lock_guard lock(mutex);
  auto at = calls.find(call);
  return at == calls.end() ? nullptr : at->second.get();
}

void Caller::State::post(std::function<void()> work) {
  // Before: the work may be done, and this gone, when `post` returns.
  looped = true;
  transport->post([work = std::move(work), ends = watched] {
    if (!ends.expired()) work();
  });
}

void Caller::State::post(Id call, std::function<void(RunningCall&)> work) {
  post([this, call, work = std::move(work)] {
    if (RunningCall* under_way = find(call)) work(*under_way);
  });
}

void Caller::State::find_credentials(Id call) {
  // The clock of a test must not run while another thread fetches.
  line->credentials()->get([this, call, held = transport->hold_clock()](auto found) {
    // At hand: this is still the loop's thread. Else the cache's, which ends before this does.
    if (transport->on_loop()) {
      if (RunningCall* under_way = find(call)) under_way->credentials_found(std::move(found));
    } else {
      post(call, [found = std::move(found)](RunningCall& under_way) {
        under_way.credentials_found(found);
      });
    }
  });
}

void Caller::State::cancel_soon(Id call) {
  post(call, [](RunningCall& under_way) { under_way.cancel(); });
}

void Caller::State::end(Id call, Answer answer) {
  std::function<void(Answer)> done;
  {
    std::unique_ptr<RunningCall> ended;
    std::lock_guard lock(mutex);
    auto at = calls.find(call);
    done = at->second->take_done();
    ended = std::move(at->second);
    calls.erase(at);
  }
  // This may be gone when `done` returns, for it may have the last copy of the Caller.
  try {
    done(std::move(answer));
  } catch (...) {  // the loop has others to serve
  }
}

void Caller::State::pause(std::chrono::milliseconds time, const std::stop_token& stop,
                          std::function<void(bool)> done) {
  std::call_once(opened, [this] { open(); });
  Transport::Time until = transport->now() + std::min(time, kLongestTime);
  auto begun = std::make_unique<Pause>();
  Pause& pause = *begun;
  pause.done = std::move(done);
  Id id = 0;
  {
    std::lock_guard lock(mutex);
    id = ++last_id;
    pauses.emplace(id, std::move(begun));
  }
  try {
    post([this, id, until, stop, &pause] {
      if (stop.stop_requested()) return end_pause(id, false);
      pause.timer = transport->at(until, [this, id] { end_pause(id, true); });
      pause.on_stop.emplace(stop, [this, id] { post([this, id] { end_pause(id, false); }); });
    });
  } catch (...) {
    std::lock_guard lock(mutex);
    pauses.erase(id);
    throw;
  }
}

void Caller::State::end_pause(Id pause, bool passed) {
  std::unique_ptr<Pause> ended;
  {
    std::lock_guard lock(mutex);
    auto at = pauses.find(pause);
    if (at == pauses.end()) return;
    ended = std::move(at->second);
    pauses.erase(at);
  }
  transport->drop(ended->timer);
  ended->on_stop.reset();
  // As in `end`.
  try {
    ended->done(passed);
  } catch (...) {
  }
}

Caller::Caller(const Api& api, Config config)
    : state_(new State(api, std::move(config)), State::destroy) {}

void Caller::start(const shape::Operation& operation, std::string body, const CallOptions& options,
                   std::function<void(Answer)> done) const {
  state_->start({&operation, std::move(body), options, {}, std::move(done)});
}

Caller::Answer Caller::call(const shape::Operation& operation, std::string body,
                            const CallOptions& options) const {
  require_may_wait();
  auto answered = std::make_shared<std::promise<Answer>>();
  start(operation, std::move(body), options,
        [answered](Answer answer) { answered->set_value(std::move(answer)); });
  return answered->get_future().get();
}

void Caller::pause(std::chrono::milliseconds time, std::stop_token stop,
                   std::function<void(bool)> done) const {
  state_->pause(time, stop, std::move(done));
}

Transport::Time Caller::now() const {
  std::call_once(state_->opened, [this] { state_->open(); });
  return state_->transport->now();
}

void Caller::require_may_wait() const {
  std::call_once(state_->opened, [this] { state_->open(); });
  if (state_->transport->on_loop())
    throw std::logic_error("waiting on the loop's own thread would never end");
}

std::function<void()> Caller::waiting_check() const {
  return [watched = std::weak_ptr(state_)] {
    if (auto state = watched.lock()) Caller(std::move(state)).require_may_wait();
  };
}

const Config& Caller::config() const { return *state_->config; }

}  // namespace amity::client
