#include "account/operations/bodies.h"
#include "account/operations/page.h"

namespace amity::account {

// Lists the caller's own partners in the catalog: one, or none. It is no directory of others
// (behaviour.md §6.2), so there is never a second page.
ListPartnersResponse list_partners(ReadTx& tx, const Call& call,
                                   const ListPartnersRequest& request) {
  Page page(call, "ListPartners", request.catalog.str(), request.next_token, std::nullopt);

  ListPartnersResponse response;
  if (auto partner = tx.partners().of(call.caller, call.catalog))
    response.partner_summary_list.items.push_back(
        domain::answer_about<PartnerSummary>(*partner, call.settings.place));
  return response;
}

}  // namespace amity::account
