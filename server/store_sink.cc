#include "server/store_sink.h"

#include "account/store/blocking_write.h"

namespace amity::server {

// What is committed is on the disk, whether that was asked for or not.
void StoreSink::write(std::span<const audit::Event> events, bool /*durable*/) {
  try {
    account::write_and_wait(store_, [&](account::WriteTx& tx) {
      for (const audit::Event& event : events)
        tx.audit_events().append(event.time, account::domain::parse_account(event.account),
                                 event.text);
    });
  } catch (const std::exception& error) {
    throw audit::SinkError(std::string("the store does not take them: ") + error.what());
  }
}

}  // namespace amity::server
