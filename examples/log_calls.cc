// Looks at what a client does: its log, a header of one's own on every attempt, and how long each
// call took.
#include <amity/client/account/client.h>

#include <iostream>
#include <memory>

using namespace amity::account;

// What it adds is signed with the request.
class Traced : public amity::client::Interceptor {
 public:
  void before_signing(std::string_view, amity::client::HttpRequest& request) override {
    request.headers.emplace_back("X-Trace", "harbour");
  }
};

int main() {
  amity::client::Config config;
  config.settings.region = "us-east-1";
  config.call_timeout = std::chrono::seconds(10);  // the whole call, whatever it meets
  config.interceptors.push_back(std::make_shared<Traced>());
  config.log = [](std::string_view line) { std::cerr << line << '\n'; };
  config.metrics = [](const amity::client::CallMetrics& call) {
    std::cout << call.operation << ": status " << call.status << ", attempts " << call.attempts
              << '\n';
  };
  Client client(config);
  auto partners = client.list_partners({.catalog = Catalog("AWS")});
  return partners ? 0 : 1;
}
