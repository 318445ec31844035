#include "protocol/http/tls_stream.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/sslerr.h>

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace amity::http {

// OpenSSL's view of the stream: it reads what has arrived and writes to the socket. Its own BIO for
// sockets would write without MSG_NOSIGNAL, and read with two system calls for each record.
struct TlsSocket {
  static int read(BIO* bio, char* out, int size) {
    auto* stream = static_cast<TlsStream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    std::size_t count = std::min(static_cast<std::size_t>(size), stream->end_ - stream->begin_);
    if (count == 0) {
      BIO_set_retry_read(bio);
      return -1;
    }
    std::memcpy(out, stream->arrived_.get() + stream->begin_, count);
    stream->begin_ += count;
    return static_cast<int>(count);
  }

  static int write(BIO* bio, const char* bytes, int size) {
    auto* stream = static_cast<TlsStream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    ssize_t sent =
        ::send(stream->socket_, bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
      BIO_set_retry_write(bio);
    return static_cast<int>(sent);
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* method() {
    static BIO_METHOD* const method = [] {
      BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "amity");
      if (made == nullptr) throw std::bad_alloc();
      BIO_meth_set_read(made, read);
      BIO_meth_set_write(made, write);
      BIO_meth_set_ctrl(made, control);
      return made;
    }();
    return method;
  }
};

TlsStream::TlsStream(const TlsContext& context, int socket)
    : socket_(socket), ssl_(SSL_new(context.native())), arrived_(new char[kRoom]) {
  BIO* bio = BIO_new(TlsSocket::method());
  if (ssl_ == nullptr || bio == nullptr) {
    SSL_free(ssl_);
    BIO_free(bio);
    throw std::bad_alloc();
  }
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_, bio, bio);
  SSL_set_accept_state(ssl_);
}

TlsStream::~TlsStream() { SSL_free(ssl_); }

TlsStream::Step TlsStream::step(int result) {
  if (result > 0) return Step::done;
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
      return Step::wants_bytes;
    case SSL_ERROR_WANT_WRITE:
      return Step::wants_room;
    case SSL_ERROR_ZERO_RETURN:
      return Step::ended;
    default:
      open_ = false;
      return Step::failed;
  }
}

TlsStream::Step TlsStream::shake_hands() {
  ERR_clear_error();
  Step result = step(SSL_do_handshake(ssl_));
  if (result == Step::failed)
    met_plain_http_ = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  if (result == Step::done) {
    open_ = true;
    details_ = {SSL_get_version(ssl_), SSL_get_cipher_name(ssl_)};
  }
  return result;
}

TlsStream::Step TlsStream::read(std::span<char> room, std::size_t& size) {
  ERR_clear_error();
  return step(SSL_read_ex(ssl_, room.data(), room.size(), &size));
}

TlsStream::Step TlsStream::write(std::string_view bytes, std::size_t& size) {
  ERR_clear_error();
  return step(SSL_write_ex(ssl_, bytes.data(), bytes.size(), &size));
}

void TlsStream::close() {
  if (!std::exchange(open_, false)) return;
  ERR_clear_error();
  SSL_shutdown(ssl_);
}

}  // namespace amity::http
