// File: retention.cc, contains how old rows are taken away in SQL. Tables that are appended are
// read from their beginning, where the oldest rows are, up to the first that stays; an index leads
// to the others.
#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

const sql::Statement kTokens{
    "tokens_by_age", "SELECT sequence, created_at FROM idempotency ORDER BY sequence LIMIT $1"};
const sql::Statement kForgetTokens{"forget_tokens", "DELETE FROM idempotency WHERE sequence <= $1"};

const sql::Statement kEvents{"events_by_age",
                             "SELECT sequence, at FROM event ORDER BY sequence LIMIT $1"};
const sql::Statement kForgetEvents{"forget_events", "DELETE FROM event WHERE sequence <= $1"};

// One without an answer has not ended: whoever expires it will come to it first. One that is still
// on the list of those to be looked at stays as well, or its entry there would never be taken off.
const sql::Statement kInvitations{
    "invitations_by_age",
    "SELECT id, CASE WHEN EXISTS (SELECT 1 FROM invitation_answer AS answer "
    "WHERE answer.invitation = invitation.id) AND NOT EXISTS (SELECT 1 FROM invitation_expiry AS "
    "entry WHERE entry.expires_at = invitation.expires_at AND entry.invitation = invitation.id) "
    "THEN expires_at END "
    "FROM invitation ORDER BY id LIMIT $1"};
const sql::Statement kForgetInvitations{"forget_invitations",
                                        "DELETE FROM invitation WHERE id <= $1"};
const sql::Statement kForgetAnswers{"forget_invitation_answers",
                                    "DELETE FROM invitation_answer WHERE invitation <= $1"};

const sql::Statement kForgetConnections{
    "forget_connections",
    "DELETE FROM connection WHERE id IN (SELECT id FROM connection "
    "WHERE live = 0 AND updated_at < $1 ORDER BY updated_at LIMIT $2)"};

const sql::Statement kForgetAuditEvents{
    "forget_audit_events",
    "DELETE FROM audit_event WHERE id IN "
    "(SELECT id FROM audit_event WHERE id < $1 ORDER BY id LIMIT $2)"};

// The key of the last row before the first that has to stay: one that is too young, or has no age.
// Rows come with rising keys.
std::optional<std::int64_t> last_old(sql::Connection& db, const sql::Statement& by_age,
                                     Timestamp before, std::size_t at_most) {
  std::optional<std::int64_t> last;
  sql::Cursor rows = db.query(by_age, static_cast<std::int64_t>(at_most));
  while (const sql::Row* row = rows.next()) {
    if (row->is_null(1) || row->integer(1) >= before.milliseconds) break;
    last = row->integer(0);
  }
  return last;
}

std::size_t forget_up_to(sql::Connection& db, const sql::Statement& forget, std::int64_t last) {
  return static_cast<std::size_t>(db.execute(forget, last));
}

}  // namespace

std::size_t SqlRetention::forget_tokens(Timestamp before, std::size_t at_most) {
  auto last = last_old(db_, kTokens, before, at_most);
  return last ? forget_up_to(db_, kForgetTokens, *last) : 0;
}

std::size_t SqlRetention::forget_events(Timestamp before, std::size_t at_most) {
  auto last = last_old(db_, kEvents, before, at_most);
  return last ? forget_up_to(db_, kForgetEvents, *last) : 0;
}

std::size_t SqlRetention::forget_ended_invitations(Timestamp before, std::size_t at_most) {
  auto last = last_old(db_, kInvitations, before, at_most);
  if (!last) return 0;
  forget_up_to(db_, kForgetAnswers, *last);
  return forget_up_to(db_, kForgetInvitations, *last);
}

std::size_t SqlRetention::forget_terminated_connections(Timestamp before, std::size_t at_most) {
  return static_cast<std::size_t>(
      db_.execute(kForgetConnections, before.milliseconds, static_cast<std::int64_t>(at_most)));
}

std::size_t SqlRetention::forget_audit_events(Timestamp before, std::size_t at_most) {
  return static_cast<std::size_t>(db_.execute(kForgetAuditEvents, domain::first_key_at(before),
                                              static_cast<std::int64_t>(at_most)));
}

}  // namespace amity::account
