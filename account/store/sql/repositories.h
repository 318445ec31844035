#pragma once

#include "account/store/store.h"
#include "sql/database.h"

// The repositories in SQL. They hold no state but the connection, whose transaction the store opens
// and closes around them.
namespace amity::account {

class SqlAccounts final : public AccountsForWriting {
 public:
  explicit SqlAccounts(sql::Connection& db) : db_(db) {}
  std::optional<domain::Account> find(domain::AccountId id) override;
  std::optional<domain::Account> with_seller_profile(std::string_view id) override;
  std::optional<domain::Account> of_operator() override;
  std::vector<domain::Account> list(domain::AccountId after, std::size_t at_most) override;
  void put(const domain::Account& account) override;

 private:
  sql::Connection& db_;
};

class SqlPartners final : public PartnersForWriting {
 public:
  explicit SqlPartners(sql::Connection& db) : db_(db) {}
  std::optional<domain::Partner> of(domain::AccountId account, domain::CatalogId) override;
  std::optional<domain::Partner> with_profile(domain::CatalogId,
                                              std::string_view profile_id) override;
  std::vector<domain::Partner> associates_of(domain::AccountId primary, domain::CatalogId) override;
  std::optional<domain::RegisteredPartner> registered(domain::AccountId account,
                                                      domain::CatalogId) override;
  std::optional<AllianceLeadContact> contact_of(domain::AccountId account,
                                                domain::CatalogId) override;
  void insert(const domain::Partner& partner, const AllianceLeadContact& contact) override;
  void set_contact(const domain::PartnerHead& partner, const AllianceLeadContact& contact) override;
  std::optional<domain::PartnerHead> head_of(domain::AccountId account, domain::CatalogId) override;
  bool has_display_name(domain::CatalogId, std::string_view name,
                        domain::AccountId but_for) override;
  void update(const domain::Partner& partner) override;
  void update_qualifications(const domain::Partner& partner) override;
  void set_visibility(const domain::PartnerHead& partner) override;

 private:
  sql::Connection& db_;
};

class SqlInvitations final : public InvitationsForWriting {
 public:
  explicit SqlInvitations(sql::Connection& db) : db_(db) {}
  std::optional<domain::Invitation> visible_to(domain::AccountId account, domain::CatalogId,
                                               domain::InvitationKey) override;
  void walk(domain::AccountId account, domain::CatalogId, std::optional<ParticipantType> role,
            const std::optional<InvitationCursor>& after,
            const std::function<bool(const domain::InvitationHead&)>& visit) override;
  std::optional<domain::Invitation> open_between(domain::Pair, domain::CatalogId,
                                                 ConnectionType) override;
  void insert(const domain::Invitation& invitation) override;
  void answer(const domain::Invitation& invitation,
              std::optional<std::string_view> reason) override;
  bool sent_at_least(std::int64_t count, domain::AccountId account, domain::CatalogId,
                     Timestamp since) override;
  std::vector<domain::Invitation> take_due(Timestamp now, std::size_t at_most) override;

 private:
  sql::Connection& db_;
};

class SqlConnections final : public ConnectionsForWriting {
 public:
  explicit SqlConnections(sql::Connection& db) : db_(db) {}
  std::optional<domain::Connection> visible_to(domain::AccountId account, domain::CatalogId,
                                               domain::ConnectionKey) override;
  std::optional<domain::Connection> live_between(domain::Pair, domain::CatalogId) override;
  bool ever_between(domain::Pair, domain::CatalogId) override;
  std::optional<domain::AccountId> primary_of(domain::AccountId account,
                                              domain::CatalogId) override;
  void walk(domain::AccountId account, domain::CatalogId,
            const std::optional<ConnectionCursor>& after,
            const std::function<bool(const domain::Connection&)>& visit) override;
  void insert(const domain::Connection& connection) override;
  void update(const domain::Connection& connection) override;

 private:
  sql::Connection& db_;
};

class SqlVerifications final : public VerificationsForWriting {
 public:
  explicit SqlVerifications(sql::Connection& db) : db_(db) {}
  std::optional<domain::Verification> of(domain::AccountId account, VerificationType type) override;
  std::optional<domain::Verification> with_attempt(std::int64_t number) override;
  std::vector<domain::Verification> waiting(std::size_t at_most) override;
  void insert(const domain::Verification& verification) override;
  void update(const domain::Verification& verification) override;
  std::vector<domain::Verification> due(Timestamp now, std::size_t at_most) override;
  void count_start(const domain::Verification& verification, Timestamp since) override;
  bool started_at_least(std::int64_t count, domain::AccountId account, VerificationType type,
                        Timestamp since) override;

