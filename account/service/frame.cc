#include "account/service/frame.h"

#include "protocol/awsjson/front_door.h"

namespace amity::account {

void Frame::answer(std::exception_ptr failure) noexcept {
  if (!failure) return reply_.succeed();
  try {
    std::rethrow_exception(failure);
  } catch (const StoreUnavailable&) {
    reply_.fail(std::make_exception_ptr(awsjson::unavailable()));
  } catch (...) {
    reply_.fail(std::current_exception());
  }
}

void Frame::put_on_record(WriteTx& tx) {
  auto record = reply_.write_record();
  if (!record) return;
  tx.audit_events().append(record->time, domain::parse_account(record->account), record->text);
}

}  // namespace amity::account
