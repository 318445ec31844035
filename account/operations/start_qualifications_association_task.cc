#include "account/model/errors.h"
#include "account/operations/bodies.h"
#include "account/operations/partner_of_caller.h"
#include "account/operations/qualification.h"

namespace amity::account {
namespace {

using domain::Partner;

[[noreturn]] void refuse(BusinessValidationCode code) { throw breaks_business_rule(code); }

// The connection in which the caller is the primary's subsidiary.
domain::Connection subsidiary_connection(ReadTx& tx, const Partner& caller,
                                         const Partner& primary) {
  auto connection = tx.connections().live_between(domain::pair_of(caller.account, primary.account),
                                                  caller.catalog);
  if (!connection || !connection->is_active(ConnectionType::SUBSIDIARY))
    refuse(BusinessValidationCode::MISSING_ACTIVE_SUBSIDIARY_CONNECTION);
  if (connection->active_subsidiary() != caller.account)
    refuse(BusinessValidationCode::INCOMPATIBLE_SUBSIDIARY_CONNECTION);
  return std::move(*connection);
}

// A family has one level: a primary is nobody's associate, and an associate has none.
void require_one_level(const Partner& caller, const Partner& primary) {
  if (primary.qualifications.primary || caller.qualifications.associates > 0)
    refuse(BusinessValidationCode::INCOMPATIBLE_PRIMARY_PARTNER);
}

}  // namespace

// Begins to share the qualifications of the primary whose subsidiary the caller is. The place with
// the primary is taken now; the task's end makes the association.
StartQualificationsAssociationTaskResponse start_qualifications_association_task(
    WriteTx& tx, const Call& call, const StartQualificationsAssociationTaskRequest& request) {
  Partner caller = partner_of_caller(tx, call, request.identifier);
  Partner primary = other_partner(tx, call, caller, request.primary_partner, "PrimaryPartner");
  require_no_qualification_task(tx, call);
  if (caller.qualifications.associated)
    refuse(BusinessValidationCode::QUALIFICATIONS_ASSOCIATION_EXISTS);
  domain::Connection connection = subsidiary_connection(tx, caller, primary);
  require_one_level(caller, primary);
  if (primary.qualifications.associates >= domain::kAssociatesOfPrimary)
    refuse(BusinessValidationCode::QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED);

  auto task = begin_task(tx, call, domain::QualificationTaskKind::association, primary.account);
  domain::begin_association(caller, primary);
  tx.partners().update_qualifications(caller);
  tx.partners().update_qualifications(primary);
  // Unchanged, but for its revision: whoever is ending it just now finds out.
  tx.connections().update(connection);

  auto response = task_answer<StartQualificationsAssociationTaskResponse>(call, caller, task);
  response.primary_partner = association_partner(primary);
  return response;
}

}  // namespace amity::account
