// File: invitations.cc, contains the invitations in SQL: one row each, read only for a party.
#include "account/store/sql/repositories.h"

#include <limits>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::ConnectionKey;
using domain::Invitation;
using domain::InvitationHead;
using domain::InvitationKey;
using domain::Pair;

// An invitation and how it ended; the columns of the answer are null while there is none.
#define SELECT_INVITATION                                                                    \
  "SELECT i.id, i.catalog, i.type, i.sender, i.receiver, i.connection, i.created_at, "       \
  "i.expires_at, i.sender_profile, i.receiver_identifier, i.inviter_email, i.inviter_name, " \
  "i.message, a.status, a.connection, a.at "                                                 \
  "FROM invitation AS i LEFT JOIN invitation_answer AS a ON a.invitation = i.id "

const sql::Statement kVisibleTo{
    "invitation_visible_to",
    SELECT_INVITATION "WHERE i.id = $1 AND i.catalog = $2 AND (i.sender = $3 OR i.receiver = $3)"};

// The lists name no column that their index lacks.
const sql::Statement kSent{
    "invitations_sent",
    "SELECT i.id, i.type, i.receiver, i.receiver_identifier, i.connection, i.created_at, "
    "i.expires_at, a.status, a.connection, a.at "
    "FROM invitation AS i LEFT JOIN invitation_answer AS a ON a.invitation = i.id "
    "WHERE i.sender = $1 AND i.catalog = $2 AND i.id < $3 ORDER BY i.id DESC"};

const sql::Statement kReceived{
    "invitations_received",
    "SELECT i.id, i.type, i.sender, i.sender_profile, i.connection, i.created_at, "
    "i.expires_at, a.status, a.connection, a.at "
    "FROM invitation AS i LEFT JOIN invitation_answer AS a ON a.invitation = i.id "
    "WHERE i.receiver = $1 AND i.catalog = $2 AND i.id < $3 ORDER BY i.id DESC"};

const sql::Statement kOpenBetween{
    "invitation_open_between", SELECT_INVITATION
    "JOIN open_invitation AS o ON o.invitation = i.id "
    "WHERE o.party_low = $1 AND o.party_high = $2 AND o.catalog = $3 AND o.type = $4"};

