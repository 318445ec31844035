#pragma once

#include "account/store/store.h"
#include "protocol/http/listener.h"

#include <memory>

namespace amity::server {

// The management listener: GET /health/live says that the program runs, GET /health/ready that it
// can also read its store.
class ManagementHandler final : public http::Handler {
 public:
  explicit ManagementHandler(account::Store& store) : reader_(store.reader()) {}

  void handle(http::Exchange& exchange) noexcept override;
  void tick() noexcept override { reader_->rest(); }

 private:
  bool store_answers() noexcept;

  std::unique_ptr<account::Reader> reader_;
};

}  // namespace amity::server
