#pragma once

#include "account/store/store.h"
#include "audit/sink.h"

namespace amity::server {

// Keeps records in the store: a batch is one work among the writes.
class StoreSink final : public audit::Sink {
 public:
  // `store` outlives it.
  explicit StoreSink(account::Store& store) : store_(store) {}
  void write(std::span<const audit::Event> events, bool durable) override;

 private:
  account::Store& store_;
};

}  // namespace amity::server
