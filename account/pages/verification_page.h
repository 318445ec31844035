#pragma once

#include "account/operations/call.h"
#include "account/store/store.h"
#include "protocol/http/listener.h"

#include <functional>
#include <memory>

namespace amity::account {

// The completion pages of verifications, for one I/O thread: `GET /verification/<key>` shows
// what is asked, `POST` with the form's fields answers it. Works without scripts. An unknown key
// is 404, an expired page 410, one that was used says so (200; 409 for a further POST), a form with
// mistakes is shown again (400).
class VerificationPages {
 public:
  // All outlive it; `now` is the service's clock.
  VerificationPages(Store& store, const Settings& settings, IdentifierSource& identifiers,
                    std::function<Timestamp()> now);

  // Whether the address is that of a completion page.
  static bool owns(std::string_view target);
  // Answers the exchange, now or later.
  void handle(http::Exchange& exchange) noexcept;
  void tick() noexcept { reader_->rest(); }

 private:
  void show(http::Exchange& exchange, std::string_view key);
  void take(http::Exchange& exchange, std::string_view key);

  Store& store_;
  const Settings& settings_;
  IdentifierSource& identifiers_;
  std::function<Timestamp()> now_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace amity::account
