#pragma once

#include "protocol/http/listener.h"
#include "protocol/http/tls.h"
#include "server/config.h"
#include "server/run.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace amity::server {

// Whether only this machine can reach it.
bool is_loopback(const std::string& address);

// Throws ConfigError where the files for TLS are named by halves, and where `serve` would speak
// plain text to other machines without having been told so.
void require_safe_transport(Mode mode, const Config& config);

// The certificates of both listeners, for as long as the program runs. For one thread.
class Certificates {
 public:
  using Time = std::chrono::system_clock::time_point;

  // Reads the files, if any are named; throws ConfigError.
  Certificates(TlsConfig config, Time now);

  // Null without TLS.
  const std::shared_ptr<const http::TlsContext>& for_api() const { return api_; }
  const std::shared_ptr<const http::TlsContext>& for_management() const { return management_; }

  // To be called every second or so. Reads the files again, and answers true, when one of them has
  // changed and they have been left alone since the call before (so that nothing is read half
  // written), when it is `asked` to, and twice a day, since the keys of session tickets should not
  // live for ever. Files that cannot be used are told on the log, and what was read before stays.
  bool look(Time now, bool asked);

 private:
  // What tells one state of a file from another, without reading it.
  struct Stamp {
    std::int64_t changed_at = 0;
    std::int64_t size = 0;
    std::uint64_t inode = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Stamps = std::array<Stamp, 3>;

  Stamps stamps() const;
  void read(Time now);
  void warn_of_expiry(Time now);

  TlsConfig config_;
  std::shared_ptr<const http::TlsContext> api_;
  std::shared_ptr<const http::TlsContext> management_;
  Stamps tried_{};  // when the files were last read, or it was tried
  Stamps seen_{};   // at the last look
  Time next_reading_;
  Time next_warning_;
};

}  // namespace amity::server
