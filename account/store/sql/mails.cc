#include "account/store/sql/repositories.h"

namespace amity::account {
namespace {

using domain::Mail;
using domain::MailState;

#define MAIL_COLUMNS "id, recipient, subject, text, state, attempts, due_at, expires_at, last_error"

const sql::Statement kList{"list_mails", "SELECT " MAIL_COLUMNS
                                         " FROM mail WHERE id < $1 "
                                         "ORDER BY id DESC LIMIT $2"};

const sql::Statement kTo{"mails_to", "SELECT " MAIL_COLUMNS
                                     " FROM mail WHERE lower(recipient) = lower($1) "
                                     "ORDER BY id DESC LIMIT $2"};

const sql::Statement kAppend{"append_mail", "INSERT INTO mail (" MAIL_COLUMNS
                                            ") "
                                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

const sql::Statement kDue{"due_mail",
                          "SELECT " MAIL_COLUMNS
                          " FROM mail WHERE state = 0 AND due_at <= $1 "
                          "AND (expires_at IS NULL OR expires_at > $1) ORDER BY due_at LIMIT 1"};
#undef MAIL_COLUMNS

const sql::Statement kClaim{"claim_mail",
                            "UPDATE mail SET due_at = $1, attempts = attempts + 1 "
                            "WHERE id = $2 AND attempts = $3 AND state = 0"};

const sql::Statement kReport{"report_mail",
                             "UPDATE mail SET state = $1, due_at = $2, last_error = $3 "
                             "WHERE id = $4 AND attempts = $5 AND state = 0"};

const sql::Statement kRemoveExpired{
    "remove_expired_mails",
    "DELETE FROM mail WHERE id IN "
    "(SELECT id FROM mail WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)"};

const sql::Statement kRemoveOld{
    "remove_old_mails",
    "DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE id < $1 ORDER BY id LIMIT $2)"};

std::vector<Mail> mails_in(sql::Cursor rows) {
  std::vector<Mail> mails;
  while (const sql::Row* row = rows.next()) {
    Mail& mail = mails.emplace_back();
    mail.id = row->integer(0);
    mail.recipient = row->text(1);
    mail.subject = row->text(2);
    mail.text = row->text(3);
    mail.state = static_cast<MailState>(row->integer(4));
    mail.attempts = row->integer(5);
    mail.due_at = Timestamp{row->integer(6)};
    if (auto at = row->maybe_integer(7)) mail.expires_at = Timestamp{*at};
    mail.last_error = row->text(8);
  }
  return mails;
}

}  // namespace

std::vector<Mail> SqlMails::list(std::optional<std::int64_t> after, std::size_t limit) {
  return mails_in(db_.query(kList, after.value_or(INT64_MAX), static_cast<std::int64_t>(limit)));
}

std::vector<Mail> SqlMails::to(std::string_view recipient, std::size_t limit) {
  return mails_in(db_.query(kTo, recipient, static_cast<std::int64_t>(limit)));
}

void SqlMails::append(const Mail& mail) {
  std::optional<std::int64_t> expires_at;
  if (mail.expires_at) expires_at = mail.expires_at->milliseconds;
  db_.execute(kAppend, mail.id, mail.recipient, mail.subject, mail.text,
              static_cast<int>(mail.state), mail.attempts, mail.due_at.milliseconds, expires_at,
              mail.last_error);
}

std::optional<Mail> SqlMails::claim_due(Timestamp now, Timestamp until) {
  auto due = mails_in(db_.query(kDue, now.milliseconds));
  if (due.empty()) return std::nullopt;
  Mail& mail = due.front();
  if (db_.execute(kClaim, until.milliseconds, mail.id, mail.attempts) != 1) throw Contended();
  mail.due_at = until;
  ++mail.attempts;
  return mail;
}

bool SqlMails::report(const Mail& mail) {
  return db_.execute(kReport, static_cast<int>(mail.state), mail.due_at.milliseconds,
                     mail.last_error, mail.id, mail.attempts) == 1;
}

std::size_t SqlMails::remove_useless(Timestamp now, Timestamp written_before, std::size_t at_most) {
  auto limit = static_cast<std::int64_t>(at_most);
  std::int64_t removed = db_.execute(kRemoveExpired, now.milliseconds, limit);
  removed += db_.execute(kRemoveOld, domain::first_key_at(written_before), limit - removed);
  return static_cast<std::size_t>(removed);
}

}  // namespace amity::account
