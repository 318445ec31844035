#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::curl {
class Handle;
}

namespace amity::cli {

// Where requests go, and by what the two ends know each other.
struct Endpoint {
  std::string url;          // http:// or https://
  std::string authorities;  // file of certificates (PEM) to trust; empty: the system's
  bool trusts_anybody = false;
  std::string certificate;                // file of our own certificate (PEM); empty: none
  std::string key;                        // file of its key
  std::chrono::seconds connect_time{60};  // 0: without end
  std::chrono::seconds read_time{60};     // without a byte; 0: without end
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  std::string request_id;  // of x-amzn-requestid; empty when there is none
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// Posts to one endpoint over HTTP/1.1, by libcurl, and keeps the connection from request to
// request. Follows no redirect. One thread.
class Transport {
 public:
  // Throws Failure (usage) when the URL is none, or names a user.
  explicit Transport(Endpoint endpoint);
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  // What a signature covers of the endpoint: the Host header and the path.
  const std::string& host() const { return host_; }
  const std::string& path() const { return path_; }

  // Sends the body with exactly these headers, Host among them. Throws Failure (other) when no
  // answer comes back, in the AWS CLI's words.
  HttpAnswer post(const Headers& headers, const std::string& body);

 private:
  Endpoint endpoint_;
  std::string host_;
  std::string path_;
  std::unique_ptr<curl::Handle> curl_;
};

}  // namespace amity::cli
