#pragma once

#include "client/transport/transport.h"
#include "protocol/curl/handle.h"
#include "protocol/descriptor/descriptor.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

struct epoll_event;

namespace amity::client {

// Many transfers of libcurl at once, waited for with epoll. libcurl's own
// curl_multi_poll looks at every transfer whenever one moves; this only at
// those that do. One thread, but for `wake`.
class Multi {
 public:
  using Time = Transport::Time;

  // `most_open`: how many connections are kept open. Throws std::system_error.
  explicit Multi(int most_open);
  // All transfers must have been removed. Closes the connections.
  ~Multi();
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  void add(CURL* transfer);
  // Its connection is kept if the transfer had ended, else closed.
  void remove(CURL* transfer);

  // Goes on with what needs no waiting, such as what was added.
  void advance();
  // Waits until a connection moves, `wake` is called or the time has come, and
  // goes on with what moved.
  void wait(std::optional<Time> until);
  // Ends the present wait, or else the next. From any thread.
  void wake();

  struct Ended {
    CURL* transfer;
    CURLcode code;
  };
  // A transfer that has ended and was not told of before.
  std::optional<Ended> ended();

 private:
  // What is wanted of a socket, and what epoll has been told.
  struct Socket {
    std::uint32_t wanted = 0;
    std::uint32_t watched = 0;
    bool connection = false;  // opened by open_socket; else libcurl's own business
  };

  static int want(CURL* transfer, curl_socket_t socket, int what, void* self, void* unused);
  static int set_timer(CURLM* multi, long milliseconds, void* self);
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close_socket(void* self, curl_socket_t socket);

  Socket& socket(curl_socket_t number);
  void watch(curl_socket_t number, std::uint32_t events);
  void moved(const epoll_event& event);
  void act(curl_socket_t socket, int events);

  Descriptor epoll_;
  Descriptor wake_;
  std::vector<Socket> sockets_;  // by their numbers
  std::optional<Time> due_;      // when libcurl wants to be called although nothing moves
  curl::MultiHandle multi_;      // goes first: closing connections calls back
};

}  // namespace amity::client