const sql::Statement kInsert{
    "insert_invitation",
    "INSERT INTO invitation (id, catalog, type, sender, receiver, connection, created_at, "
    "expires_at, sender_profile, receiver_identifier, inviter_email, inviter_name, message) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};

const sql::Statement kOpen{
    "open_invitation",
    "INSERT INTO open_invitation (party_low, party_high, catalog, type, invitation) "
    "VALUES ($1, $2, $3, $4, $5)"};

const sql::Statement kClose{"close_invitation",
                            "DELETE FROM open_invitation WHERE party_low = $1 AND party_high = $2 "
                            "AND catalog = $3 AND type = $4 AND invitation = $5"};

const sql::Statement kAnswer{
    "answer_invitation",
    "INSERT INTO invitation_answer (invitation, status, connection, at, reason) "
    "VALUES ($1, $2, $3, $4, $5)"};

const sql::Statement kSentAtLeast{"invitations_sent_at_least",
                                  "SELECT 1 FROM invitation "
                                  "WHERE sender = $1 AND catalog = $2 AND id >= $3 "
                                  "LIMIT 1 OFFSET $4"};

const sql::Statement kRemind{"remind_of_invitation",
                             "INSERT INTO invitation_expiry (expires_at, invitation) "
                             "VALUES ($1, $2)"};

const sql::Statement kDue{"invitations_due", SELECT_INVITATION
                          "WHERE i.id IN (SELECT invitation FROM invitation_expiry "
                          "WHERE expires_at <= $1 ORDER BY expires_at, invitation LIMIT $2) "
                          "ORDER BY i.expires_at, i.id"};

const sql::Statement kForget{"forget_expiry",
                             "DELETE FROM invitation_expiry "
                             "WHERE expires_at = $1 AND invitation = $2"};
#undef SELECT_INVITATION

static_assert(static_cast<int>(InvitationStatus::PENDING) == 0, "the schema says so");

// How it stands: the answer's status, connection and time are in the columns from `first` on.
void read_answer(const sql::Row& row, int first, InvitationHead& invitation) {
  invitation.updated_at = invitation.created_at;
  invitation.status = InvitationStatus::PENDING;
  if (row.is_null(first)) return;
  invitation.status = static_cast<InvitationStatus>(row.integer(first));
  if (auto made = row.maybe_integer(first + 1)) invitation.connection = ConnectionKey{*made};
  invitation.updated_at = Timestamp{row.integer(first + 2)};
}

Invitation invitation_in(const sql::Row& row) {
  Invitation invitation;
  invitation.id = InvitationKey{row.integer(0)};
  invitation.catalog = static_cast<CatalogId>(row.integer(1));
  invitation.type = static_cast<ConnectionType>(row.integer(2));
  invitation.sender = AccountId{row.integer(3)};
  invitation.receiver = AccountId{row.integer(4)};
  if (auto live = row.maybe_integer(5)) invitation.connection = ConnectionKey{*live};
  invitation.created_at = Timestamp{row.integer(6)};
  invitation.expires_at = Timestamp{row.integer(7)};
  invitation.sender_profile = PartnerProfileId(row.text(8));
  invitation.receiver_identifier = ParticipantIdentifier(row.text(9));
  invitation.inviter_email = Email(row.text(10));
  invitation.inviter_name = SensitiveUnicodeString(row.text(11));
  invitation.message = InvitationMessage(row.text(12));
  read_answer(row, 13, invitation);
  return invitation;
}

std::optional<Invitation> only(sql::Cursor rows) {
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(invitation_in(*row)) : std::nullopt;
}

std::optional<std::int64_t> number(const std::optional<ConnectionKey>& key) {
  return key ? std::optional(key->value) : std::nullopt;
}

// One ordered range of an account's invitations, those it sent or those it received, with its next
// row read ahead. The head is filled again for every row.
class Range {
 public:
  Range(sql::Connection& db, ParticipantType role, AccountId account, CatalogId catalog,
        std::int64_t before)
      : sent_(role == ParticipantType::SENDER),
        rows_(db.query(sent_ ? kSent : kReceived, account.number, static_cast<int>(catalog),
                       before)) {
    head_.catalog = catalog;
    (sent_ ? head_.sender : head_.receiver) = account;
    advance();
  }

  // Null at the end.
  const InvitationHead* head() const { return at_row_ ? &head_ : nullptr; }

  void advance() {
    const sql::Row* row = rows_.next();
    at_row_ = row != nullptr;
    if (!at_row_) return;
    head_.id = InvitationKey{row->integer(0)};
    head_.type = static_cast<ConnectionType>(row->integer(1));
    (sent_ ? head_.receiver : head_.sender) = AccountId{row->integer(2)};
    (sent_ ? head_.receiver_identifier.str() : head_.sender_profile.str()) = row->text(3);
    head_.connection.reset();
    if (auto live = row->maybe_integer(4)) head_.connection = ConnectionKey{*live};
    head_.created_at = Timestamp{row->integer(5)};
    head_.expires_at = Timestamp{row->integer(6)};
    read_answer(*row, 7, head_);
  }

 private:
  bool sent_;
  sql::Cursor rows_;
  InvitationHead head_;
  bool at_row_ = false;
};

using Visit = std::function<bool(const InvitationHead&)>;

void walk_one(Range range, const Visit& visit) {
  for (; range.head() != nullptr; range.advance())
    if (!visit(*range.head())) return;
}

// Merges by id: nothing is sorted. Done here because SQLite copies every row when it merges.
void walk_both(Range sent, Range received, const Visit& visit) {
  while (sent.head() != nullptr || received.head() != nullptr) {
    bool from_sent = received.head() == nullptr ||
                     (sent.head() != nullptr && received.head()->id < sent.head()->id);
    Range& next = from_sent ? sent : received;
    if (!visit(*next.head())) return;
    next.advance();
  }
}

}  // namespace

