#include "server/seed.h"

#include "account/domain/connection.h"
#include "account/domain/letter_case.h"
#include "account/domain/tag_rules.h"
#include "account/model/errors.h"
#include "account/store/blocking_write.h"
#include "protocol/validation/decode.h"
#include "server/account_quotas.h"

#include <simdjson.h>

#include <set>

namespace amity::server {
namespace {

using namespace account;  // NOLINT(google-build-using-namespace): the file is about its words

struct Word : shape::Text<Word> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 256, .sensitive = true};
};
enum class SeedCatalog : std::uint8_t { AWS, Sandbox };
constexpr auto wire_names(SeedCatalog) { return shape::names("AWS", "Sandbox"); }

struct SeedDomains : shape::List<SeedDomains, DomainName> {};

struct SeedPartner {
  SeedCatalog catalog{};
  std::optional<PartnerId> id;
  SensitiveUnicodeString legal_name;
  std::optional<Timestamp> created_at;
  std::optional<AllianceLeadContact> alliance_lead_contact;
  std::optional<PartnerProfile> profile;
  std::optional<ProfileVisibility> visibility;
  std::optional<SeedDomains> email_domains;
  std::optional<TagList> tags;

  static constexpr auto members() {
    using Self = SeedPartner;
    using shape::field;
    return shape::fields(
        field<&Self::catalog>("catalog", "AWS or Sandbox."),
        field<&Self::id>("id", "Made up when absent."),
        field<&Self::legal_name>("legal_name", "Unique in the catalog."),
        field<&Self::created_at>("created_at", "Now when absent."),
        field<&Self::alliance_lead_contact>("alliance_lead_contact", "As the API has it."),
        field<&Self::profile>("profile", "As the API has it; no profile when absent."),
        field<&Self::visibility>("visibility", "PUBLIC when absent."),
        field<&Self::email_domains>("email_domains", "Associated when the partner was created."),
        field<&Self::tags>("tags", "As the API has them."));
  }
};
struct SeedPartners : shape::List<SeedPartners, SeedPartner> {};

struct SeedAccount {
  AwsAccountId id;
  std::optional<UnicodeString> name;
  std::optional<Word> secret_access_key;
  std::optional<SellerProfileSummary> seller_profile;
  std::optional<bool> paid_plan;
  std::optional<bool> good_standing;
  std::optional<bool> linked;
  std::optional<SeedPartners> partners;

  static constexpr auto members() {
    using Self = SeedAccount;
    using shape::field;
    return shape::fields(
        field<&Self::id>("id", "Twelve digits; also the access key id in dev."),
        field<&Self::name>("name", "The id when absent."),
        field<&Self::secret_access_key>("secret_access_key", "For dev --verify-signatures."),
        field<&Self::seller_profile>("seller_profile", "As AWS Marketplace would know it."),
        field<&Self::paid_plan>("paid_plan", "True when absent."),
        field<&Self::good_standing>("good_standing", "True when absent."),
        field<&Self::linked>("linked", "To a legacy APN account; false when absent."),
        field<&Self::partners>("partners", "At most one a catalog."));
  }
};
struct SeedAccounts : shape::List<SeedAccounts, SeedAccount> {};

struct SeedInvitation {
  std::optional<ConnectionInvitationId> id;
  SeedCatalog catalog{};
  ConnectionType connection_type{};
  AwsAccountId sender;
  AwsAccountId receiver;
  Email email;
  SensitiveUnicodeString name;
  InvitationMessage message;
  std::optional<Timestamp> created_at;

  static constexpr auto members() {
    using Self = SeedInvitation;
    using shape::field;
    return shape::fields(field<&Self::id>("id", "Made up when absent."),
                         field<&Self::catalog>("catalog", "AWS or Sandbox."),
                         field<&Self::connection_type>("connection_type", "As the API has it."),
                         field<&Self::sender>("sender", "An account with a profile."),
                         field<&Self::receiver>("receiver", "An account."),
                         field<&Self::email>("email", "The sender's contact."),
                         field<&Self::name>("name", "The sender's name."),
                         field<&Self::message>("message", "What it says."),
                         field<&Self::created_at>("created_at", "Now when absent."));
  }
};
struct SeedInvitations : shape::List<SeedInvitations, SeedInvitation> {};

struct SeedFile {
  std::optional<SeedAccounts> accounts;
  std::optional<SeedInvitations> invitations;
  std::optional<AccountQuotaEntries> quotas;

