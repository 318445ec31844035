#include "protocol/http/listener.h"

#include "protocol/http/answer.h"
#include "protocol/http/request_reader.h"
#include "protocol/http/tls_stream.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace amity::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Sockets with a typed executor and timeouts by one timer per thread: the textbook tcp_stream with
// a timer per operation cost twice the CPU per request.
using Clock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <typename T = void>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> kAwait;
using Continuation = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// Answers to pipelined requests leave together, up to about this many bytes.
constexpr std::size_t kEnoughToSend = 64 * 1024;
// What an unusually large answer took is given back beyond this.
constexpr std::size_t kKeptCapacity = 64 * 1024;
// How long a refused sender may go on sending: closing on it at once would reset the connection
// and could take the answer away before it is read.
constexpr std::chrono::milliseconds kLinger{1'000};

// As policies and logs know it: an IPv4 caller of an IPv6 socket by its IPv4 address, and without
// the zone of a link, which is ours and not the caller's.
std::string text_of(asio::ip::address address) {
  if (address.is_v4()) return address.to_string();
  asio::ip::address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
  v6.scope_id(0);
  return v6.to_string();
}

class Worker;

// What a connection is waiting for, each with its own time limit.
enum class Wait { handshake, request, header, body, answer, room_to_write, end };

// One connection and its one exchange at a time. Lives in its worker until its coroutine has ended,
// which is not before a request in progress has been answered.
struct Connection final : Exchange {
  Connection(Worker& owner, Socket accepted, std::string address, const Options& options)
      : worker(owner),
        socket(std::move(accepted)),
        peer(std::move(address)),
        reader(options.header_limit, options.body_limit) {}

  void answer() override;

  Worker& worker;
  Socket socket;
  const std::string peer;
  std::unique_ptr<TlsStream> tls;  // null: plain text
  RequestReader reader;
  std::string out;           // answers not yet sent,
  std::size_t sent = 0;      // and how much of them has been
  std::size_t position = 0;  // among the worker's connections

  Wait wait = Wait::request;
  Clock::time_point deadline;
  bool overdue = false;

  bool handling = false;                     // within Handler::handle
  bool answered = false;                     // known on the I/O thread
  std::optional<Continuation> on_answer;     // the coroutine, while it waits for the answer
  Connection* answered_before_it = nullptr;  // the next in the worker's stack of answers
};

thread_local Worker* this_threads_worker = nullptr;

Task<> accept_connections(Worker* worker);
Task<> keep_time(Worker* worker);
Task<> serve(Connection* connection);

// One I/O thread: its io_context, its listening socket, its handler, its connections.
class Worker {
 public:
  Worker(const Options& opts, const tcp::endpoint& endpoint, std::atomic<std::size_t>& open)
      : options(opts), acceptor(io), tick(io), retry(io), tls(opts.tls), open_connections_(open) {
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    // The kernel spreads new connections over the threads.
    if (options.threads > 1) acceptor.set_option(ReusePort(true));
    acceptor.bind(endpoint);
    acceptor.listen(asio::socket_base::max_listen_connections);
  }

  ~Worker() {
    // A coroutine that still waits ends here. Its frame holds nothing but pointers to what is gone
    // by the time that the io_context destroys it.
    for (auto& connection : connections_) connection->on_answer.reset();
    connections_.clear();
  }

  void run() {
    this_threads_worker = this;
    now = Clock::now();
    asio::co_spawn(io, accept_connections(this), rethrow);
    asio::co_spawn(io, keep_time(this), rethrow);
    io.run();
    this_threads_worker = nullptr;
  }

  void open(Socket socket, const tcp::endpoint& endpoint) {
    std::string peer = text_of(endpoint.address());
    if (tls && !admits_handshake(peer)) return;
    if (open_connections_.fetch_add(1) >= options.connection_limit) {
      open_connections_.fetch_sub(1);
      return;
    }
    auto made = std::make_unique<Connection>(*this, std::move(socket), std::move(peer), options);
    Connection* connection = made.get();
    connection->position = connections_.size();
    connections_.push_back(std::move(made));

    error_code ignored;
    connection->socket.set_option(tcp::no_delay(true), ignored);
    connection->socket.non_blocking(true, ignored);
    if (tls)
      connection->tls = std::make_unique<TlsStream>(*tls, connection->socket.native_handle());
    asio::co_spawn(io, serve(connection),
                   [this, connection](const std::exception_ptr&) { close(connection); });
  }

  // Thread-safe. The exchange has been answered outside of `handle`.
  void hand_back(Connection* connection) {
    Connection* before = answers_.load(std::memory_order_relaxed);
    do {
      connection->answered_before_it = before;
    } while (!answers_.compare_exchange_weak(before, connection, std::memory_order_release,
                                             std::memory_order_relaxed));
    if (before == nullptr) asio::post(io, [this] { take_answers(); });
  }

  // From now on no new connection and no second request on an old one.
  void drain() {
    draining = true;
    error_code ignored;
    acceptor.close(ignored);
    retry.cancel();
    for (auto& connection : connections_) {
      if (connection->wait == Wait::request || connection->wait == Wait::handshake)
        connection->socket.cancel(ignored);
    }
    if (connections_.empty()) tick.cancel();
  }

  void cut() { io.stop(); }

  // Lets go of what waits for longer than it may. The coroutine finds out why by `overdue`.
  void sweep() {
    now = Clock::now();
    for (auto& connection : connections_) {
      if (connection->wait == Wait::answer || connection->deadline > now) continue;
      connection->overdue = true;
      error_code ignored;
      connection->socket.cancel(ignored);
    }
  }

  // When a wait that starts now has lasted too long. `now` may lag by a tick, hence the second.
  void start_wait(Connection* connection, Wait wait, std::chrono::milliseconds limit) {
    connection->wait = wait;
    connection->deadline = now + options.tick + limit;
    connection->overdue = false;
  }

  bool done() const { return draining && connections_.empty(); }

  const Options& options;
  asio::io_context io{1};
  Acceptor acceptor;
  Timer tick;
  Timer retry;  // of accept
  std::unique_ptr<Handler> handler;
  std::shared_ptr<const TlsContext> tls;  // for new connections
  bool draining = false;
  Clock::time_point now = Clock::now();
  std::string date = date_now();

 private:
  bool admits_handshake(std::string_view peer) const {
    return !options.admits_handshake || any_contains(options.trusted_proxies, peer) ||
           options.admits_handshake(peer);
  }

  static void rethrow(const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  }

  void take_answers() {
    Connection* last = answers_.exchange(nullptr, std::memory_order_acquire);
    Connection* first = nullptr;
    while (last != nullptr) {
      Connection* before = std::exchange(last->answered_before_it, first);
      first = std::exchange(last, before);
    }
    while (first != nullptr) {
      // Resumed, the coroutine may end and its connection with it.
      Connection* connection = std::exchange(first, first->answered_before_it);
      connection->answered = true;
      if (!connection->on_answer) continue;
      Continuation resume = std::move(*connection->on_answer);
      connection->on_answer.reset();
      std::move(resume)();
    }
  }

  void close(Connection* connection) {
    if (connection->tls) connection->tls->close();
    std::size_t position = connection->position;
    std::swap(connections_[position], connections_.back());
    connections_[position]->position = position;
    connections_.pop_back();
    open_connections_.fetch_sub(1);
    if (done()) tick.cancel();
  }

  std::atomic<std::size_t>& open_connections_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::atomic<Connection*> answers_ = nullptr;  // a stack, the newest first
};

void Connection::answer() {
  if (this_threads_worker == &worker && handling) {
    answered = true;
  } else {
    worker.hand_back(this);
  }
}

Task<> accept_connections(Worker* worker) {
  while (!worker->draining) {
    Socket socket(worker->io);
    tcp::endpoint peer;
    error_code ec;
    co_await worker->acceptor.async_accept(socket, peer, asio::redirect_error(kAwait, ec));
    if (worker->draining) break;
    if (!ec) {
      worker->open(std::move(socket), peer);
    } else if (ec != asio::error::connection_aborted) {
      // Out of descriptors or memory: trying again at once would only burn the CPU.
      worker->retry.expires_after(worker->options.tick);
      co_await worker->retry.async_wait(asio::redirect_error(kAwait, ec));
    }
  }
}

Task<> keep_time(Worker* worker) {
  while (!worker->done()) {
    worker->tick.expires_after(worker->options.tick);
    error_code ec;
    co_await worker->tick.async_wait(asio::redirect_error(kAwait, ec));
    worker->date = date_now();
    worker->sweep();
    worker->handler->tick();
  }
}

enum class Sent { all, part, failed };

// Sends some of what is waiting: `all` means that it went on.
Sent send_some(Connection* connection) {
  std::string_view rest = std::string_view(connection->out).substr(connection->sent);
  if (connection->tls) {
    std::size_t size = 0;
    TlsStream::Step step = connection->tls->write(rest, size);
    connection->sent += size;
    return step == TlsStream::Step::done         ? Sent::all
           : step == TlsStream::Step::wants_room ? Sent::part
                                                 : Sent::failed;
  }
  error_code ec;
  connection->sent += connection->socket.write_some(asio::buffer(rest.data(), rest.size()), ec);
  if (ec == asio::error::would_block || ec == asio::error::try_again) return Sent::part;
  return ec ? Sent::failed : Sent::all;
}

// Sends what the kernel takes without blocking: nearly always all of it.
Sent send_now(Connection* connection) {
  std::string& out = connection->out;
  while (connection->sent < out.size()) {
    if (Sent sent = send_some(connection); sent != Sent::all) return sent;
  }
  out.clear();
  connection->sent = 0;
  if (out.capacity() > kKeptCapacity) out.shrink_to_fit();
  return Sent::all;
}

// Sends the rest as the peer reads it. False when the connection is lost.
Task<bool> send_rest(Connection* connection) {
  Worker& worker = connection->worker;
  Sent sent = Sent::part;
  while (sent == Sent::part) {
    worker.start_wait(connection, Wait::room_to_write, worker.options.write_timeout);
    error_code ec;
    co_await connection->socket.async_wait(Socket::wait_write, asio::redirect_error(kAwait, ec));
    sent = ec ? Sent::failed : send_now(connection);
  }
  co_return sent == Sent::all;
}

// Does what the handshake or a read needs before it can go on.
Task<> satisfy(Connection* connection, TlsStream::Step wish, error_code* ec) {
  if (wish == TlsStream::Step::wants_room) {
    co_await connection->socket.async_wait(Socket::wait_write, asio::redirect_error(kAwait, *ec));
    co_return;
  }
  std::span<char> room = connection->tls->prepare();
  std::size_t size = co_await connection->socket.async_read_some(
      asio::buffer(room.data(), room.size()), asio::redirect_error(kAwait, *ec));
  connection->tls->commit(size);
}

bool is_wish(TlsStream::Step step) {
  return step == TlsStream::Step::wants_bytes || step == TlsStream::Step::wants_room;
}

// How the handshake ended; a connection that was lost meanwhile counts as ended.
Task<TlsStream::Step> shake_hands(Connection* connection) {
  connection->worker.start_wait(connection, Wait::handshake,
                                connection->worker.options.handshake_timeout);
  TlsStream::Step step = connection->tls->shake_hands();
  while (is_wish(step)) {
    // What has come already is not canceled by `drain`.
    if (connection->worker.draining) co_return TlsStream::Step::ended;
    error_code ec;
    co_await satisfy(connection, step, &ec);
    if (ec) co_return TlsStream::Step::ended;
    step = connection->tls->shake_hands();
  }
  co_return step;
}

// Like the socket's async_read_some, of what was encrypted.
Task<std::size_t> read_encrypted(Connection* connection, std::span<char> room, error_code* ec) {
  std::size_t size = 0;
  TlsStream::Step step = connection->tls->read(room, size);
  while (is_wish(step) && !*ec) {
    co_await satisfy(connection, step, ec);
    if (!*ec) step = connection->tls->read(room, size);
  }
  if (!*ec && step != TlsStream::Step::done) *ec = asio::error::eof;
  co_return size;
}

// Suspends until the answer to the request in progress has come from elsewhere.
Task<> answer_from_elsewhere(Connection* connection) {
  connection->wait = Wait::answer;
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
      [](auto&& handler, Connection* waiting) {
        waiting->on_answer.emplace(std::forward<decltype(handler)>(handler));
      },
      kAwait, connection);
}