 private:
  sql::Connection& db_;
};

class SqlTags final : public TagsForWriting {
 public:
  explicit SqlTags(sql::Connection& db) : db_(db) {}
  TagList of(domain::AccountId account, domain::CatalogId) override;
  void put(domain::AccountId account, domain::CatalogId, const TagList& tags) override;
  void remove(domain::AccountId account, domain::CatalogId, const TagKeyList& keys) override;

 private:
  sql::Connection& db_;
};

class SqlPreferences final : public PreferencesForWriting {
 public:
  explicit SqlPreferences(sql::Connection& db) : db_(db) {}
  std::optional<domain::Preferences> of_partner(domain::AccountId account,
                                                domain::CatalogId) override;
  std::optional<domain::Preferences> set_by(domain::AccountId account, domain::CatalogId) override;
  void put(const domain::Preferences& preferences) override;

 private:
  sql::Connection& db_;
};

class SqlEmailDomains final : public EmailDomainsForWriting {
 public:
  explicit SqlEmailDomains(sql::Connection& db) : db_(db) {}
  std::int64_t count_of(domain::AccountId account, domain::CatalogId) override;
  std::optional<domain::AccountId> owner_of(domain::CatalogId, std::string_view domain) override;
  void insert(domain::AccountId account, domain::CatalogId, const PartnerDomain& domain) override;
  bool remove(domain::AccountId account, domain::CatalogId, std::string_view domain) override;

 private:
  sql::Connection& db_;
};

class SqlProfileTasks final : public ProfileTasksForWriting {
 public:
  explicit SqlProfileTasks(sql::Connection& db) : db_(db) {}
  std::optional<domain::ProfileTask> latest(domain::AccountId account, domain::CatalogId) override;
  std::optional<domain::ProfileTask> find(domain::AccountId account, domain::CatalogId,
                                          domain::ProfileTaskKey) override;
  void forget_ended(domain::AccountId account, domain::CatalogId, Timestamp since) override;
  void insert(const domain::ProfileTask& task) override;
  void end(const domain::ProfileTask& task) override;
  bool started_at_least(std::int64_t count, domain::AccountId account, domain::CatalogId,
                        Timestamp since) override;
  std::vector<domain::ProfileTask> due(Timestamp now, std::size_t at_most) override;
  void put_off(const domain::ProfileTask& task, Timestamp until) override;

 private:
  sql::Connection& db_;
};

class SqlQuotas final : public StoredQuotasForWriting {
 public:
  explicit SqlQuotas(sql::Connection& db) : db_(db) {}
  std::optional<std::int64_t> of(const domain::AccountQuotaKey& key) override;
  domain::AccountQuotas all_of(domain::AccountId account) override;
  void set(const domain::AccountQuotaKey& key, std::int64_t value) override;
  void clear(const domain::AccountQuotaKey& key) override;

 private:
  sql::Connection& db_;
};

class SqlVisibilityUpdates final : public VisibilityUpdates {
 public:
  explicit SqlVisibilityUpdates(sql::Connection& db) : db_(db) {}
  bool add(std::int64_t key, domain::AccountId account, domain::CatalogId, Timestamp since,
           std::int64_t limit) override;

 private:
  sql::Connection& db_;
};

class SqlQualificationTasks final : public QualificationTasksForWriting {
 public:
  explicit SqlQualificationTasks(sql::Connection& db) : db_(db) {}
  std::optional<domain::QualificationTask> latest(domain::AccountId account, domain::CatalogId,
                                                  domain::QualificationTaskKind) override;
  bool in_progress(domain::AccountId account, domain::CatalogId) override;
  void begin(const domain::QualificationTask& task) override;
  void end(const domain::QualificationTask& task, Timestamp now) override;
  std::vector<domain::QualificationTask> due(Timestamp now, std::size_t at_most) override;

