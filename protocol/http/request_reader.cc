// Beast parses the grammar of HTTP; message_rules.h is asked first about the forms that Beast
// would repair (folded lines) or wait for (bare LF), and afterwards about what fields mean
// together.
#include "protocol/http/request_reader.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace amity::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;

constexpr std::size_t kFirstCapacity = 4096;
constexpr std::size_t kKeptCapacity = 16 * 1024;  // more than this is given back after the request
constexpr std::size_t kLeastRoom = 1024;
constexpr std::size_t kKeptFields = 256;

std::string_view text(beast::string_view view) { return {view.data(), view.size()}; }

// Whether a request can start with this byte (RFC 9110 §5.6.2, token). Anything else, such as the
// first byte of a TLS handshake, is refused at once instead of waiting for an end of line.
bool starts_a_method(char c) {
  return c > ' ' && c < 0x7f &&
         std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
}

// Whether a request line is well-formed but for a version that is not ours.
bool names_a_version(std::string_view request_line) {
  std::size_t blank = request_line.rfind(' ');
  std::string_view version =
      blank == std::string_view::npos ? std::string_view() : request_line.substr(blank + 1);
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::count(request_line.begin(), request_line.end(), ' ') == 2 && version.size() == 8 &&
         version.starts_with("HTTP/") && digit(version[5]) && version[6] == '.' &&
         digit(version[7]);
}

Refusal refusal_for(error_code ec) {
  using beast::http::error;
  if (ec == error::body_limit) return {413, "the body is too large"};
  if (ec == error::header_limit) return {431, "the header is too large"};
  if (ec == error::bad_method) return {400, "the method is malformed"};
  if (ec == error::bad_target) return {400, "the request target is malformed"};
  if (ec == error::bad_version) return {400, "the HTTP version is malformed"};
  if (ec == error::bad_field) return {400, "the name of a field is malformed"};
  if (ec == error::bad_value) return {400, "the value of a field is malformed"};
  if (ec == error::bad_content_length || ec == error::multiple_content_length) {
    return {400, "Content-Length is malformed or contradicted"};
  }
  if (ec == error::bad_transfer_encoding) {
    return {400, "Transfer-Encoding is malformed or contradicted"};
  }
  if (ec == error::bad_chunk || ec == error::bad_chunk_extension) {
    return {400, "a chunk is malformed"};
  }
  return {400, "the message is malformed"};
}

}  // namespace

// Keeps views of the header where Beast's own containers would copy each field.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
 public:
  explicit Parser(RequestReader& reader) : reader_(&reader) {
    header_limit(static_cast<std::uint32_t>(reader.header_limit_) + 1);  // `scanner_` counts
    body_limit(reader.body_limit_);
  }

  const FramingRules& framing() const { return framing_; }
  int minor_version() const { return minor_version_; }
  // Whether the last step read the line before a chunk, or the last chunk with its trailer.
  bool take_chunk_line() { return std::exchange(chunk_line_, false); }

 private:
  using Length = boost::optional<std::uint64_t>;

  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                       int version, error_code&) override {
    reader_->request_.method = text(method);
    reader_->request_.target = text(target);
    minor_version_ = version - 10;
  }

  void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                     error_code&) override {
    if (header_is_over_) return;  // trailers are dropped: nothing in them may change the request
    reader_->fields_.emplace_back(text(name), text(value));
    if (field == beast::http::field::host) {
      framing_.see_host(text(value));
    } else if (field == beast::http::field::content_length) {
      framing_.see_content_length(text(value));
    } else if (field == beast::http::field::transfer_encoding) {
      framing_.see_transfer_encoding(text(value));
    } else if (field == beast::http::field::expect) {
      framing_.see_expect(text(value));
    }
  }

  void on_header_impl(error_code&) override { header_is_over_ = true; }

  void on_chunk_header_impl(std::uint64_t, beast::string_view extensions, error_code& ec) override {
    chunk_line_ = true;
    // Extensions mean nothing here; without a limit they would make a body of any size.
    extensions_ += extensions.size();
    if (extensions_ > reader_->header_limit_) ec = beast::http::error::header_limit;
  }

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view data, error_code&) override {
    reader_->chunks_.append(data.data(), data.size());
    return data.size();
  }

  // The rest never happens to a request with a header whose body we take ourselves.
  void on_response_impl(int, beast::string_view, int, error_code&) override {}
  void on_body_init_impl(const Length&, error_code&) override {}
  std::size_t on_body_impl(beast::string_view data, error_code&) override { return data.size(); }
  void on_finish_impl(error_code&) override {}

  RequestReader* reader_;
  FramingRules framing_;
  int minor_version_ = 1;
  bool header_is_over_ = false;
  bool chunk_line_ = false;
  std::size_t extensions_ = 0;
};