// Says goodbye, and reads on for a moment what the peer was still sending.
Task<> linger(Connection* connection) {
  connection->worker.start_wait(connection, Wait::end, kLinger);
  error_code ec;
  if (connection->tls) connection->tls->close();
  connection->socket.shutdown(Socket::shutdown_send, ec);
  connection->out.resize(4096);
  while (!ec) {
    co_await connection->socket.async_read_some(asio::buffer(connection->out),
                                                asio::redirect_error(kAwait, ec));
  }
}

// Appends the listener's own answer to a message it does not serve.
void append_refusal(Connection* connection, Refusal refusal) {
  Response response;
  response.status = refusal.status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = refusal.reason;
  if (connection->worker.options.refusal) {
    Request sender;
    sender.peer = connection->peer;
    sender.tls = connection->tls ? &connection->tls->details() : nullptr;
    connection->worker.options.refusal(refusal.status, sender, response);
  }
  append_answer(connection->out, response, connection->worker.date, {.keep_alive = false});
}

// Who speaks plain HTTP here gets an answer that can be read.
void append_hint_at_https(Connection* connection) {
  connection->tls.reset();
  Response response;
  response.status = 400;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "this port speaks HTTPS\n";
  append_answer(connection->out, response, connection->worker.date, {.keep_alive = false});
}