  static constexpr auto members() {
    using Self = SeedFile;
    using shape::field;
    return shape::fields(field<&Self::accounts>("accounts", "Who there is."),
                         field<&Self::invitations>("invitations", "What waits for an answer."),
                         field<&Self::quotas>("quotas", "Of single accounts."));
  }
};

// Turns the file's words into the domain's, filling in what they leave out.
class Reader {
 public:
  Reader(const Settings& settings, IdentifierSource& identifiers, Timestamp now)
      : settings_(settings), identifiers_(identifiers), now_(now) {}

  Seed read(const SeedFile& file) {
    if (file.accounts)
      for (const SeedAccount& account : *file.accounts) add(account);
    if (file.invitations)
      for (const SeedInvitation& invitation : *file.invitations) add(invitation);
    if (file.quotas) add(*file.quotas);
    return std::move(seed_);
  }

 private:
  std::string fresh(std::string_view prefix) {
    return std::string(prefix) + domain::base32(identifiers_.next(now_));
  }

  void add(const SeedAccount& from) {
    domain::AccountId id = domain::parse_account(from.id.view()).value();
    if (!accounts_.insert(id).second)
      throw SeedError("accounts: " + from.id.str() + " stands there twice");
    seed_.accounts.push_back({.id = id,
                              .name = from.name ? from.name->str() : from.id.str(),
                              .seller_profile = from.seller_profile,
                              .on_paid_plan = from.paid_plan.value_or(true),
                              .in_good_standing = from.good_standing.value_or(true),
                              .linked_to_legacy_account = from.linked.value_or(false),
                              .created_at = now_});
    if (from.secret_access_key) {
      sigv4::AccessKey& key = seed_.keys.emplace_back();
      key.access_key_id = from.id.str();
      key.secret_access_key = from.secret_access_key->str();
      key.account = from.id.str();
      key.principal_arn = "arn:aws:iam::" + from.id.str() + ":root";
    }
    if (from.partners)
      for (const SeedPartner& partner : *from.partners) add(id, partner);
  }

  void add(domain::AccountId account, const SeedPartner& from) {
    SeededPartner& partner = seed_.partners.emplace_back();
    partner.account = account;
    partner.catalog = static_cast<domain::CatalogId>(from.catalog);
    partner.id = from.id.value_or(PartnerId(fresh("partner-")));
    partner.legal_name = from.legal_name;
    partner.created_at = from.created_at.value_or(now_);
    partner.visibility = from.visibility.value_or(ProfileVisibility::PUBLIC);
    if (from.profile) {
      partner.profile = *from.profile;
      if (!partner.profile.profile_id)
        partner.profile.profile_id = PartnerProfileId(fresh("pprofile-"));
    }
    partner.alliance_lead_contact = from.alliance_lead_contact.value_or(contact_for(account));
    if (from.email_domains)
      for (const DomainName& domain : *from.email_domains)
        partner.email_domains.items.push_back(
            {DomainName(domain::in_lower_case(domain.view())), partner.created_at});
    if (from.tags) add(partner, *from.tags);
  }

  void add(SeededPartner& partner, const TagList& tags) const {
    for (const auto& wrong : domain::refusals(tags, {}, settings_.quotas.tags))
      throw SeedError("partner " + partner.id.str() + ": " + wrong.message.str());
    partner.tags = tags;
  }

  // A contact for a partner whose seed names none.
  static AllianceLeadContact contact_for(domain::AccountId account) {
    AllianceLeadContact contact;
    contact.first_name = SensitiveUnicodeString("Alliance");
    contact.last_name = SensitiveUnicodeString("Lead");
    contact.email = Email("alliance-lead@" + domain::text(account).str() + ".example");
    contact.business_title = SensitiveUnicodeString("Alliance Lead");
    return contact;
  }

  void add(const SeedInvitation& from) {
    domain::Invitation& invitation = seed_.invitations.emplace_back();
    invitation.catalog = static_cast<domain::CatalogId>(from.catalog);
    invitation.id = from.id ? key_in(*from.id) : domain::InvitationKey{identifiers_.next(now_)};
    invitation.type = from.connection_type;
    invitation.sender = domain::parse_account(from.sender.view()).value();
    invitation.receiver = domain::parse_account(from.receiver.view()).value();
    invitation.sender_profile = profile_of(invitation.sender, invitation.catalog, "sender");
    invitation.receiver_identifier =
        from.connection_type == ConnectionType::SUBSIDIARY
            ? ParticipantIdentifier(from.receiver.view())
            : ParticipantIdentifier(
                  profile_of(invitation.receiver, invitation.catalog, "receiver").view());
    invitation.created_at = from.created_at.value_or(now_);
    invitation.updated_at = invitation.created_at;
    invitation.expires_at = invitation.created_at + settings_.invitation_lifetime;
    invitation.status = InvitationStatus::PENDING;
    invitation.inviter_email = from.email;
    invitation.inviter_name = from.name;
    invitation.message = from.message;
  }

