#include "client/credentials/inquiry.h"

#include "protocol/curl/handle.h"
#include "protocol/curl/no_proxy.h"
#include "protocol/sigv4/date.h"

#include <limits>
#include <memory>
#include <new>

namespace amity::client {
namespace {

// Credentials are a few thousand bytes.
constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::chrono::milliseconds kFirstPause{100};

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t take(char* bytes, std::size_t /*one*/, std::size_t count, void* body) {
  auto& taken = *static_cast<std::string*>(body);
  if (count > kMostBytes - taken.size()) return 0;
  taken.append(bytes, count);
  return count;
}

// A transfer that `stop` wakes, which libcurl's easy interface has no way for.
class Exchange {
 public:
  Exchange(const Inquiry& inquiry, const std::stop_token& stop)
      : stop_(stop),
        where_(" (" + inquiry.url.substr(0, inquiry.url.find('?')) + ')'),
        multi_(curl::make_multi_handle()) {
    for (const auto& [name, value] : inquiry.headers) add_header(name + ": " + value);
    set(CURLOPT_URL, inquiry.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_CUSTOMREQUEST, inquiry.method);
    if (inquiry.method == std::string("POST")) {
      set(CURLOPT_POSTFIELDS, inquiry.body.c_str());
      set(CURLOPT_POSTFIELDSIZE, static_cast<long>(inquiry.body.size()));
    }
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(inquiry.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(inquiry.timeout.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // do not wait for a name that is being looked up
    set(CURLOPT_NOPROXY, inquiry.by_proxy ? curl::hosts_without_proxy().c_str() : "*");
    set_file(CURLOPT_CAINFO, inquiry.tls.ca_bundle);
    set_file(CURLOPT_SSLCERT, inquiry.tls.client_certificate);
    set_file(CURLOPT_SSLKEY, inquiry.tls.client_key);
  }

  Reply perform() {
    Reply reply;
    set(CURLOPT_WRITEDATA, &reply.body);
    CURLcode code = carry();
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_OK) {
      reply.status = static_cast<int>(status);
      curl_header* date = nullptr;
      if (curl_easy_header(handle_.get(), "Date", 0, CURLH_HEADER, -1, &date) == CURLHE_OK)
        reply.date = sigv4::parse_http_date(date->value);
    } else {
      reply.failure = (stop_.stop_requested() ? "stopped" : handle_.detail(code)) + where_;
    }
    return reply;
  }

  void pause(std::chrono::milliseconds time) {
    std::stop_callback wake(stop_, [this] { curl_multi_wakeup(multi_.get()); });
    if (!stop_.stop_requested())
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(time.count()), nullptr);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }

  void set_file(CURLoption option, const std::string& path) {
    if (!path.empty()) set(option, path.c_str());
  }

  void add_header(const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }

  CURLcode carry() {
    CURLM* multi = multi_.get();
    std::stop_callback wake(stop_, [multi] { curl_multi_wakeup(multi); });
    curl_multi_add_handle(multi, handle_.get());
    for (int running = 1; !stop_.stop_requested();) {
      curl_multi_perform(multi, &running);
      if (running == 0) break;
      // Until something comes, somebody stops it, or a time is over that libcurl keeps.
      curl_multi_poll(multi, nullptr, 0, std::numeric_limits<int>::max(), nullptr);
    }
    int left = 0;
    const CURLMsg* ended = curl_multi_info_read(multi, &left);
    CURLcode code = ended != nullptr ? ended->data.result : CURLE_ABORTED_BY_CALLBACK;
    curl_multi_remove_handle(multi, handle_.get());
    return code;
  }

  std::stop_token stop_;
  std::string where_;
  curl::Handle handle_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  curl::MultiHandle multi_;
};

}  // namespace

Reply ask(const Inquiry& inquiry, const std::stop_token& stop) {
  Exchange exchange(inquiry, stop);
  auto pause = kFirstPause;
  for (int attempt = 1;; ++attempt, pause *= 2) {
    Reply reply = exchange.perform();
    bool may_be_better = reply.status == 0 || reply.status == 429 || reply.status >= 500;
    if (!may_be_better || attempt >= inquiry.attempts || stop.stop_requested()) return reply;
    exchange.pause(pause);
  }
}

}  // namespace amity::client
