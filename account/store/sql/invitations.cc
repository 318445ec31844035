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

#define HEAD_COLUMNS                                                                              \
  "id, catalog, type, status, sender, receiver, connection, created_at, updated_at, expires_at, " \
  "revision, sender_profile, receiver_identifier"
#define INVITATION_COLUMNS HEAD_COLUMNS ", inviter_email, inviter_name, message"

const sql::Statement kVisibleTo{
    "invitation_visible_to", "SELECT " INVITATION_COLUMNS
                             " FROM invitation "
                             "WHERE id = $1 AND catalog = $2 AND (sender = $3 OR receiver = $3)"};

const sql::Statement kSent{"invitations_sent",
                           "SELECT " HEAD_COLUMNS
                           " FROM invitation "
                           "WHERE sender = $1 AND catalog = $2 AND id < $3 ORDER BY id DESC"};

const sql::Statement kReceived{"invitations_received",
                               "SELECT " HEAD_COLUMNS
                               " FROM invitation "
                               "WHERE receiver = $1 AND catalog = $2 AND id < $3 ORDER BY id DESC"};

const sql::Statement kOpenBetween{
    "invitation_open_between",
    "SELECT " INVITATION_COLUMNS
    " FROM invitation "
    "WHERE party_low = $1 AND party_high = $2 AND catalog = $3 AND type = $4 AND status = 0"};

const sql::Statement kInsert{"insert_invitation",
                             "INSERT INTO invitation (" INVITATION_COLUMNS
                             ", party_low, party_high) "
                             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                             "$15, $16, $17, $18)"};

const sql::Statement kUpdate{
    "update_invitation",
    "UPDATE invitation SET status = $1, connection = $2, updated_at = $3, revision = revision + 1, "
    "reason = $4 WHERE id = $5 AND revision = $6"};

const sql::Statement kSentAtLeast{"invitations_sent_at_least",
                                  "SELECT 1 FROM invitation "
                                  "WHERE sender = $1 AND catalog = $2 AND id >= $3 "
                                  "LIMIT 1 OFFSET $4"};

const sql::Statement kRemind{"remind_of_invitation",
                             "INSERT INTO invitation_expiry (expires_at, invitation) "
                             "VALUES ($1, $2)"};

const sql::Statement kDue{"invitations_due",
                          "SELECT " INVITATION_COLUMNS
                          " FROM invitation WHERE id IN "
                          "(SELECT invitation FROM invitation_expiry WHERE expires_at <= $1 "
                          "ORDER BY expires_at, invitation LIMIT $2) ORDER BY expires_at, id"};

const sql::Statement kForget{"forget_expiry",
                             "DELETE FROM invitation_expiry "
                             "WHERE expires_at = $1 AND invitation = $2"};
#undef INVITATION_COLUMNS
#undef HEAD_COLUMNS

static_assert(static_cast<int>(InvitationStatus::PENDING) == 0, "the schema says so");

void read_head(const sql::Row& row, InvitationHead& invitation) {
  invitation.id = InvitationKey{row.integer(0)};
  invitation.catalog = static_cast<CatalogId>(row.integer(1));
  invitation.type = static_cast<ConnectionType>(row.integer(2));
  invitation.status = static_cast<InvitationStatus>(row.integer(3));
  invitation.sender = AccountId{row.integer(4)};
  invitation.receiver = AccountId{row.integer(5)};
  if (auto connection = row.maybe_integer(6)) invitation.connection = ConnectionKey{*connection};
  invitation.created_at = Timestamp{row.integer(7)};
  invitation.updated_at = Timestamp{row.integer(8)};
  invitation.expires_at = Timestamp{row.integer(9)};
  invitation.revision = row.integer(10);
  invitation.sender_profile = PartnerProfileId(row.text(11));
  invitation.receiver_identifier = ParticipantIdentifier(row.text(12));
}

Invitation invitation_in(const sql::Row& row) {
  Invitation invitation;
  read_head(row, invitation);
  invitation.inviter_email = Email(row.text(13));
  invitation.inviter_name = SensitiveUnicodeString(row.text(14));
  invitation.message = InvitationMessage(row.text(15));
  return invitation;
}

std::optional<Invitation> only(sql::Cursor rows) {
  const sql::Row* row = rows.next();
  return row != nullptr ? std::optional(invitation_in(*row)) : std::nullopt;
}

std::optional<std::int64_t> number(const std::optional<ConnectionKey>& key) {
  return key ? std::optional(key->value) : std::nullopt;
}

// One ordered range of invitations, with its next row read ahead.
class Range {
 public:
  Range(sql::Connection& db, const sql::Statement& statement, AccountId account, CatalogId catalog,
        std::int64_t before)
      : rows_(db.query(statement, account.number, static_cast<int>(catalog), before)) {
    advance();
  }

  const std::optional<InvitationHead>& head() const { return head_; }
  void advance() {
    head_.reset();
    if (const sql::Row* row = rows_.next()) read_head(*row, head_.emplace());
  }

 private:
  sql::Cursor rows_;
  std::optional<InvitationHead> head_;
};

using Visit = std::function<bool(const InvitationHead&)>;

void walk_one(Range range, const Visit& visit) {
  for (; range.head(); range.advance())
    if (!visit(*range.head())) return;
}

// Merges by id: nothing is sorted. Done here because SQLite copies every row when it merges.
void walk_both(Range sent, Range received, const Visit& visit) {
  while (sent.head() || received.head()) {
    bool from_sent = !received.head() || (sent.head() && received.head()->id < sent.head()->id);
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
  auto range = [&](const sql::Statement& statement) {
    return Range(db_, statement, account, catalog, before);
  };
  if (!role) return walk_both(range(kSent), range(kReceived), visit);
  walk_one(range(*role == ParticipantType::SENDER ? kSent : kReceived), visit);
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
                static_cast<int>(invitation.type), static_cast<int>(invitation.status),
                invitation.sender.number, invitation.receiver.number, number(invitation.connection),
                invitation.created_at.milliseconds, invitation.updated_at.milliseconds,
                invitation.expires_at.milliseconds, invitation.revision,
                invitation.sender_profile.view(), invitation.receiver_identifier.view(),
                invitation.inviter_email.view(), invitation.inviter_name.view(),
                invitation.message.view(), pair.low.number, pair.high.number);
    db_.execute(kRemind, invitation.expires_at.milliseconds, invitation.id.value);
  } catch (const sql::Error& error) {
    if (error.failure != sql::Failure::constraint) throw;
    throw Contended();  // the id is taken, or an open one has come between
  }
}

void SqlInvitations::update(const Invitation& invitation, std::optional<std::string_view> reason) {
  if (db_.execute(kUpdate, static_cast<int>(invitation.status), number(invitation.connection),
                  invitation.updated_at.milliseconds, reason, invitation.id.value,
                  invitation.revision) != 1)
    throw Contended();
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
