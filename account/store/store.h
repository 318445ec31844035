#pragma once

#include "account/domain/connection.h"
#include "account/domain/event.h"
#include "account/domain/identifiers.h"
#include "account/domain/invitation.h"
#include "account/domain/partner.h"
#include "account/store/audit_events.h"
#include "account/store/email_domains.h"
#include "account/store/identities.h"
#include "account/store/mails.h"
#include "account/store/preferences.h"
#include "account/store/profile_tasks.h"
#include "account/store/qualification_tasks.h"
#include "account/store/quotas.h"
#include "account/store/retention.h"
#include "account/store/tags.h"
#include "account/store/verification_codes.h"
#include "account/store/verifications.h"
#include "protocol/shape/unavailable.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What must survive. A store runs work inside transactions and keeps what was acknowledged; the
// repositories that hang on a transaction are the only way to its rows. Whoever reads a thing of
// two parties names the account that asks: what that account has no part in does not exist for it.
namespace amity::account {

// The store cannot do it now: the disk is full, the file is damaged, the database is gone. Nothing
// was changed.
class StoreUnavailable : public shape::Unavailable {
 public:
  using shape::Unavailable::Unavailable;
};

// Somebody else changed what this work had read: thrown by the repositories, met by the store,
// which runs the whole work again. Work never catches it.
class Contended : public std::runtime_error {
 public:
  Contended() : std::runtime_error("changed by somebody else meanwhile") {}
};

// Where a list goes on: after the row with this sort key. Rows come with falling keys.
struct InvitationCursor {
  domain::InvitationKey id;
};
struct ConnectionCursor {
  Timestamp updated_at;
  domain::ConnectionKey id;
};

class Accounts {
 public:
  virtual std::optional<domain::Account> find(domain::AccountId id) = 0;
  // The account whose Marketplace seller profile has that id.
  virtual std::optional<domain::Account> with_seller_profile(std::string_view id) = 0;
  // The operator's, once there is one.
  virtual std::optional<domain::Account> of_operator() = 0;
  // Up to `at_most` in the order of their ids, after the one given.
  virtual std::vector<domain::Account> list(domain::AccountId after, std::size_t at_most) = 0;

 protected:
  ~Accounts() = default;
};

class AccountsForWriting : public Accounts {
 public:
  // Adds the account, or replaces all that is known of it.
  virtual void put(const domain::Account& account) = 0;

 protected:
  ~AccountsForWriting() = default;
};

class Partners {
 public:
  // The partner of that account in the catalog.
  virtual std::optional<domain::Partner> of(domain::AccountId account, domain::CatalogId) = 0;
  // The same without its texts.
  virtual std::optional<domain::PartnerHead> head_of(domain::AccountId account,
                                                     domain::CatalogId) = 0;
  // The same with its e-mail domains, the oldest first, in one look: what a partner is asked for
  // most.
  virtual std::optional<domain::RegisteredPartner> registered(domain::AccountId account,
                                                              domain::CatalogId) = 0;
  // The contact person of that partner, when there is the partner: read only where it is asked for.
  virtual std::optional<AllianceLeadContact> contact_of(domain::AccountId account,
                                                        domain::CatalogId) = 0;
  // The partner whose profile has that id; found whatever its visibility.
  virtual std::optional<domain::Partner> with_profile(domain::CatalogId,
                                                      std::string_view profile_id) = 0;
  // The partners whose primary is that account's, in the order in which they were associated.
  virtual std::vector<domain::Partner> associates_of(domain::AccountId primary,
                                                     domain::CatalogId) = 0;
  // Whether a partner of the catalog other than that account's has the display name, compared as
  // legal names are.
  virtual bool has_display_name(domain::CatalogId, std::string_view name,
                                domain::AccountId but_for) = 0;

