#include "account/service/frame.h"

namespace amity::account {

void Frame::put_on_record(WriteTx& tx) {
  auto record = reply_.write_record();
  if (!record) return;
  tx.audit_events().append(record->time, domain::parse_account(record->account), record->text);
}

}  // namespace amity::account
