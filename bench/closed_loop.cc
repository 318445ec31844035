#include "bench/closed_loop.h"

#include "bench/answer.h"
#include "protocol/descriptor/descriptor.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace amity::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{10};

Descriptor connect_to(std::uint16_t port) {
  Descriptor socket(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::connect(*socket, reinterpret_cast<const sockaddr*>(&address), sizeof address),
          "connect");
  int on = 1;
  checked(::setsockopt(*socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "TCP_NODELAY");
  checked(::fcntl(*socket, F_SETFL, O_NONBLOCK), "O_NONBLOCK");
  return socket;
}

struct Connection {
  std::size_t traffic = 0;
  Descriptor socket;
  bool waiting = false;     // for the answer to:
  std::size_t request = 0;  // its number in the traffic
  Clock::time_point sent_at;
  std::string_view unsent;  // what the socket's buffer had no room for
  std::string received;     // of an answer that did not come in one piece
};

class ClosedLoop {
 public:
  ClosedLoop(std::uint16_t port, std::span<const Traffic> traffic, const Observer& observer)
      : port_(port),
        traffic_(traffic),
        observer_(observer),
        epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {
    for (std::size_t i = 0; i < traffic.size(); ++i) {
      figures_.traffic.emplace_back().name = traffic[i].name;
      figures_.traffic.back().connections = traffic[i].connections;
      for (int n = 0; n < traffic[i].connections; ++n) connections_.emplace_back().traffic = i;
    }
  }

  Figures run(Window window, std::optional<pid_t> server);

 private:
  enum class Phase { kWarmUp, kMeasured, kDraining };

  void open(Connection& connection);
  void send_next(Connection& connection);
  void send_rest(Connection& connection);
  void receive(Connection& connection);
  void take(Connection& connection, const Answer& answer);
  void await(Connection& connection, std::uint32_t events, int operation);

  std::uint16_t port_;
  std::span<const Traffic> traffic_;
  const Observer& observer_;
  Descriptor epoll_;
  std::vector<Connection> connections_;
  Figures figures_;
  Phase phase_ = Phase::kWarmUp;
  bool exhausted_ = false;  // a traffic that does not repeat has sent its last
  std::size_t waiting_ = 0;
  Clock::time_point last_answer_ = Clock::now();
  std::array<char, 256 * 1024> buffer_;
};

void ClosedLoop::await(Connection& connection, std::uint32_t events, int operation) {
  epoll_event event{.events = events, .data = {.ptr = &connection}};
  checked(::epoll_ctl(*epoll_, operation, *connection.socket, &event), "epoll_ctl");
}

void ClosedLoop::open(Connection& connection) {
  connection.socket = connect_to(port_);
  await(connection, EPOLLIN, EPOLL_CTL_ADD);
}

void ClosedLoop::send_next(Connection& connection) {
  const Traffic& traffic = traffic_[connection.traffic];
  std::size_t& used = figures_.traffic[connection.traffic].used;
  if (used == traffic.requests.size() && !traffic.repeat) {
    exhausted_ = true;
    return;
  }
  connection.request = used++ % traffic.requests.size();
  connection.unsent = traffic.requests[connection.request];
  connection.waiting = true;
  ++waiting_;
  connection.sent_at = Clock::now();
  send_rest(connection);
}

void ClosedLoop::send_rest(Connection& connection) {
  ssize_t sent =
      ::send(*connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) checked(-1, "send");
  if (sent > 0) connection.unsent.remove_prefix(static_cast<std::size_t>(sent));
  if (!connection.unsent.empty()) await(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

void ClosedLoop::receive(Connection& connection) {
  ssize_t size = ::recv(*connection.socket, buffer_.data(), buffer_.size(), 0);
  if (size < 0 && errno == EAGAIN) return;
  checked(static_cast<int>(size), "recv");
  if (size == 0) {
    if (connection.waiting) throw std::runtime_error("the server closed a connection unanswered");
    connection.socket = Descriptor();  // it had nothing to do for longer than the server likes
    return;
  }

  std::string_view bytes(buffer_.data(), static_cast<std::size_t>(size));
  if (!connection.received.empty()) bytes = connection.received += bytes;
  std::optional<Answer> answer = read_answer(bytes);
  if (!answer) {
    if (connection.received.empty()) connection.received = bytes;
    return;
  }
  if (!connection.waiting || answer->size != bytes.size()) {
    throw std::runtime_error("the server answered what was not asked");
  }
  take(connection, *answer);
  connection.received.clear();
  if (answer->closes) open(connection);
  if (phase_ != Phase::kDraining) send_next(connection);
}

void ClosedLoop::take(Connection& connection, const Answer& answer) {
  last_answer_ = Clock::now();
  connection.waiting = false;
  --waiting_;
  TrafficFigures& figures = figures_.traffic[connection.traffic];
  if (answer.status != 200) ++figures.failures;
  if (!figures.samples.contains(answer.status)) figures.samples[answer.status] = answer.body;
  if (phase_ == Phase::kMeasured) {
    ++figures.statuses[answer.status];
    auto latency =
        std::chrono::duration_cast<std::chrono::microseconds>(last_answer_ - connection.sent_at);
    figures.latencies.push_back(static_cast<std::uint32_t>(latency.count()));
  }
  if (observer_) {
    observer_(connection.traffic, connection.request, answer.status, answer.body);
  }
}

Figures ClosedLoop::run(Window window, std::optional<pid_t> server) {
  for (Connection& connection : connections_) open(connection);
  auto at = [start = Clock::now()](double seconds) {
    return start +
           std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  };
  Clock::time_point begin = at(window.warm_up_seconds);
  Clock::time_point end = at(window.warm_up_seconds + window.seconds);
  CpuTime used_before;
  auto begin_window = [&] {
    phase_ = Phase::kMeasured;
    begin = Clock::now();
    if (server) used_before = cpu_time(*server);
  };
  if (window.warm_up_seconds == 0) begin_window();
  for (Connection& connection : connections_) send_next(connection);

  std::array<epoll_event, 512> events;
  while (phase_ != Phase::kDraining || waiting_ > 0) {
    int count = ::epoll_wait(*epoll_, events.data(), static_cast<int>(events.size()), 0);
    if (count < 0 && errno != EINTR) checked(count, "epoll_wait");

    Clock::time_point now = Clock::now();
    if (phase_ == Phase::kWarmUp && now >= begin) begin_window();
    if (phase_ == Phase::kMeasured && (now >= end || exhausted_)) {
      phase_ = Phase::kDraining;
      figures_.seconds = std::chrono::duration<double>(now - begin).count();
      if (server) figures_.server = cpu_time(*server) - used_before;
    }
    if (phase_ == Phase::kWarmUp && exhausted_) {
      throw std::runtime_error("the requests did not last for the warm-up");
    }
    if (now - last_answer_ > kPatience) {
      throw std::runtime_error("the server has not answered for ten seconds");
    }

    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      auto& connection = *static_cast<Connection*>(event.data.ptr);
      if (event.events & EPOLLOUT) {
        await(connection, EPOLLIN, EPOLL_CTL_MOD);
        send_rest(connection);
      }
      if (event.events & ~EPOLLOUT) receive(connection);
    }
  }
  return std::move(figures_);
}

}  // namespace

Figures run_closed_loop(std::uint16_t port, std::span<const Traffic> traffic, Window window,
                        std::optional<pid_t> server, const Observer& observer) {
  return ClosedLoop(port, traffic, observer).run(window, server);
}

}  // namespace amity::bench