 protected:
  ~Partners() = default;
};

class PartnersForWriting : public Partners {
 public:
  // Throws ConflictException DUPLICATE_PARTNER when the account has one in the catalog already, or
  // when the legal name, the id or the profile id is somebody else's.
  virtual void insert(const domain::Partner& partner, const AllianceLeadContact& contact) = 0;
  // Writes the contact alone, of the row as it was read.
  virtual void set_contact(const domain::PartnerHead& partner,
                           const AllianceLeadContact& contact) = 0;
  // Writes profile and visibility of the row as it was read.
  virtual void update(const domain::Partner& partner) = 0;
  // Writes the qualifications of the row as it was read.
  virtual void update_qualifications(const domain::Partner& partner) = 0;
  // Writes the visibility alone, of the row as it was read.
  virtual void set_visibility(const domain::PartnerHead& partner) = 0;

 protected:
  ~PartnersForWriting() = default;
};

class Invitations {
 public:
  // The invitation when the account is a party of it, else nothing.
  virtual std::optional<domain::Invitation> visible_to(domain::AccountId account, domain::CatalogId,
                                                       domain::InvitationKey) = 0;
  // Walks the account's invitations, newest first, those it sent, received, or both, until `visit`
  // returns false. A head is valid during its visit; of sender_profile and receiver_identifier it
  // has the one that the account is shown.
  virtual void walk(domain::AccountId account, domain::CatalogId,
                    std::optional<ParticipantType> role,
                    const std::optional<InvitationCursor>& after,
                    const std::function<bool(const domain::InvitationHead&)>& visit) = 0;

 protected:
  ~Invitations() = default;
};

class InvitationsForWriting : public Invitations {
 public:
  // The one whose row says PENDING between the two for that type, in either direction.
  virtual std::optional<domain::Invitation> open_between(domain::Pair, domain::CatalogId,
                                                         ConnectionType) = 0;
  // Adds a pending one. No invitation of that type is open between the two.
  virtual void insert(const domain::Invitation& invitation) = 0;
  // Writes down how an open one ended: its status, the connection of an accepted one, and
  // updated_at; the reason is kept with them.
  virtual void answer(const domain::Invitation& invitation,
                      std::optional<std::string_view> reason) = 0;
  // Whether the account sent at least `count` invitations at or after `since`.
  virtual bool sent_at_least(std::int64_t count, domain::AccountId account, domain::CatalogId,
                             Timestamp since) = 0;
  // Takes up to `at_most` invitations whose time has passed off the list of those to be looked at,
  // the longest overdue first. Most were answered long ago.
  virtual std::vector<domain::Invitation> take_due(Timestamp now, std::size_t at_most) = 0;

 protected:
  ~InvitationsForWriting() = default;
};

class Connections {
 public:
  // The connection when the account is a party of it, else nothing.
  virtual std::optional<domain::Connection> visible_to(domain::AccountId account, domain::CatalogId,
                                                       domain::ConnectionKey) = 0;
  // The one connection of the pair that has an active type.
  virtual std::optional<domain::Connection> live_between(domain::Pair, domain::CatalogId) = 0;
  // Whether the two were ever connected, that is, know each other's account.
  virtual bool ever_between(domain::Pair, domain::CatalogId) = 0;
  // Whose subsidiary the account is now.
  virtual std::optional<domain::AccountId> primary_of(domain::AccountId account,
                                                      domain::CatalogId) = 0;
  // Walks the account's connections, last changed first, until `visit` returns false.
  virtual void walk(domain::AccountId account, domain::CatalogId,
                    const std::optional<ConnectionCursor>& after,
                    const std::function<bool(const domain::Connection&)>& visit) = 0;

 protected:
  ~Connections() = default;
};

class ConnectionsForWriting : public Connections {
 public:
  // The pair has no live connection, and a subsidiary no other primary.
  virtual void insert(const domain::Connection& connection) = 0;
  // Writes the entries and updated_at of the row as it was read.
  virtual void update(const domain::Connection& connection) = 0;

 protected:
  ~ConnectionsForWriting() = default;
};

// Counters that the quotas guard, one per account and catalog. They equal what a count of the rows
// would give.
enum class Counter : std::uint8_t { open_invitations, active_connections };

class Counters {
 public:
  // Adds one. False, with nothing changed, when that would pass the limit.
  virtual bool raise(Counter, domain::AccountId, domain::CatalogId, std::int64_t limit) = 0;
  virtual void lower(Counter, domain::AccountId, domain::CatalogId) = 0;
  virtual std::int64_t value(Counter, domain::AccountId, domain::CatalogId) = 0;

