#include "protocol/fetch/fetch.h"

#include "protocol/curl/handle.h"
#include "protocol/fetch/address.h"

#include <sys/socket.h>

#include <stdexcept>

namespace amity::fetch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kHeaderBytes = 64 << 10;

// What one request may and what came of it; curl's callbacks get it.
struct Request {
  const Limits& limits;
  const Trust& trust;
  std::string body;
  std::size_t header_bytes = 0;
  bool address_refused = false;
  bool too_large = false;
};

// Asked for every address before it is connected to, after names have been resolved.
curl_socket_t open_socket(void* request, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& self = *static_cast<Request*>(request);
  if (!is_public(address->addr) && !(self.trust.loopback && is_loopback(address->addr))) {
    self.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Anything but `count` ends the transfer.
std::size_t take_body(char* bytes, std::size_t /*one*/, std::size_t count, void* request) {
  auto& self = *static_cast<Request*>(request);
  self.too_large = count > self.limits.bytes - self.body.size();
  if (self.too_large) return 0;
  self.body.append(bytes, count);
  return count;
}

std::size_t take_header(char* /*bytes*/, std::size_t /*one*/, std::size_t count, void* request) {
  auto& self = *static_cast<Request*>(request);
  self.header_bytes += count;
  return self.header_bytes > kHeaderBytes ? 0 : count;
}

template <class Value>
void set(const curl::Handle& handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
    throw std::runtime_error("libcurl lacks an option");
}

void prepare(const curl::Handle& handle, Request& request) {
  set(handle, CURLOPT_PROTOCOLS_STR, "https");
  set(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);  // redirects are followed one by one, in get()
  set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle, CURLOPT_PROXY, "");  // whatever the environment says
  set(handle, CURLOPT_USERAGENT, "amity");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_QUICK_EXIT, 1L);  // a name server that does not answer holds up nobody
  set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.limits.bytes));
  set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(handle, CURLOPT_OPENSOCKETDATA, &request);
  set(handle, CURLOPT_WRITEFUNCTION, &take_body);
  set(handle, CURLOPT_WRITEDATA, &request);
  set(handle, CURLOPT_HEADERFUNCTION, &take_header);
  set(handle, CURLOPT_HEADERDATA, &request);
  if (!request.trust.authority_file.empty())
    set(handle, CURLOPT_CAINFO, request.trust.authority_file.c_str());
}

Failure failure_of(CURLcode code, const Request& request) {
  if (request.address_refused) return Failure::refused;
  if (request.too_large) return Failure::too_large;
  switch (code) {
    case CURLE_OK:
      return Failure::none;
    case CURLE_FILESIZE_EXCEEDED:
      return Failure::too_large;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED:
      return Failure::refused;
    default:
      return Failure::unreachable;
  }
}

// One request. An answer that points elsewhere leaves the address in `url`.
Answer get_once(std::string& url, std::chrono::milliseconds time, const Limits& limits,
                const Trust& trust, bool& moved) {
  Request request{limits, trust, {}};
  curl::Handle handle;
  prepare(handle, request);
  set(handle, CURLOPT_URL, url.c_str());
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
  Failure failure = failure_of(handle.perform(), request);
  if (failure != Failure::none) return {failure, {}};

  const char* elsewhere = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &elsewhere);
  moved = elsewhere != nullptr;
  if (moved) {
    url = elsewhere;
    return {Failure::not_there, {}};
  }
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return {Failure::not_there, {}};
  return {Failure::none, std::move(request.body)};
}

}  // namespace

Answer get(const std::string& url, const Limits& limits, const Trust& trust) {
  const auto end = Clock::now() + limits.time;
  std::string at = url;
  for (int redirects = 0; redirects <= limits.redirects; ++redirects) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return {Failure::unreachable, {}};  // 0 would mean no limit to curl
    bool moved = false;
    Answer answer = get_once(at, left, limits, trust, moved);
    if (!moved) return answer;
  }
  return {Failure::not_there, {}};
}

}  // namespace amity::fetch