 private:
  sql::Connection& db_;
};

class SqlIdentities final : public IdentitiesForWriting {
 public:
  explicit SqlIdentities(sql::Connection& db) : db_(db) {}
  std::optional<domain::Identity> find(const domain::IdentityKey& key) override;
  std::vector<domain::Identity> list(domain::AccountId account, domain::IdentityKind kind,
                                     std::string_view after, std::size_t at_most) override;
  TagList tags_of(const domain::IdentityKey& key) override;
  std::vector<domain::InlinePolicy> inline_policies_of(const domain::IdentityKey& key) override;
  std::vector<std::string> attached_to(const domain::IdentityKey& key) override;
  std::optional<domain::ManagedPolicy> policy(domain::AccountId account,
                                              std::string_view name) override;
  std::vector<domain::ManagedPolicy> policies(domain::AccountId account, std::string_view after,
                                              std::size_t at_most) override;
  std::size_t attachments_of(domain::AccountId account, std::string_view policy_arn) override;
  std::optional<domain::AccessKey> access_key(std::string_view id) override;
  std::vector<domain::AccessKey> access_keys_of(domain::AccountId account,
                                                const std::optional<std::string>& user) override;
  std::optional<domain::Session> session(std::string_view access_key_id) override;
  std::vector<SealedRow> sealed_rows(std::string_view after, std::size_t at_most) override;

  bool insert(const domain::Identity& identity) override;
  void update(const domain::Identity& identity) override;
  bool remove(const domain::IdentityKey& key) override;
  void put_tags(const domain::IdentityKey& key, const TagList& tags) override;
  void remove_tags(const domain::IdentityKey& key, const TagKeyList& keys) override;
  void put_inline_policy(const domain::IdentityKey& key,
                         const domain::InlinePolicy& policy) override;
  bool remove_inline_policy(const domain::IdentityKey& key, std::string_view name) override;
  void attach(const domain::IdentityKey& key, std::string_view policy_arn) override;
  bool detach(const domain::IdentityKey& key, std::string_view policy_arn) override;
  bool insert(const domain::ManagedPolicy& policy) override;
  bool remove(const domain::ManagedPolicy& policy, std::string_view arn) override;
  bool insert(const domain::AccessKey& key) override;
  void set_active(std::string_view access_key_id, bool active) override;
  bool remove_access_key(std::string_view id) override;
  void note_use(const domain::KeyUse& use) override;
  void insert(const domain::Session& session) override;
  std::size_t forget_sessions(Timestamp expired_before, std::size_t at_most) override;
  void reseal(const SealedRow& row) override;

 private:
  sql::Connection& db_;
};

class SqlRetention final : public Retention {
 public:
  explicit SqlRetention(sql::Connection& db) : db_(db) {}
  std::size_t forget_tokens(Timestamp before, std::size_t at_most) override;
  std::size_t forget_events(Timestamp before, std::size_t at_most) override;
  std::size_t forget_ended_invitations(Timestamp before, std::size_t at_most) override;
  std::size_t forget_terminated_connections(Timestamp before, std::size_t at_most) override;
  std::size_t forget_audit_events(Timestamp before, std::size_t at_most) override;

 private:
  sql::Connection& db_;
};

class SqlCounters final : public Counters {
 public:
  explicit SqlCounters(sql::Connection& db) : db_(db) {}
  bool raise(Counter, domain::AccountId, domain::CatalogId, std::int64_t limit) override;
  void lower(Counter, domain::AccountId, domain::CatalogId) override;
  std::int64_t value(Counter, domain::AccountId, domain::CatalogId) override;

 private:
  sql::Connection& db_;
};

class SqlOutbox final : public Outbox {
 public:
  explicit SqlOutbox(sql::Connection& db) : db_(db) {}
  void append(const domain::Event& event) override;

 private:
  sql::Connection& db_;
};

class SqlTokens final : public Tokens {
 public:
  explicit SqlTokens(sql::Connection& db) : db_(db) {}
  std::optional<Remembered> find(domain::AccountId, std::string_view scope, std::string_view token,
                                 Timestamp since) override;
  void remember(domain::AccountId, std::string_view scope, std::string_view token, Timestamp now,
                const Remembered& remembered) override;