  void add(const AccountQuotaEntries& from) {
    try {
      seed_.quotas = quotas_in(from);
    } catch (const std::invalid_argument& error) {
      throw SeedError(std::string("quotas: ") + error.what());
    }
  }

  static domain::InvitationKey key_in(const ConnectionInvitationId& id) {
    auto key = domain::key_of(id);
    if (!key)
      throw SeedError(
          "invitation id " + id.str() +
          ": the part after the prefix must be 13 of a-z2-7 and begin with 2-7, a or b");
    return *key;
  }

  const PartnerProfileId& profile_of(domain::AccountId account, domain::CatalogId catalog,
                                     std::string_view role) const {
    for (const domain::Partner& partner : seed_.partners)
      if (partner.account == account && partner.catalog == catalog && partner.has_profile())
        return *partner.profile.profile_id;
    throw SeedError("an invitation's " + std::string(role) + ", " + domain::text(account).str() +
                    ", has no profile in catalog " + domain::text(catalog).str());
  }

  const Settings& settings_;
  IdentifierSource& identifiers_;
  Timestamp now_;
  std::set<domain::AccountId> accounts_;
  Seed seed_;
};

void plant_partner(WriteTx& tx, const SeededPartner& partner) {
  if (tx.partners().of(partner.account, partner.catalog)) return;
  tx.partners().insert(partner, partner.alliance_lead_contact);
  tx.tags().put(partner.account, partner.catalog, partner.tags);
  for (const PartnerDomain& domain : partner.email_domains) {
    if (tx.email_domains().owner_of(partner.catalog, domain.domain_name.view()))
      throw SeedError("e-mail domain " + domain.domain_name.str() + " stands there twice");
    tx.email_domains().insert(partner.account, partner.catalog, domain);
  }
}

void plant_invitation(WriteTx& tx, const domain::Invitation& invitation) {
  if (tx.invitations().visible_to(invitation.sender, invitation.catalog, invitation.id)) return;
  domain::Pair pair = domain::pair_of(invitation.sender, invitation.receiver);
  if (tx.invitations().open_between(pair, invitation.catalog, invitation.type)) return;
  if (!tx.accounts().find(invitation.receiver))
    throw SeedError("an invitation's receiver is no account of the seed");
  tx.counters().raise(Counter::open_invitations, invitation.sender, invitation.catalog,
                      std::numeric_limits<std::int64_t>::max());
  tx.invitations().insert(invitation);
}

}  // namespace

Seed read_seed(std::string_view json, const Settings& settings, IdentifierSource& identifiers,
               Timestamp now) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(json.data(), json.size()).get(root))
    throw SeedError(simdjson::error_message(error));
  SeedFile file;
  std::vector<shape::Violation> violations;
  try {
    violations =
        shape::decode(shape::type_of<SeedFile>(), root, &file, shape::UnknownMembers::refused);
  } catch (const shape::SerializationError& error) {
    throw SeedError(error.what());
  }
  if (!violations.empty()) {
    std::string text = std::to_string(violations.size()) + " mistakes:";
    for (const auto& violation : violations)
      text += "\n  " + violation.name + ": " + violation.message;
    throw SeedError(text);
  }
  return Reader(settings, identifiers, now).read(file);
}

// Plants in one transaction: all or nothing.
void plant(Store& store, const Seed& seed) {
  try {
    write_and_wait(store, [&](WriteTx& tx) {
      for (const auto& account : seed.accounts)
        if (!tx.accounts().find(account.id)) tx.accounts().put(account);
      for (const auto& partner : seed.partners) plant_partner(tx, partner);
      for (const auto& invitation : seed.invitations) plant_invitation(tx, invitation);
      for (const auto& [quota, value] : seed.quotas)
        if (!tx.quotas().of(quota)) tx.quotas().set(quota, value);
    });
  } catch (const shape::ApiError&) {
    throw SeedError(
        "a partner's legal name, id or profile id is already another's in that catalog");
  }
}

}  // namespace amity::server