// After a handshake that failed. Its alert is sent already, and needs time to be read, too.
Task<> refuse_handshake(Connection* connection) {
  if (connection->tls->met_plain_http()) {
    append_hint_at_https(connection);
    send_now(connection);
  }
  co_await linger(connection);
}

// Chooses the time limit for the bytes that are still missing. It starts with the first byte of a
// header and of a body, so that a trickle of bytes does not push it away.
void wait_for_bytes(Connection* connection) {
  const RequestReader& reader = connection->reader;
  const Options& options = connection->worker.options;
  auto [wait, limit] = !reader.begun()    ? std::pair(Wait::request, options.idle_timeout)
                       : reader.in_body() ? std::pair(Wait::body, options.body_timeout)
                                          : std::pair(Wait::header, options.header_timeout);
  if (connection->wait != wait) connection->worker.start_wait(connection, wait, limit);
}

void handle(Connection* connection) {
  connection->request = connection->reader.request();
  connection->request.peer = connection->peer;
  connection->request.secure_before_proxy = false;
  const std::vector<ip::Network>& proxies = connection->worker.options.trusted_proxies;
  if (!proxies.empty()) {
    auto [peer, secure] = see_through(connection->peer, connection->request.fields, proxies);
    connection->request.peer = peer;
    connection->request.secure_before_proxy = secure;
  }
  connection->request.tls = connection->tls ? &connection->tls->details() : nullptr;
  Response& response = connection->response;
  response.status = 200;
  response.content_type = {};
  response.fields.clear();
  response.body.clear();
  response.close = false;

  connection->answered = false;
  connection->handling = true;
  connection->worker.handler->handle(*connection);
  connection->handling = false;
}

