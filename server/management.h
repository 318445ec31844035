#pragma once

#include "account/pages/verification_page.h"
#include "account/store/store.h"
#include "protocol/awsjson/dispatch.h"
#include "protocol/http/listener.h"

#include <memory>

namespace amity::server {

// The management listener: GET /health/live says that the program runs, GET /health/ready that it
// can also read its store; /verification/… are the completion pages, POST / is the admin API.
class ManagementHandler final : public http::Handler {
 public:
  ManagementHandler(account::Store& store, std::unique_ptr<account::VerificationPages> pages,
                    std::unique_ptr<awsjson::Dispatcher> admin)
      : reader_(store.reader()), pages_(std::move(pages)), admin_(std::move(admin)) {}

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override;

 private:
  void tell_health(http::Exchange& exchange) noexcept;
  bool store_answers() noexcept;

  std::unique_ptr<account::Reader> reader_;
  std::unique_ptr<account::VerificationPages> pages_;
  std::unique_ptr<awsjson::Dispatcher> admin_;
};

}  // namespace amity::server
