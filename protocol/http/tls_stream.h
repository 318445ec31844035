#pragma once

#include "protocol/http/tls.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;
struct bio_st;

namespace amity::http {

// The server's end of one TLS connection. What arrives is handed to it; what leaves it sends by
// itself, on a socket that does not block:
//
//   while (stream.read(room, size) == TlsStream::Step::wants_bytes) {
//     std::span<char> bytes = stream.prepare();
//     stream.commit(read(socket, bytes.data(), bytes.size()));
//   }
//
// For one thread at a time.
class TlsStream {
 public:
  enum class Step {
    done,
    wants_bytes,  // hand over more by `prepare` and `commit`, then try again
    wants_room,   // the socket takes no more; wait until it does, then try again
    ended,        // the peer has said that nothing more comes
    failed,       // the connection is of no use any more
  };

  // The socket outlives it, and stays the caller's.
  TlsStream(const TlsContext& context, int socket);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  // The handshake, to be done before anything is read or written.
  Step shake_hands();
  // After it failed: whether the peer began to speak plain HTTP.
  bool met_plain_http() const { return met_plain_http_; }
  const TlsDetails& details() const { return details_; }  // after it is done

  // Puts what the peer said into `room`. `size` is set when done.
  Step read(std::span<char> room, std::size_t& size);
  // Sends the first `size` bytes, not always all.
  Step write(std::string_view bytes, std::size_t& size);

  // Room for bytes from the socket, never empty, and how many of them are filled. Only after
  // `wants_bytes`: all that came before has been used by then.
  std::span<char> prepare() { return {arrived_.get(), kRoom}; }
  void commit(std::size_t size) {
    begin_ = 0;
    end_ = size;
  }

  // Tells the peer that nothing more comes, once, if the socket takes it.
  void close();

 private:
  static constexpr std::size_t kRoom = 16 * 1024;
  friend struct TlsSocket;

  Step step(int result);

  int socket_;
  ssl_st* ssl_;
  std::unique_ptr<char[]> arrived_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool open_ = false;  // the handshake is done, nothing has failed, no goodbye was said
  bool met_plain_http_ = false;
  TlsDetails details_;
};

}  // namespace amity::http
