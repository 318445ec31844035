#include "cli/client.h"

#include "cli/failure.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace amity::cli {
namespace {

// Credentials that are found already, and where others come from when they expire.
class FoundAlready : public client::CredentialsProvider {
 public:
  FoundAlready(client::Credentials found, std::shared_ptr<client::CredentialsProvider> source)
      : found_(std::move(found)), source_(std::move(source)) {}

  std::optional<client::Credentials> fetch(std::stop_token stop) override {
    if (found_) return std::exchange(found_, std::nullopt);
    return source_->fetch(std::move(stop));
  }

 private:
  std::optional<client::Credentials> found_;
  std::shared_ptr<client::CredentialsProvider> source_;
};

// An API that may do without a signature is called without one where there is nothing to sign with.
void sign_if_possible(const Api& api, client::Config& config) {
  if (api.needs_signature || config.unsigned_requests) return;
  try {
    std::optional<client::Credentials> found = config.credentials->fetch({});
    config.unsigned_requests = !found;
    if (found)  // finding them again may run a program, or ask a service
      config.credentials = std::make_shared<FoundAlready>(*std::move(found), config.credentials);
  } catch (const client::CredentialsError& error) {
    throw Failure(Exit::configuration, error.what());
  }
}

// No answer, in the AWS CLI's words.
std::string sentence_of(const client::Error& error, const Destination& destination) {
  const std::string& url = destination.url;
  if (error.code == "EndpointConnectionError")
    return "Could not connect to the endpoint URL: \"" + url + '"' +
           (destination.by_default
                ? "\nNobody said where to call: start Amity here (`amity dev`), or name an "
                  "--endpoint-url."
                : "");
  if (error.code == "ConnectTimeoutError") return "Connect timeout on endpoint URL: \"" + url + '"';
  if (error.code == "ReadTimeoutError") return "Read timeout on endpoint URL: \"" + url + '"';
  if (error.code == "SSLError") return "SSL validation failed for " + url + ' ' + error.message;
  if (error.code == "ConnectionClosedError")
    return "Connection was closed before we received a valid response from endpoint URL: \"" + url +
           "\".";
  return error.message;
}

Failure failure_of(const client::Error& error, const Destination& destination) {
  using Kind = client::Error::Kind;
  switch (error.kind) {
    case Kind::service:
      if (destination.config.unsigned_requests &&
          error.code == "MissingAuthenticationTokenException")
        return {Exit::service, error.sentence() +
                                   " (no credentials were found: set AMITY_ACCESS_KEY_ID and "
                                   "AMITY_SECRET_ACCESS_KEY, or name a profile with --profile)"};
      return {Exit::service, error.sentence()};
    case Kind::credentials:
      if (error.code == "NoCredentials")
        return {Exit::configuration,
                error.message + " You can configure credentials by running \"aws configure\"."};
      return {Exit::configuration, error.message};
    case Kind::configuration:
      return {Exit::configuration, error.message};
    case Kind::connection:
    case Kind::timeout:
    case Kind::canceled:
    case Kind::response:
      return {Exit::other, sentence_of(error, destination)};
  }
  return {Exit::other, error.message};
}

Destination ready(const Api& api, Destination destination, std::ostream* debug) {
  if (debug != nullptr)
    destination.config.log = [debug](std::string_view line) {
      *debug << "amity: " << line << std::endl;
    };
  sign_if_possible(api, destination.config);
  return destination;
}

}  // namespace

Client::Client(const Api& api, Destination destination, std::ostream* debug)
    : api_(api),
      destination_(ready(api, std::move(destination), debug)),
      debug_(debug),
      caller_(*api.service, destination_.config) {}

std::string Client::call(const shape::Operation& operation, const std::string& request) const {
  if (debug_ != nullptr)
    *debug_ << "amity: " << api_.service->target_prefix << '.' << operation.name << " to "
            << destination_.url << std::endl;
  client::Caller::Answer answer = caller_.call(operation, request);
  if (!answer) throw failure_of(answer.error(), destination_);
  return std::move(answer).value();
}

}  // namespace amity::cli
