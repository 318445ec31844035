#include "server/records.h"

#include "audit/file_sink.h"
#include "audit/stream_sink.h"
#include "server/store_sink.h"

#include <unistd.h>

namespace amity::server {
namespace {

std::unique_ptr<audit::Sink> make_sink(const Config& config) {
  const AuditConfig& audit = config.audit;
  switch (audit.place) {
    case AuditPlace::none:
    case AuditPlace::store:  // not open yet
      return nullptr;
    case AuditPlace::standard_output:
      return std::make_unique<audit::StreamSink>(STDOUT_FILENO);
    case AuditPlace::file:
      break;
  }
  std::string file = audit.file.empty() ? config.data + "/calls.jsonl" : audit.file;
  try {
    return std::make_unique<audit::FileSink>(
        audit::FileSinkOptions{std::move(file), audit.file_bytes, audit.files});
  } catch (const audit::SinkError& error) {
    throw ConfigError(std::string("audit: ") + error.what());
  }
}

}  // namespace

Records::Records(const Config& config, const Clock& clock)
    : config_(config.audit), sink_(make_sink(config)) {
  if (config_.place == AuditPlace::none) return;
  audit::TrailOptions options;
  options.region = config.settings.place.region;
  options.on_failure = config_.on_failure;
  options.with_changes = config_.place == AuditPlace::store;
  trail_.emplace(std::move(options), clock);
}

awsjson::Audit Records::of_api() {
  if (!trail_) return {};
  return {&*trail_, "partnercentral-account.amazonaws.com", config_.reads};
}

awsjson::Audit Records::of_sts() {
  if (!trail_) return {};
  return {&*trail_, "sts.amazonaws.com", config_.reads};
}

awsjson::Audit Records::of_admin() {
  if (!trail_) return {};
  return {&*trail_, "amity-admin"};
}

void Records::start(account::Store& store) {
  if (config_.place == AuditPlace::store) sink_ = std::make_unique<StoreSink>(store);
  if (trail_) trail_->start(*sink_);
}

void Records::stop() noexcept {
  if (trail_) trail_->stop();
}

}  // namespace amity::server