// The life of a connection. Suspends to wait for bytes, for room to write, and for an answer that
// was not given at once; a request that is there and answered at once passes without.
Task<> serve(Connection* connection) {
  Worker& worker = connection->worker;
  RequestReader& reader = connection->reader;
  if (connection->tls) {
    TlsStream::Step shaken = co_await shake_hands(connection);
    if (shaken == TlsStream::Step::failed) co_await refuse_handshake(connection);
    if (shaken != TlsStream::Step::done) co_return;
  }
  worker.start_wait(connection, Wait::request, worker.options.idle_timeout);
  for (;;) {
    RequestReader::Progress progress = reader.advance();
    while (progress == RequestReader::Progress::more) {
      if (reader.take_continue()) connection->out += "HTTP/1.1 100 Continue\r\n\r\n";
      Sent sent = send_now(connection);
      if (sent == Sent::failed) co_return;
      if (sent == Sent::part && !co_await send_rest(connection)) co_return;
      if (worker.draining && !reader.begun()) co_return;

      wait_for_bytes(connection);
      std::span<char> room = reader.prepare();
      error_code ec;
      std::size_t size = 0;
      if (connection->tls) {
        size = co_await read_encrypted(connection, room, &ec);
      } else {
        size = co_await connection->socket.async_read_some(asio::buffer(room.data(), room.size()),
                                                           asio::redirect_error(kAwait, ec));
      }
      if (ec && connection->overdue && reader.begun()) {
        append_refusal(connection, {408, "the request did not arrive in time"});
        if (send_now(connection) == Sent::all) co_await linger(connection);
        co_return;
      }
      if (ec) co_return;
      reader.commit(size);
      progress = reader.advance();
    }

    if (progress == RequestReader::Progress::refused) {
      append_refusal(connection, reader.refusal());
      Sent sent = send_now(connection);
      if (sent == Sent::all || (sent == Sent::part && co_await send_rest(connection))) {
        co_await linger(connection);
      }
      co_return;
    }

    handle(connection);
    if (!connection->answered) {
      // The answers to the requests before this one shall not wait for it. Its own may come while
      // they leave.
      Sent sent = send_now(connection);
      bool lost = sent == Sent::failed || (sent == Sent::part && !co_await send_rest(connection));
      if (!connection->answered) co_await answer_from_elsewhere(connection);
      if (lost) co_return;
    }

    bool close = !reader.keep_alive() || connection->response.close || worker.draining;
    append_answer(connection->out, connection->response, worker.date,
                  {.minor_version = reader.minor_version(),
                   .to_head = connection->request.method == "HEAD",
                   .keep_alive = !close});
    if (connection->response.body.capacity() > kKeptCapacity) connection->response.body = {};
    bool asked_to_close = !reader.keep_alive();
    reader.next();
    connection->wait = Wait::answer;  // so that the next wait starts a time limit of its own

    if (close || connection->out.size() >= kEnoughToSend) {
      Sent sent = send_now(connection);
      if (sent == Sent::failed) co_return;
      if (sent == Sent::part && !co_await send_rest(connection)) co_return;
    }
    if (close) {
      if (!asked_to_close || reader.begun()) co_await linger(connection);
      co_return;
    }
  }
}