 protected:
  ~Counters() = default;
};

// Events that wait to be delivered, in the order in which they happened.
class Outbox {
 public:
  virtual void append(const domain::Event& event) = 0;

 protected:
  ~Outbox() = default;
};

// What a repeated request is answered with (behaviour.md §10).
struct Remembered {
  std::string digest;  // of the request, without its token
  std::string answer;  // the response body
};

class Tokens {
 public:
  // What was answered under that token at or after `since`. `scope` names operation and catalog.
  virtual std::optional<Remembered> find(domain::AccountId, std::string_view scope,
                                         std::string_view token, Timestamp since) = 0;
  virtual void remember(domain::AccountId, std::string_view scope, std::string_view token,
                        Timestamp now, const Remembered& remembered) = 0;

 protected:
  ~Tokens() = default;
};

// A transaction that only reads: one moment of the store.
class ReadTx {
 public:
  virtual Accounts& accounts() = 0;
  virtual Partners& partners() = 0;
  virtual Invitations& invitations() = 0;
  virtual Connections& connections() = 0;
  virtual Verifications& verifications() = 0;
  virtual Mails& mails() = 0;
  virtual Tags& tags() = 0;
  virtual EmailDomains& email_domains() = 0;
  virtual StoredQuotas& quotas() = 0;
  virtual QualificationTasks& qualification_tasks() = 0;
  virtual PreferencesRepository& preferences() = 0;
  virtual ProfileTasks& profile_tasks() = 0;
  virtual Identities& identities() = 0;
  virtual AuditEvents& audit_events() = 0;

 protected:
  ~ReadTx() = default;
};

// A transaction that changes things: all of it is kept, or nothing.
class WriteTx : public ReadTx {
 public:
  AccountsForWriting& accounts() override = 0;
  PartnersForWriting& partners() override = 0;
  InvitationsForWriting& invitations() override = 0;
  ConnectionsForWriting& connections() override = 0;
  VerificationsForWriting& verifications() override = 0;
  MailsForWriting& mails() override = 0;
  virtual VerificationCodes& verification_codes() = 0;
  TagsForWriting& tags() override = 0;
  EmailDomainsForWriting& email_domains() override = 0;
  StoredQuotasForWriting& quotas() override = 0;
  QualificationTasksForWriting& qualification_tasks() override = 0;
  PreferencesForWriting& preferences() override = 0;
  ProfileTasksForWriting& profile_tasks() override = 0;
  IdentitiesForWriting& identities() override = 0;
  AuditEventsForWriting& audit_events() override = 0;
  virtual VisibilityUpdates& visibility_updates() = 0;
  virtual Counters& counters() = 0;
  virtual Outbox& events() = 0;
  virtual Tokens& tokens() = 0;
  virtual Retention& retention() = 0;

 protected:
  ~WriteTx() = default;
};

// A piece of work for a transaction.
template <class Tx>
class Work {
 public:
  virtual ~Work() = default;
  // Runs inside the transaction, on the store's thread. What it throws undoes what it did. May be
  // run again, when what it read was changed meanwhile.
  virtual void run(Tx& tx) = 0;
  // Called once afterwards: after the commit, or with what was thrown, or with StoreUnavailable
  // when the commit failed. Must not throw and must not wait. The work may delete itself here.
  virtual void done(std::exception_ptr failure) noexcept = 0;
};

// The reading side of one thread. May keep the moment it looked at open for as long as nothing was
// committed since.
class Reader {
 public:
  virtual ~Reader() = default;
  // Runs the work; `done` has been called, or will be.
  virtual void read(Work<ReadTx>& work) = 0;
  // Lets go of the moment it keeps. To be called every second or so while idle.
  virtual void rest() noexcept = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // A reader for the calling thread. The store outlives its readers.
  virtual std::unique_ptr<Reader> reader() = 0;

  // Queues the work. False, and nothing happens, when too much waits already. The work belongs to
  // the store until `done`; works that wait together may share one commit.
  virtual bool write(Work<WriteTx>& work) = 0;

  // A secret of this store, made when it was: what signatures on opaque tokens are made with. 32
  // bytes.
  virtual const std::string& secret() const = 0;
};

}  // namespace amity::account
