#pragma once

#include "account/domain/qualification.h"
#include "account/model/qualification.h"
#include "account/operations/call.h"
#include "account/operations/chores.h"
#include "account/store/store.h"

#include <cstddef>
#include <string_view>

// What the operations on qualifications associations have in common (behaviour.md §8).
namespace amity::account {

// The other partner that the caller names by profile, account or both, in the member of that name.
// Both partners have a profile.
domain::Partner other_partner(ReadTx& tx, const Call& call, const domain::Partner& caller,
                              const QualificationsAssociationPartner& named,
                              std::string_view member);

// The partner as answers name it: by both its ids.
QualificationsAssociationPartner association_partner(const domain::Partner& partner);
QualificationsAssociationPartner association_partner(ReadTx& tx, domain::AccountId account,
                                                     domain::CatalogId);

// A task of the caller's, begun now.
domain::QualificationTask begin_task(WriteTx& tx, const Call& call,
                                     domain::QualificationTaskKind kind, domain::AccountId primary);

// What all answers about a task say of it and of the caller's partner.
template <class Response>
Response task_answer(const Call& call, const domain::Partner& caller,
                     const domain::QualificationTask& task) {
  using Status = typename decltype(Response::status)::Enum;
  Response response;
  response.catalog = domain::text(call.catalog);
  response.arn = domain::partner_arn(call.settings.place, call.caller, call.catalog, caller.id);
  response.id = caller.id;
  response.task_id = decltype(Response::task_id)(domain::text_of_id(task));
  response.status = task.in_progress() ? Status::IN_PROGRESS : Status::SUCCEEDED;
  response.started_at = task.started_at;
  if constexpr (requires { response.ended_at; }) response.ended_at = task.ended_at;
  return response;
}

// While a task of the partner runs, neither another may begin nor may its profile be changed.
bool qualification_task_runs(ReadTx& tx, const Call& call);

// Throws ConflictException while a task of the caller's runs.
void require_no_qualification_task(ReadTx& tx, const Call& call);

// The partner's profile as it is shown, under the name that its association gives it.
PartnerProfile shown_profile(ReadTx& tx, domain::Partner partner);
// The name alone; empty when the profile has none.
UnicodeString shown_name(ReadTx& tx, const domain::Partner& partner);

// Whether an association of the subsidiary with that primary, or a task that makes or ends one,
// hangs on their connection.
bool is_associated_with(ReadTx& tx, domain::AccountId subsidiary, domain::AccountId primary,
                        domain::CatalogId);

// Ends the tasks whose time has come. Returns how many, at most `at_most`.
std::size_t end_due_qualification_tasks(WriteTx& tx, const Moment& moment, std::size_t at_most);

}  // namespace amity::account