// Listens on `port`, or on one that the system chooses if that is 0.
std::unique_ptr<Worker> listen(const Options& options, std::uint16_t port,
                               std::atomic<std::size_t>& open_connections) {
  try {
    return std::make_unique<Worker>(
        options, tcp::endpoint(asio::ip::make_address(options.address), port), open_connections);
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code(),
                            "listen on " + options.address + " port " + std::to_string(port));
  }
}

}  // namespace

struct Listener::Impl {
  explicit Impl(Options opts) : options(std::move(opts)) {}

  const Options options;
  std::atomic<std::size_t> open_connections = 0;
  std::vector<std::unique_ptr<Worker>> workers;
  std::uint16_t port = 0;

  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable thread_ended;
  std::size_t running = 0;  // threads, under `mutex`
};

Listener::Listener(Options options,
                   const std::function<std::unique_ptr<Handler>(unsigned)>& make_handler)
    : impl_(std::make_unique<Impl>(std::move(options))) {
  impl_->port = impl_->options.port;
  for (unsigned i = 0; i < std::max(1u, impl_->options.threads); ++i) {
    auto worker = listen(impl_->options, impl_->port, impl_->open_connections);
    impl_->port = worker->acceptor.local_endpoint().port();
    worker->handler = make_handler(i);
    impl_->workers.push_back(std::move(worker));
  }
}

Listener::~Listener() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Listener::port() const { return impl_->port; }

std::size_t Listener::connections() const { return impl_->open_connections; }

void Listener::start() {
  impl_->running = impl_->workers.size();
  for (auto& worker : impl_->workers) {
    impl_->threads.emplace_back([impl = impl_.get(), worker = worker.get()] {
      worker->run();
      std::lock_guard lock(impl->mutex);
      --impl->running;
      impl->thread_ended.notify_all();
    });
  }
}

void Listener::renew(const std::shared_ptr<const TlsContext>& tls) {
  for (auto& worker : impl_->workers) {
    asio::post(worker->io, [worker = worker.get(), tls] { worker->tls = tls; });
  }
}

void Listener::stop(std::chrono::milliseconds grace) {
  for (auto& worker : impl_->workers) {
    asio::post(worker->io, [worker = worker.get()] { worker->drain(); });
  }
  {
    std::unique_lock lock(impl_->mutex);
    impl_->thread_ended.wait_for(lock, grace, [this] { return impl_->running == 0; });
  }
  for (auto& worker : impl_->workers) worker->cut();
  for (auto& thread : impl_->threads) thread.join();
  impl_->threads.clear();
}

}  // namespace amity::http
