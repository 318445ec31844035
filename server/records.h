#pragma once

#include "account/store/store.h"
#include "audit/sink.h"
#include "audit/trail.h"
#include "protocol/awsjson/audit.h"
#include "server/config.h"

#include <memory>
#include <optional>

namespace amity::server {

// The records of calls, as the installation wants them kept.
class Records {
 public:
  // `config` and `clock` outlive it. Throws ConfigError when the file cannot be opened.
  Records(const Config& config, const Clock& clock);

  // What the dispatchers tell. Whatever operators do is on record, reads too.
  awsjson::Audit of_api();
  awsjson::Audit of_sts();
  awsjson::Audit of_admin();

  // From when on records are written; calls may be told before. `store` outlives stop().
  void start(account::Store& store);
  // After the last call.
  void stop() noexcept;

 private:
  const AuditConfig& config_;
  std::unique_ptr<audit::Sink> sink_;
  std::optional<audit::Trail> trail_;  // none: nothing is kept
};

}  // namespace amity::server
