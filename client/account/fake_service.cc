#include "client/account/fake_service.h"

namespace amity::account {

FakeService::FakeService() : transport_(std::make_shared<client::FakeTransport>()) {}

client::Config FakeService::config() const {
  client::Config config;
  config.transport = transport_;
  config.unsigned_requests = true;
  config.settings.region = "us-east-1";
  // A test must not depend on who runs it.
  config.environment = [](const std::string&) { return std::string(); };
  return config;
}

client::FakeAnswer FakeService::refusal(const shape::ApiError& error) {
  std::string body = "{\"__type\":\"";
  body += error.kind().shape_namespace;
  body += '#';
  body += error.kind().name;
  body += "\",";
  error.append_members(body);
  body += '}';
  return client::json_answer(error.kind().status, std::move(body));
}

std::vector<std::string> FakeService::bodies(const std::string& operation) const {
  std::vector<std::string> bodies;
  std::string target = std::string(target_prefix) + '.' + operation;
  for (const client::HttpRequest& request : transport_->requests())
    if (client::header(request.headers, "X-Amz-Target") == target) bodies.push_back(request.body);
  return bodies;
}

}  // namespace amity::account
