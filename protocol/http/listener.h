#pragma once

#include "protocol/http/forwarded.h"
#include "protocol/http/tls.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::http {

// A header field as it stood on the wire: name (any case) and value without outer blanks.
using Field = std::pair<std::string_view, std::string_view>;

// A whole request. The views are valid until the exchange is answered.
struct Request {
  std::string_view method;
  std::string_view target;          // as sent: path and query
  std::span<const Field> fields;    // in wire order; a repeated name stands twice
  std::string_view body;            // chunks already joined
  std::string_view peer;            // the caller's IP address, without port or zone
  const TlsDetails* tls = nullptr;  // how it came over TLS; null: it came in plain text

  bool secure_before_proxy = false;  // a trusted proxy says that it got it over TLS
  // Whether it came to us, or to the proxy that we trust, over TLS.
  bool secure() const { return tls != nullptr || secure_before_proxy; }

  // The value of the first field of that name (compared without case), or empty.
  std::string_view field(std::string_view name) const;
};

// What goes back. A listener keeps the strings of one connection and hands them out again, emptied
// but with their capacity, so that answering does not allocate.
struct Response {
  int status = 200;
  std::string_view content_type;  // of static duration
  std::string fields;             // further header lines, each "Name: value\r\n"
  std::string body;               // not sent in answer to HEAD, nor with 204 and 304
  bool close = false;             // close the connection after this answer

  // Adds one header line. `name` and `value` hold no CR or LF.
  void add_field(std::string_view name, std::string_view value);
};

// One request and its answer, on one connection.
class Exchange {
 public:
  Request request;
  Response response;

  // Says that `response` is complete. Called exactly once, from any thread; the exchange is the
  // listener's again afterwards. Harmless when the caller has gone away meanwhile. An answer given
  // within `handle` costs no wake-up; those given from another thread are handed over in batches:
  // the first of a batch wakes the connection's I/O thread, those that follow ride along.
  virtual void answer() = 0;

 protected:
  ~Exchange() = default;
};

// Serves the requests of one I/O thread. Each I/O thread has a handler of its own, and only that
// thread calls it: a handler may keep parsers, connections and caches without locks.
class Handler {
 public:
  virtual ~Handler() = default;

  // Serves one request: fills `exchange.response` and calls `answer()`, now or later, from any
  // thread. Must not throw and must not block.
  virtual void handle(Exchange& exchange) noexcept = 0;

  // Called about every `Options::tick` on the I/O thread, for housekeeping.
  virtual void tick() noexcept {}
};

struct Options {
  std::string address = "127.0.0.1";      // an IPv4 or IPv6 address, not a name
  std::uint16_t port = 0;                 // 0 lets the system choose
  unsigned threads = 1;                   // I/O threads, each with an io_context and a handler
  std::size_t header_limit = 16 * 1024;   // bytes of request line and fields; beyond: 431
  std::size_t body_limit = 1024 * 1024;   // bytes; beyond: 413
  std::size_t connection_limit = 10'000;  // open connections; beyond, new ones are closed
  // Null: plain HTTP. Else every connection begins with a handshake.
  std::shared_ptr<const TlsContext> tls;
  // Proxies that are believed when they tell whose request they pass on: then `Request::peer` is
  // the address that they name in X-Forwarded-For.
  std::vector<ip::Network> trusted_proxies;
  // Over TLS, asked before each handshake, which costs as much as many requests; false closes the
  // connection. Not asked about trusted proxies. Called on the I/O threads, on several at once. May
  // be empty.
  std::function<bool(std::string_view peer)> admits_handshake;
  std::chrono::milliseconds handshake_timeout{10'000};  // all of it: closed
  std::chrono::milliseconds header_timeout{
      10'000};                                      // first byte of a request to end of header: 408
  std::chrono::milliseconds body_timeout{30'000};   // end of header to end of body: 408
  std::chrono::milliseconds idle_timeout{75'000};   // between requests: closed without an answer
  std::chrono::milliseconds write_timeout{30'000};  // a peer that does not read: closed
  std::chrono::milliseconds tick{250};              // coarseness of all timeouts

  // Dresses the listener's own refusals (see below): given the status, what is known of who sent it
  // (all but the message itself: `peer`, `tls`), and a response whose body is one plain sentence
  // (text/plain), it may set content type, fields and body. Called on the I/O threads, on several
  // at once. May be empty.
  std::function<void(int status, const Request& sender, Response& response)> refusal;
};

// An HTTP/1.1 server (RFC 9112) on one address, in plain text or over TLS: keep-alive, pipelining,
// Expect: 100-continue, chunked bodies (trailers are dropped). HTTP/1.0 is served too. Who speaks
// plain HTTP where TLS is expected is told so by a 400 in plain text.
//
// What cannot be served is answered by the listener itself, and the connection closed:
//   400  a malformed message, or one that two readers could take for two different ones:
//        Content-Length beside Transfer-Encoding, repeated or malformed Content-Length, bare LF or
//        CR, folded fields, blanks before the colon, a body that does not end in one `chunked`, a
//        malformed chunk, a missing, repeated or malformed Host
//   408  a header or body that does not arrive in time
//   413  a body, 431 a header or trailer beyond its limit
//   417  an expectation other than 100-continue
//   501  a transfer coding other than chunked, 505 a version other than 1.0 and 1.1
class Listener {
 public:
  // Binds and listens; throws std::system_error when that fails. `make_handler(i)` is called once
  // for each I/O thread, before it starts, in the caller's thread.
  Listener(Options options, const std::function<std::unique_ptr<Handler>(unsigned)>& make_handler);
  ~Listener();  // stop(0) unless stopped before
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::uint16_t port() const;       // the one bound
  std::size_t connections() const;  // open now, for metrics

  // Starts the threads and returns.
  void start();

  // New connections are greeted by this from now on; those that are open stay as they are. Only
  // for a listener that was made with TLS. Any thread.
  void renew(const std::shared_ptr<const TlsContext>& tls);

  // Stops accepting, closes idle connections at once, lets requests in progress finish and closes
  // their connections after the answer; what is still open after `grace` is cut. Returns when the
  // threads have ended. Exchanges that are cut this way may still be answered later: that is
  // harmless as long as the listener lives.
  void stop(std::chrono::milliseconds grace);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace amity::http
