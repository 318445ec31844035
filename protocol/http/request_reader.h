#pragma once

#include "protocol/http/listener.h"
#include "protocol/http/message_rules.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace amity::http {

// Turns the bytes of one connection into requests, whatever pieces they arrive in. Knows no socket:
//
//   while (reader.advance() == RequestReader::Progress::more) {
//     std::span<char> room = reader.prepare();
//     reader.commit(read(fd, room.data(), room.size()));
//   }
//   serve(reader.request());
//   reader.next();
//
// Keeps its buffers from request to request and does not allocate in the steady state; what an
// unusually large request took is given back by `next()`. For one thread at a time.
class RequestReader {
 public:
  enum class Progress {
    more,      // call `prepare`, `commit` and `advance` again
    complete,  // `request()` is there
    refused,   // `refusal()` says why; nothing more can be read from this connection
  };

  // Limits in bytes: request line with fields; body with all chunks joined.
  RequestReader(std::size_t header_limit, std::size_t body_limit);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Room for the next bytes, never empty; valid until the next call of anything here.
  std::span<char> prepare();
  // The first `size` bytes of that room are filled.
  void commit(std::size_t size);

  // Reads on in what was committed.
  Progress advance();

  // Whether anything of the next request has arrived, and whether all of its header has.
  bool begun() const { return begin_ != end_; }
  bool in_body() const { return stage_ != Stage::header; }

  // Whether the sender holds its body back until it gets a 100 (Continue): it said so, and no
  // byte of the body has arrived. Says so once for each request.
  bool take_continue();

  // After `complete`, until `next()`: the request (its `peer` is empty), whether the sender is
  // ready to go on afterwards, and its HTTP/1 minor version.
  const Request& request() const { return request_; }
  bool keep_alive() const { return keep_alive_; }
  int minor_version() const;

  // After `refused`.
  Refusal refusal() const { return refusal_; }

  // Forgets the request; what was sent behind it stays.
  void next();

 private:
  enum class Stage { header, sized_body, chunked_body };
  class Parser;

  Progress read_header();
  Progress read_sized_body();
  Progress read_chunked_body();
  Progress wait_for_chunks();
  Progress refuse(Refusal refusal);
  Progress complete(std::string_view body, std::size_t end);
  std::string_view bytes(std::size_t from) const { return {storage_.get() + from, end_ - from}; }
  void move_to(std::unique_ptr<char[]> storage, std::size_t capacity);

  const std::size_t header_limit_;
  const std::size_t body_limit_;

  std::unique_ptr<char[]> storage_;
  std::size_t capacity_;
  std::size_t begin_ = 0;  // the request's first byte
  std::size_t end_ = 0;    // behind the last byte that arrived
  std::size_t body_ = 0;   // behind the header
  std::size_t chunk_ = 0;  // first byte the chunk parser has not taken

  Stage stage_ = Stage::header;
  bool skipped_empty_line_ = false;
  bool expects_continue_ = false;
  bool keep_alive_ = false;
  std::size_t content_length_ = 0;
  HeaderScanner scanner_;
  std::unique_ptr<std::optional<Parser>> parser_;  // made anew in place for each request
  std::vector<Field> fields_;
  std::string chunks_;  // the joined body of a chunked request
  Request request_;
  Refusal refusal_;
};

}  // namespace amity::http
