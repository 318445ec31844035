#include "client/transport/transfer.h"

#include "protocol/curl/no_proxy.h"

#include <stdexcept>
#include <string_view>
#include <utility>

namespace amity::client {
namespace {

using Kind = TransportError::Kind;

constexpr std::size_t kMostHeaderBytes = 256 << 10;
constexpr std::chrono::milliseconds kWithoutEnd = std::chrono::hours(7 * 24);  // 0 is 300 s to curl

template <class Value>
void set(const curl::Handle& handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
    throw std::runtime_error("libcurl lacks an option");
}

void set_file(const curl::Handle& handle, CURLoption option, const std::string& file) {
  if (!file.empty()) set(handle, option, file.c_str());
}

template <class Value>
Value info(const curl::Handle& handle, CURLINFO what) {
  Value value{};
  curl_easy_getinfo(handle.get(), what, &value);
  return value;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

Transfer::Transfer(const CurlOptions& options) : most_bytes_(options.most_response_bytes) {
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(handle_, CURLOPT_PATH_AS_IS, 1L);  // as it is signed
  set(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle_, CURLOPT_POST, 1L);
  set(handle_, CURLOPT_NOPROXY, curl::hosts_without_proxy().c_str());
  set(handle_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(handle_, CURLOPT_NOSIGNAL, 1L);
  set(handle_, CURLOPT_QUICK_EXIT,
      1L);  // a name server that does not answer holds up nobody
  set(handle_, CURLOPT_TCP_KEEPALIVE, 1L);
  set(handle_, CURLOPT_SSL_VERIFYPEER, options.trusts_anybody ? 0L : 1L);
  set(handle_, CURLOPT_SSL_VERIFYHOST, options.trusts_anybody ? 0L : 2L);
  set_file(handle_, CURLOPT_CAINFO, options.ca_bundle);
  set_file(handle_, CURLOPT_SSLCERT, options.client_certificate);
  set_file(handle_, CURLOPT_SSLKEY, options.client_key);
  set(handle_, CURLOPT_WRITEFUNCTION, &take_body);
  set(handle_, CURLOPT_WRITEDATA, this);
  set(handle_, CURLOPT_HEADERFUNCTION, &take_header);
  set(handle_, CURLOPT_HEADERDATA, this);
  set(handle_, CURLOPT_PREREQFUNCTION, &before_request);
  set(handle_, CURLOPT_PREREQDATA, this);
}

void Transfer::prepare(const HttpRequest& request, std::chrono::milliseconds connect, void* owner) {
  response_ = {};
  header_bytes_ = 0;
  headers_whole_ = false;
  too_large_ = false;
  requests_ = 0;
  if (url_ != request.url) {
    url_ = request.url;
    set(handle_, CURLOPT_URL, url_.c_str());
  }
  if (connect.count() == 0 || connect > kWithoutEnd) connect = kWithoutEnd;
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
  set_headers(request.headers);
  set(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(handle_, CURLOPT_POSTFIELDS, request.body.c_str());
  set(handle_, CURLOPT_PRIVATE, owner);
}

void* Transfer::owner_of(CURL* handle) {
  void* owner = nullptr;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &owner);
  return owner;
}

// libcurl only reads the list and does not copy it: its links need no memory
// each.
void Transfer::set_headers(const Headers& headers) {
  lines_.clear();
  line_starts_.clear();
  for (const auto& [name, value] : headers) {
    line_starts_.push_back(lines_.size());
    lines_ += name;
    lines_ += value.empty() ? ";" : ": ";  // in libcurl's notation "Name:" means none
    lines_ += value;
    lines_ += '\0';
  }
  // None that libcurl would add. With Expect the body would wait for an answer
  // to the headers.
  for (std::string_view none : {"Accept:", "Content-Type:", "Expect:"}) {
    line_starts_.push_back(lines_.size());
    lines_ += none;
    lines_ += '\0';
  }
  list_.resize(line_starts_.size());
  for (std::size_t i = 0; i < list_.size(); ++i)
    list_[i] = {lines_.data() + line_starts_[i], i + 1 < list_.size() ? &list_[i + 1] : nullptr};
  set(handle_, CURLOPT_HTTPHEADER, list_.data());
}

// Called when libcurl is about to send. It would send a request again by itself
// when a connection that had been idle ends without an answer. But the service
// may have carried it out: whether that may be repeated is not for libcurl to
// say.
int Transfer::before_request(void* self, char* /*from*/, char* /*to*/, int /*from_port*/,
                             int /*to_port*/) {
  auto& transfer = *static_cast<Transfer*>(self);
  bool again = transfer.requests_++ > 0;
  return again && transfer.sent() ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

std::size_t Transfer::take_body(char* bytes, std::size_t /*one*/, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  std::string& body = transfer.response_.body;
  transfer.too_large_ = count > transfer.most_bytes_ - body.size();
  if (transfer.too_large_) return 0;  // ends the transfer
  body.append(bytes, count);
  return count;
}

std::size_t Transfer::take_header(char* bytes, std::size_t /*one*/, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.header_bytes_ += count;
  transfer.too_large_ = transfer.header_bytes_ > kMostHeaderBytes;
  if (transfer.too_large_) return 0;

  std::string_view line(bytes, count);
  Headers& headers = transfer.response_.headers;
  std::size_t colon = line.find(':');
  transfer.headers_whole_ = trimmed(line).empty();
  if (line.starts_with("HTTP/"))
    headers.clear();  // the last was a provisional one, such as 100
  else if (colon != line.npos)
    headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  return count;
}

// libcurl counts what it says to a proxy as well, but that is before.
bool Transfer::sent() const {
  return requests_ > 0 && info<long>(handle_, CURLINFO_REQUEST_SIZE) > 0;
}

HttpAnswer Transfer::answer(CURLcode code) {
  if (code != CURLE_OK) return error(code);
  if (!headers_whole_)  // libcurl takes the end of the connection for theirs
    return TransportError{Kind::broken, "The connection was closed amid the headers."};
  response_.status = static_cast<int>(info<long>(handle_, CURLINFO_RESPONSE_CODE));
  return std::move(response_);
}

TransportError Transfer::error(CURLcode code) const {
  if (too_large_) return {Kind::too_large, "The response has more bytes than are taken."};
  if (requests_ > 1 && code == CURLE_ABORTED_BY_CALLBACK)
    return {Kind::broken, "The connection was closed before the response.", true};

  std::string detail = handle_.detail(code);
  if (sent()) return {Kind::broken, std::move(detail)};
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {Kind::connect_timed_out, std::move(detail)};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER:
      return {Kind::tls, std::move(detail)};
    default:
      return {Kind::could_not_connect, std::move(detail)};
  }
}

}  // namespace amity::client
