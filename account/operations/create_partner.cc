#include "account/domain/email_domain.h"
#include "account/domain/registration.h"
#include "account/domain/tag_rules.h"
#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/quota.h"
#include "account/operations/verification_code.h"

namespace amity::account {
namespace {

std::optional<domain::Verification> verification(ReadTx& tx, const Call& call,
                                                 VerificationType type) {
  auto found = tx.verifications().of(call.caller, type);
  return found ? std::optional(domain::as_of(std::move(*found), call.now)) : std::nullopt;
}

// Whoever calls has an account: one that nobody has told of yet is as accounts usually are.
domain::Account account_of_caller(WriteTx& tx, const Call& call) {
  if (auto known = tx.accounts().find(call.caller)) return std::move(*known);
  domain::Account account{call.caller, domain::text(call.caller).str()};
  tx.accounts().put(account);
  return account;
}

// Whether company and account may become a partner; all that stands against it is said at once.
void require_eligible(ReadTx& tx, const Call& call, const domain::Account& account,
                      const CreatePartnerRequest& request) {
  auto owner = tx.email_domains().owner_of(
      call.catalog, domain::domain_of(request.alliance_lead_contact.email).view());
  auto broken = domain::broken_rules(
      {.legal_name = request.legal_name.view(),
       .account = account,
       .business = verification(tx, call, VerificationType::BUSINESS_VERIFICATION),
       .registrant = verification(tx, call, VerificationType::REGISTRANT_VERIFICATION),
       .domain_is_anothers = owner && *owner != call.caller});
  if (!broken.empty()) throw breaks_business_rules(std::move(broken));
}

void require_tags(ReadTx& tx, const Call& call, const TagList& tags) {
  if (tags.empty()) return;
  if (call.catalog == domain::CatalogId::Sandbox)
    throw invalid_field("Tags", FieldValidationCode::ACTION_NOT_PERMITTED,
                        "In Sandbox a partner is tagged once it is registered, by TagResource.");
  auto wrong = domain::refusals(tags, {}, quota_of(tx, call, call.caller, &domain::Quotas::tags));
  if (!wrong.empty()) throw invalid_request(std::move(wrong));
}

}  // namespace

// Registers the calling account as a partner: in the catalog AWS after the business and the person
// were verified, in Sandbox just so. The store keeps a second partner of the account, or of the
// legal name, out. There is no profile before a first profile update has succeeded.
CreatePartnerResponse create_partner(WriteTx& tx, const Call& call,
                                     const CreatePartnerRequest& request) {
  require_code(tx, call, request.alliance_lead_contact.email, request.email_verification_code);
  domain::Account account = account_of_caller(tx, call);
  if (call.catalog == domain::CatalogId::AWS) require_eligible(tx, call, account, request);
  if (request.tags) require_tags(tx, call, *request.tags);

  domain::Partner partner;
  partner.account = call.caller;
  partner.catalog = call.catalog;
  partner.id = PartnerId("partner-" + domain::base32(call.identifiers.next(call.now)));
  partner.legal_name = request.legal_name;
  partner.created_at = call.now;
  partner.profile.primary_solution_type = request.primary_solution_type;
  tx.partners().insert(partner, request.alliance_lead_contact);
  if (request.tags) tx.tags().put(call.caller, call.catalog, *request.tags);

  auto response = domain::answer_about<CreatePartnerResponse>(partner, call.settings.place);
  response.profile = std::move(partner.profile);
  response.alliance_lead_contact = request.alliance_lead_contact;
  return response;
}

}  // namespace amity::account
