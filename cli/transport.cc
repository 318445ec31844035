#include "cli/transport.h"

#include "cli/failure.h"
#include "protocol/curl/handle.h"
#include "protocol/curl/no_proxy.h"
#include "protocol/sigv4/canonical_request.h"

#include <new>

namespace amity::cli {
namespace {

// An answer of ours is a page of a list, or a file of all identities: far smaller.
constexpr std::size_t kMostBytes = 256 << 20;

template <auto Free>
struct FreeBy {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Url = std::unique_ptr<CURLU, FreeBy<curl_url_cleanup>>;
using List = std::unique_ptr<curl_slist, FreeBy<curl_slist_free_all>>;

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
  std::unique_ptr<char, FreeBy<curl_free>> owned(text);
  return text;
}

std::size_t take_body(char* bytes, std::size_t /*one*/, std::size_t count, void* answer) {
  std::string& body = static_cast<HttpAnswer*>(answer)->body;
  if (count > kMostBytes - body.size()) return 0;
  body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t /*one*/, std::size_t count, void* answer) {
  std::string_view line(bytes, count);
  std::size_t colon = line.find(':');
  if (colon != std::string_view::npos &&
      sigv4::same_name(line.substr(0, colon), "x-amzn-requestid")) {
    std::string_view value = line.substr(colon + 1);
    while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
    static_cast<HttpAnswer*>(answer)->request_id = sigv4::trimmed(value);
  }
  return count;
}

std::string sentence_of(CURLcode code, const char* detail, const std::string& url, bool connected) {
  std::string quoted = '"' + url + '"';
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return "Could not connect to the endpoint URL: " + quoted;
    case CURLE_OPERATION_TIMEDOUT:
      return (connected ? "Read timeout on endpoint URL: " : "Connect timeout on endpoint URL: ") +
             quoted;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CONNECT_ERROR:
      return "SSL validation failed for " + url + ": " + detail;
    default:
      return "No answer from the endpoint URL: " + quoted + ": " + detail;
  }
}

}  // namespace

;

Transport::Transport(Endpoint endpoint) : endpoint_(std::move(endpoint)) {
  Url url(curl_url());
  if (!url) throw std::bad_alloc();
  std::string scheme;
  if (curl_url_set(url.get(), CURLUPART_URL, endpoint_.url.c_str(), CURLU_DISALLOW_USER) ==
      CURLUE_OK)
    scheme = part_of(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    throw Failure(Exit::usage, "Invalid endpoint: " + endpoint_.url);
  host_ = part_of(url, CURLUPART_HOST);
  std::string port = part_of(url, CURLUPART_PORT);
  if (!port.empty() && port != (scheme == "http" ? "80" : "443")) host_ += ':' + port;
  path_ = part_of(url, CURLUPART_PATH);

  curl_ = std::make_unique<curl::Handle>();
  CURL* curl = curl_->get();
  // The path as it is signed: a query or a fragment has no place here.
  curl_easy_setopt(curl, CURLOPT_URL, (scheme + "://" + host_ + path_).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_NOPROXY, curl::hosts_without_proxy().c_str());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                   endpoint_.connect_time.count() == 0
                       ? 7L * 24 * 3600  // 0 would be libcurl's own default
                       : static_cast<long>(endpoint_.connect_time.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(endpoint_.read_time.count()));
  if (!endpoint_.authorities.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, endpoint_.authorities.c_str());
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, endpoint_.trusts_anybody ? 0L : 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, endpoint_.trusts_anybody ? 0L : 2L);
  if (!endpoint_.certificate.empty())
    curl_easy_setopt(curl, CURLOPT_SSLCERT, endpoint_.certificate.c_str());
  if (!endpoint_.key.empty()) curl_easy_setopt(curl, CURLOPT_SSLKEY, endpoint_.key.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
}

Transport::~Transport() = default;

HttpAnswer Transport::post(const Headers& headers, const std::string& body) {
  CURL* curl = curl_->get();
  List list;
  auto add = [&list](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
  };
  for (const auto& [name, value] : headers) add(name + ": " + value);
  add("Expect:");  // the body goes with the headers, however long it is

  HttpAnswer answer;
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  CURLcode code = curl_->perform();
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, nullptr);
  if (code != CURLE_OK) {
    curl_off_t connect_time = 0;
    curl_easy_getinfo(curl, CURLINFO_CONNECT_TIME_T, &connect_time);
    const char* detail = curl_->detail(code);
    throw Failure(Exit::other, sentence_of(code, detail, endpoint_.url, connect_time > 0));
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace amity::cli
