#include "client/transport/multi.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>
#include <system_error>

namespace amity::client {
namespace {

using Clock = std::chrono::steady_clock;

// Rounded up: who wakes before the time would only have to wait again.
int milliseconds_until(const std::optional<Multi::Time>& time) {
  if (!time) return -1;
  auto left = std::chrono::ceil<std::chrono::milliseconds>(*time - Clock::now()).count();
  return static_cast<int>(std::clamp<long>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

Multi::Multi(int most_open)
    : epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      multi_(curl::make_multi_handle()) {
  // By edges: every write is told once, and none needs to be read.
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.fd = *wake_}};
  checked(::epoll_ctl(*epoll_, EPOLL_CTL_ADD, *wake_, &event), "epoll_ctl");
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(most_open));
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &want);
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &set_timer);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
}

Multi::~Multi() = default;

void Multi::add(CURL* transfer) {
  curl_easy_setopt(transfer, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(transfer, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(transfer, CURLOPT_CLOSESOCKETFUNCTION, &close_socket);
  curl_easy_setopt(transfer, CURLOPT_CLOSESOCKETDATA, this);
  curl_multi_add_handle(multi_.get(), transfer);
}

void Multi::remove(CURL* transfer) { curl_multi_remove_handle(multi_.get(), transfer); }

void Multi::advance() {
  if (!due_ || *due_ > Clock::now()) return;
  due_.reset();
  act(CURL_SOCKET_TIMEOUT, 0);
}

void Multi::wait(std::optional<Time> until) {
  if (due_ && (!until || *due_ < *until)) until = due_;
  std::array<epoll_event, 64> events;
  int count = ::epoll_wait(*epoll_, events.data(), static_cast<int>(events.size()),
                           milliseconds_until(until));
  if (count < 0 && errno != EINTR) checked(count, "epoll_wait");
  for (int i = 0; i < count; ++i) moved(events[static_cast<std::size_t>(i)]);
}

void Multi::wake() {
  const std::uint64_t one = 1;
  // Cannot fail but for a counter that is full, which wakes as well.
  static_cast<void>(!::write(*wake_, &one, sizeof one));
}

std::optional<Multi::Ended> Multi::ended() {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left))
    if (message->msg == CURLMSG_DONE) return Ended{message->easy_handle, message->data.result};
  return std::nullopt;
}

// libcurl says what it waits for. A connection on which it waits for nothing
// has mostly ended an exchange and will soon carry the next: it stays as it is,
// and only if it moves meanwhile does epoll hear that it is not wanted.
int Multi::want(CURL* /*transfer*/, curl_socket_t number, int what, void* self, void* /*unused*/) {
  auto& multi = *static_cast<Multi*>(self);
  Socket& socket = multi.socket(number);
  socket.wanted = (what == CURL_POLL_IN      ? EPOLLIN
                   : what == CURL_POLL_OUT   ? EPOLLOUT
                   : what == CURL_POLL_INOUT ? EPOLLIN | EPOLLOUT
                                             : 0U);
  if (socket.wanted != 0 || !socket.connection) multi.watch(number, socket.wanted);
  return 0;
}

int Multi::set_timer(CURLM* /*multi*/, long milliseconds, void* self) {
  auto& due = static_cast<Multi*>(self)->due_;
  if (milliseconds < 0)
    due.reset();
  else
    due = Clock::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

curl_socket_t Multi::open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  int number = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (number < 0) return CURL_SOCKET_BAD;
  static_cast<Multi*>(self)->socket(number) = {.connection = true};
  return number;
}

int Multi::close_socket(void* self, curl_socket_t number) {
  auto& multi = *static_cast<Multi*>(self);
  multi.watch(number, 0);  // a child of a fork may have it still
  multi.socket(number) = {};
  return ::close(number);
}

Multi::Socket& Multi::socket(curl_socket_t number) {
  auto index = static_cast<std::size_t>(number);
  if (index >= sockets_.size()) sockets_.resize(index + 1);
  return sockets_[index];
}

void Multi::watch(curl_socket_t number, std::uint32_t events) {
  Socket& known = socket(number);
  if (known.watched == events) return;
  epoll_event event{.events = events, .data = {.fd = number}};
  int change = known.watched == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
  ::epoll_ctl(*epoll_, change, number, &event);
  known.watched = events;
}

void Multi::moved(const epoll_event& event) {
  const curl_socket_t number = event.data.fd;
  if (number == *wake_) return;
  if (socket(number).wanted == 0) return watch(number, 0);
  int events = 0;
  if ((event.events & EPOLLIN) != 0) events |= CURL_CSELECT_IN;
  if ((event.events & EPOLLOUT) != 0) events |= CURL_CSELECT_OUT;
  if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) events |= CURL_CSELECT_ERR;
  act(number, events);
}

void Multi::act(curl_socket_t number, int events) {
  int running = 0;
  curl_multi_socket_action(multi_.get(), number, events, &running);
}

}  // namespace amity::client