std::optional<Invitation> SqlInvitations::visible_to(AccountId account, CatalogId catalog,
                                                     InvitationKey id) {
  return only(db_.query(kVisibleTo, id.value, static_cast<int>(catalog), account.number));
}

void SqlInvitations::walk(AccountId account, CatalogId catalog, std::optional<ParticipantType> role,
                          const std::optional<InvitationCursor>& after,
                          const std::function<bool(const InvitationHead&)>& visit) {
  std::int64_t before = after ? after->id.value : std::numeric_limits<std::int64_t>::max();
  auto range = [&](ParticipantType of) { return Range(db_, of, account, catalog, before); };
  if (!role)
    return walk_both(range(ParticipantType::SENDER), range(ParticipantType::RECEIVER), visit);
  walk_one(range(*role), visit);
}

std::optional<Invitation> SqlInvitations::open_between(Pair pair, CatalogId catalog,
                                                       ConnectionType type) {
  return only(db_.query(kOpenBetween, pair.low.number, pair.high.number, static_cast<int>(catalog),
                        static_cast<int>(type)));
}

void SqlInvitations::insert(const Invitation& invitation) {
  Pair pair = domain::pair_of(invitation.sender, invitation.receiver);
  try {
    db_.execute(kInsert, invitation.id.value, static_cast<int>(invitation.catalog),
                static_cast<int>(invitation.type), invitation.sender.number,
                invitation.receiver.number, number(invitation.connection),
                invitation.created_at.milliseconds, invitation.expires_at.milliseconds,
                invitation.sender_profile.view(), invitation.receiver_identifier.view(),
                invitation.inviter_email.view(), invitation.inviter_name.view(),
                invitation.message.view());
    db_.execute(kOpen, pair.low.number, pair.high.number, static_cast<int>(invitation.catalog),
                static_cast<int>(invitation.type), invitation.id.value);
    db_.execute(kRemind, invitation.expires_at.milliseconds, invitation.id.value);
  } catch (const sql::Error& error) {
    if (error.failure != sql::Failure::constraint) throw;
    throw Contended();  // the id is taken, or an open one has come between
  }
}

void SqlInvitations::answer(const Invitation& invitation, std::optional<std::string_view> reason) {
  Pair pair = domain::pair_of(invitation.sender, invitation.receiver);
  if (db_.execute(kClose, pair.low.number, pair.high.number, static_cast<int>(invitation.catalog),
                  static_cast<int>(invitation.type), invitation.id.value) != 1)
    throw Contended();
  std::optional<std::int64_t> made;
  if (invitation.status == InvitationStatus::ACCEPTED) made = number(invitation.connection);
  db_.execute(kAnswer, invitation.id.value, static_cast<int>(invitation.status), made,
              invitation.updated_at.milliseconds, reason);
}

bool SqlInvitations::sent_at_least(std::int64_t count, AccountId account, CatalogId catalog,
                                   Timestamp since) {
  if (count <= 0) return true;
  sql::Cursor rows = db_.query(kSentAtLeast, account.number, static_cast<int>(catalog),
                               domain::first_key_at(since), count - 1);
  return rows.next() != nullptr;
}

std::vector<Invitation> SqlInvitations::take_due(Timestamp now, std::size_t at_most) {
  std::vector<Invitation> found;
  {
    sql::Cursor rows = db_.query(kDue, now.milliseconds, static_cast<std::int64_t>(at_most));
    while (const sql::Row* row = rows.next()) found.push_back(invitation_in(*row));
  }
  for (const Invitation& invitation : found)
    db_.execute(kForget, invitation.expires_at.milliseconds, invitation.id.value);
  return found;
}

}  // namespace amity::account