 private:
  sql::Connection& db_;
};

class SqlAuditEvents final : public AuditEventsForWriting {
 public:
  explicit SqlAuditEvents(sql::Connection& db) : db_(db) {}
  std::vector<AuditEvent> list(const AuditQuery& query, std::size_t limit) override;
  void append(Timestamp at, std::optional<domain::AccountId> account,
              std::string_view text) override;

 private:
  sql::Connection& db_;
};

class SqlMails final : public MailsForWriting {
 public:
  explicit SqlMails(sql::Connection& db) : db_(db) {}
  std::vector<domain::Mail> list(std::optional<std::int64_t> after, std::size_t limit) override;
  std::vector<domain::Mail> to(std::string_view recipient, std::size_t limit) override;
  void append(const domain::Mail& mail) override;
  std::optional<domain::Mail> claim_due(Timestamp now, Timestamp until) override;
  bool report(const domain::Mail& mail) override;
  std::size_t remove_useless(Timestamp now, Timestamp written_before, std::size_t at_most) override;

 private:
  sql::Connection& db_;
};

class SqlVerificationCodes final : public VerificationCodes {
 public:
  explicit SqlVerificationCodes(sql::Connection& db) : db_(db) {}
  void add(const domain::VerificationCode& code) override;
  std::optional<domain::VerificationCode> latest(domain::AccountId, domain::CatalogId,
                                                 std::string_view address_key) override;
  void count_wrong_try(const domain::VerificationCode& code) override;
  void spend(const domain::VerificationCode& code) override;
  std::int64_t made_since(std::string_view address_key, Timestamp since) override;
  std::size_t remove_made_before(Timestamp before, std::size_t at_most) override;

 private:
  sql::Connection& db_;
};

// All of them, over one connection.
class SqlTransaction final : public WriteTx {
 public:
  explicit SqlTransaction(sql::Connection& db)
      : accounts_(db),
        partners_(db),
        invitations_(db),
        connections_(db),
        verifications_(db),
        mails_(db),
        verification_codes_(db),
        tags_(db),
        email_domains_(db),
        quotas_(db),
        qualification_tasks_(db),
        retention_(db),
        preferences_(db),
        profile_tasks_(db),
        identities_(db),
        visibility_updates_(db),
        counters_(db),
        events_(db),
        tokens_(db),
        audit_events_(db) {}
  virtual ~SqlTransaction() = default;

  AccountsForWriting& accounts() override { return accounts_; }
  PartnersForWriting& partners() override { return partners_; }
  InvitationsForWriting& invitations() override { return invitations_; }
  ConnectionsForWriting& connections() override { return connections_; }
  VerificationsForWriting& verifications() override { return verifications_; }
  MailsForWriting& mails() override { return mails_; }
  VerificationCodes& verification_codes() override { return verification_codes_; }
  TagsForWriting& tags() override { return tags_; }
  EmailDomainsForWriting& email_domains() override { return email_domains_; }
  StoredQuotasForWriting& quotas() override { return quotas_; }
  QualificationTasksForWriting& qualification_tasks() override { return qualification_tasks_; }
  Retention& retention() override { return retention_; }
  PreferencesForWriting& preferences() override { return preferences_; }
  ProfileTasksForWriting& profile_tasks() override { return profile_tasks_; }
  IdentitiesForWriting& identities() override { return identities_; }
  VisibilityUpdates& visibility_updates() override { return visibility_updates_; }
  Counters& counters() override { return counters_; }
  Outbox& events() override { return events_; }
  Tokens& tokens() override { return tokens_; }
  AuditEventsForWriting& audit_events() override { return audit_events_; }

 private:
  SqlAccounts accounts_;
  SqlPartners partners_;
  SqlInvitations invitations_;
  SqlConnections connections_;
  SqlVerifications verifications_;
  SqlMails mails_;
  SqlVerificationCodes verification_codes_;
  SqlTags tags_;
  SqlEmailDomains email_domains_;
  SqlQuotas quotas_;
  SqlQualificationTasks qualification_tasks_;
  SqlRetention retention_;
  SqlPreferences preferences_;
  SqlProfileTasks profile_tasks_;
  SqlIdentities identities_;
  SqlVisibilityUpdates visibility_updates_;
  SqlCounters counters_;
  SqlOutbox events_;
  SqlTokens tokens_;
  SqlAuditEvents audit_events_;
};

}  // namespace amity::account