RequestReader::RequestReader(std::size_t header_limit, std::size_t body_limit)
    : header_limit_(header_limit),
      body_limit_(body_limit),
      storage_(std::make_unique_for_overwrite<char[]>(kFirstCapacity)),
      capacity_(kFirstCapacity),
      parser_(std::make_unique<std::optional<Parser>>()) {
  fields_.reserve(24);
}

RequestReader::~RequestReader() = default;

// Brings what is kept to the front of `storage` (which may be the one in use) and the views along.
void RequestReader::move_to(std::unique_ptr<char[]> storage, std::size_t capacity) {
  char* target = storage ? storage.get() : storage_.get();
  const char* source = storage_.get() + begin_;
  std::memmove(target, source, end_ - begin_);
  if (in_body()) {
    auto carry = [&](std::string_view& view) {
      view = {target + (view.data() - source), view.size()};
    };
    carry(request_.method);
    carry(request_.target);
    for (Field& field : fields_) {
      carry(field.first);
      carry(field.second);
    }
    body_ -= begin_;
    chunk_ -= begin_;
  }
  end_ -= begin_;
  begin_ = 0;
  if (storage) {
    storage_ = std::move(storage);
    capacity_ = capacity;
  }
}

std::span<char> RequestReader::prepare() {
  std::size_t wanted = kLeastRoom;
  if (stage_ == Stage::sized_body) wanted = std::min(wanted, body_ + content_length_ - end_);
  if (capacity_ - end_ < wanted && begin_ > 0) move_to(nullptr, capacity_);
  if (capacity_ - end_ < wanted) {
    // Grows with what has arrived, not with what the header promised.
    std::size_t larger = capacity_ * 2;
    move_to(std::make_unique_for_overwrite<char[]>(larger), larger);
  }
  return {storage_.get() + end_, capacity_ - end_};
}

void RequestReader::commit(std::size_t size) { end_ += size; }

RequestReader::Progress RequestReader::advance() {
  switch (stage_) {
    case Stage::header:
      return read_header();
    case Stage::sized_body:
      return read_sized_body();
    case Stage::chunked_body:
      return read_chunked_body();
  }
  __builtin_unreachable();
}

RequestReader::Progress RequestReader::refuse(Refusal refusal) {
  refusal_ = refusal;
  return Progress::refused;
}

RequestReader::Progress RequestReader::complete(std::string_view body, std::size_t end) {
  request_.body = body;
  body_ = end;
  return Progress::complete;
}

