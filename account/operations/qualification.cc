#include "account/operations/qualification.h"

#include "account/model/errors.h"

#include <utility>

namespace amity::account {
namespace {

using domain::AccountId;
using domain::CatalogId;
using domain::Partner;
using domain::QualificationTask;

using FoundPartner = std::optional<Partner>;

[[noreturn]] void refuse_primary() {
  throw breaks_business_rule(BusinessValidationCode::INCOMPATIBLE_PRIMARY_PARTNER);
}

[[noreturn]] void names_nobody() {
  throw not_found(ResourceNotFoundExceptionReason::PARTNER_PROFILE_NOT_FOUND);
}

FoundPartner with_account(ReadTx& tx, CatalogId catalog, const AwsAccountId& id) {
  auto account = domain::parse_account(id.view());
  return account ? tx.partners().of(*account, catalog) : std::nullopt;
}

void require_profile(const FoundPartner& partner) {
  if (!partner || !partner->has_profile()) names_nobody();
}

void end_task(WriteTx& tx, const QualificationTask& task, Timestamp now) {
  tx.qualification_tasks().end(task, now);
  Partner subsidiary = tx.partners().of(task.account, task.catalog).value();
  Partner primary = tx.partners().of(task.primary, task.catalog).value();
  domain::end(task, subsidiary, primary, now);
  tx.partners().update_qualifications(subsidiary);
  tx.partners().update_qualifications(primary);
}

}  // namespace

Partner other_partner(ReadTx& tx, const Call& call, const Partner& caller,
                      const QualificationsAssociationPartner& named, std::string_view member) {
  if (!named.profile_id && !named.account_id)
    throw invalid_field(member, FieldValidationCode::REQUIRED_FIELD_MISSING,
                        "A ProfileId, an AccountId or both are needed.");
  if (!caller.has_profile()) names_nobody();
  FoundPartner partner;
  if (named.profile_id) {
    partner = tx.partners().with_profile(call.catalog, named.profile_id->view());
    require_profile(partner);
  }
  if (named.account_id) {
    FoundPartner of_account = with_account(tx, call.catalog, *named.account_id);
    require_profile(of_account);
    if (partner && partner->account != of_account->account) refuse_primary();
    partner = std::move(of_account);
  }
  if (partner->account == caller.account) refuse_primary();
  return std::move(*partner);
}

QualificationsAssociationPartner association_partner(const Partner& partner) {
  return {partner.profile.profile_id, domain::text(partner.account)};
}

QualificationsAssociationPartner association_partner(ReadTx& tx, AccountId account,
                                                     CatalogId catalog) {
  return association_partner(tx.partners().of(account, catalog).value());
}

QualificationTask begin_task(WriteTx& tx, const Call& call, domain::QualificationTaskKind kind,
                             AccountId primary) {
  QualificationTask task;
  task.account = call.caller;
  task.catalog = call.catalog;
  task.kind = kind;
  task.id = call.identifiers.next(call.now);
  task.primary = primary;
  task.started_at = call.now;
  task.due_at = call.now + call.settings.qualification_task_duration;
  tx.qualification_tasks().begin(task);
  return task;
}

bool qualification_task_runs(ReadTx& tx, const Call& call) {
  return tx.qualification_tasks().in_progress(call.caller, call.catalog);
}

void require_no_qualification_task(ReadTx& tx, const Call& call) {
  if (qualification_task_runs(tx, call))
    throw conflict(ConflictExceptionReason::INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE);
}

PartnerProfile shown_profile(ReadTx& tx, Partner partner) {
  if (!partner.qualifications.associated) return std::move(partner.profile);
  auto primary = tx.partners().of(partner.qualifications.primary.value(), partner.catalog);
  return domain::associated_profile(std::move(partner.profile), primary.value().profile);
}

UnicodeString shown_name(ReadTx& tx, const Partner& partner) {
  const auto& name = partner.qualifications.associated ? shown_profile(tx, partner).display_name
                                                       : partner.profile.display_name;
  return name.value_or(UnicodeString());
}

bool is_associated_with(ReadTx& tx, AccountId subsidiary, AccountId primary, CatalogId catalog) {
  auto partner = tx.partners().of(subsidiary, catalog);
  return partner && partner->qualifications.primary == primary;
}

std::size_t end_due_qualification_tasks(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  auto due = tx.qualification_tasks().due(moment.now, at_most);
  for (const QualificationTask& task : due) end_task(tx, task, moment.now);
  return due.size();
}

}  // namespace amity::account
