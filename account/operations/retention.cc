#include "account/operations/retention.h"

namespace amity::account {
namespace {

bool kept_for_ever(Duration retention) { return retention == Duration{}; }

}  // namespace

// Never one that a repeat may still ask for: replay() looks for those of the same lifetime.
std::size_t forget_old_tokens(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  return tx.retention().forget_tokens(moment.now - moment.settings.token_lifetime, at_most);
}

std::size_t forget_old_events(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  Duration retention = moment.settings.event_retention;
  if (kept_for_ever(retention)) return 0;
  return tx.retention().forget_events(moment.now - retention, at_most);
}

std::size_t forget_expired_sessions(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  return tx.identities().forget_sessions(moment.now - moment.settings.session_memory, at_most);
}

std::size_t forget_old_audit_events(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  Duration retention = moment.settings.audit_retention;
  if (kept_for_ever(retention)) return 0;
  return tx.retention().forget_audit_events(moment.now - retention, at_most);
}

std::size_t forget_ended_invitations(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  Duration retention = moment.settings.ended_rows_retention;
  if (kept_for_ever(retention)) return 0;
  return tx.retention().forget_ended_invitations(moment.now - retention, at_most);
}

std::size_t forget_terminated_connections(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  Duration retention = moment.settings.ended_rows_retention;
  if (kept_for_ever(retention)) return 0;
  return tx.retention().forget_terminated_connections(moment.now - retention, at_most);
}

}  // namespace amity::account