RequestReader::Progress RequestReader::read_header() {
  // RFC 9112 §2.2: one empty line before the request line is the end of an old client's body.
  if (!skipped_empty_line_ && bytes(begin_).starts_with("\r\n")) {
    skipped_empty_line_ = true;
    begin_ += 2;
  }
  std::string_view arrived = bytes(begin_);
  if (arrived.empty()) return Progress::more;
  if (!starts_a_method(arrived.front()) && arrived.front() != '\r') {
    return refuse({400, "the method is malformed"});
  }
  switch (scanner_.scan(arrived)) {
    case HeaderScanner::Found::more:
      if (arrived.size() < header_limit_) return Progress::more;
      return refuse({431, "the header is too large"});
    case HeaderScanner::Found::refused:
      return refuse(scanner_.refusal());
    case HeaderScanner::Found::end:
      break;
  }
  std::string_view header = arrived.substr(0, scanner_.size());
  if (header.size() > header_limit_) return refuse({431, "the header is too large"});

  Parser& parser = parser_->emplace(*this);
  error_code ec;
  parser.put(boost::asio::const_buffer(header.data(), header.size()), ec);
  if (ec == beast::http::error::bad_version &&
      names_a_version(header.substr(0, header.find('\r')))) {
    return refuse({505, "only HTTP/1.0 and HTTP/1.1 are spoken here"});
  }
  if (ec) return refuse(refusal_for(ec));
  if (auto refusal = parser.framing().judge(parser.minor_version())) return refuse(*refusal);

  request_.fields = fields_;
  body_ = chunk_ = begin_ + header.size();
  keep_alive_ = parser.keep_alive();
  expects_continue_ = parser.framing().expects_continue() && parser.minor_version() == 1;
  if (parser.chunked()) {
    stage_ = Stage::chunked_body;
    return read_chunked_body();
  }
  content_length_ = static_cast<std::size_t>(parser.content_length().value_or(0));
  stage_ = Stage::sized_body;
  return read_sized_body();
}

RequestReader::Progress RequestReader::read_sized_body() {
  if (end_ - body_ < content_length_) return Progress::more;
  return complete(bytes(body_).substr(0, content_length_), body_ + content_length_);
}

RequestReader::Progress RequestReader::read_chunked_body() {
  Parser& parser = **parser_;
  while (!parser.is_done()) {
    std::string_view arrived = bytes(chunk_);
    // Less than "0 CRLF CRLF" is never the rest of a body. Beast insists on that much.
    if (arrived.size() < 5) return wait_for_chunks();
    error_code ec;
    std::size_t taken = parser.put(boost::asio::const_buffer(arrived.data(), arrived.size()), ec);
    if (ec == beast::http::error::need_more) {
      // What is left is part of a line before a chunk, or of the trailer.
      if (auto refusal = check_lines(arrived)) return refuse(*refusal);
      if (arrived.size() > header_limit_) return refuse({431, "the trailer is too large"});
      return wait_for_chunks();
    }
    if (ec) return refuse(refusal_for(ec));
    if (parser.take_chunk_line()) {
      if (auto refusal = check_lines(arrived.substr(0, taken))) return refuse(*refusal);
      if (taken > header_limit_) return refuse({431, "the trailer is too large"});
    }
    chunk_ += taken;
  }
  return complete(chunks_, chunk_);
}

// Makes room: what the chunk parser has taken is kept elsewhere.
RequestReader::Progress RequestReader::wait_for_chunks() {
  std::size_t left = end_ - chunk_;
  std::memmove(storage_.get() + body_, storage_.get() + chunk_, left);
  chunk_ = body_;
  end_ = body_ + left;
  return Progress::more;
}

bool RequestReader::take_continue() {
  return std::exchange(expects_continue_, false) && in_body() && end_ == body_ && chunks_.empty();
}

int RequestReader::minor_version() const { return (*parser_)->minor_version(); }

void RequestReader::next() {
  begin_ = body_;
  stage_ = Stage::header;
  if (begin_ == end_) begin_ = end_ = 0;
  if (capacity_ > kKeptCapacity && end_ - begin_ <= kFirstCapacity) {
    move_to(std::make_unique_for_overwrite<char[]>(kFirstCapacity), kFirstCapacity);
  }
  chunks_.clear();
  if (chunks_.capacity() > kKeptCapacity) chunks_.shrink_to_fit();
  fields_.clear();
  if (fields_.capacity() > kKeptFields) fields_.shrink_to_fit();
  request_ = Request();
  scanner_ = HeaderScanner();
  skipped_empty_line_ = false;
  expects_continue_ = false;
  content_length_ = 0;
}

}  // namespace amity::http
