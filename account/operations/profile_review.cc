#include "account/operations/profile_review.h"

#include "account/domain/profile_review.h"

#include <utility>

namespace amity::account {
namespace {

ErrorDetailList errors_in(WriteTx& tx, const Moment& moment, const domain::ProfileTask& task,
                          const JudgeLogo& judge_logo) {
  ErrorDetailList errors;
  for (const domain::ProfileText& text : domain::texts_of(task.details)) {
    domain::Findings findings;
    findings.name_is_taken =
        tx.partners().has_display_name(task.catalog, text.display_name, task.account);
    findings.logo = judge_logo(text.logo_url);
    domain::review(text, findings, moment.settings.review, errors);
  }
  return errors;
}

void replace_profile(WriteTx& tx, const Moment& moment, const domain::ProfileTask& task) {
  domain::Partner partner = tx.partners().of(task.account, task.catalog).value();
  PartnerProfileId fresh("pprofile-" + domain::base32(moment.identifiers.next(moment.now)));
  partner.profile = domain::updated(partner.profile, task.details, fresh);
  tx.partners().update(partner);
}

}  // namespace

void end_profile_task(WriteTx& tx, const Moment& moment, domain::ProfileTask task,
                      const JudgeLogo& judge_logo) {
  ErrorDetailList errors = errors_in(tx, moment, task, judge_logo);
  if (errors.empty()) {
    domain::end(task, domain::ProfileTaskAct::succeed, moment.now);
    replace_profile(tx, moment, task);
  } else {
    domain::end(task, domain::ProfileTaskAct::fail, moment.now);
    task.errors = std::move(errors);
  }
  tx.profile_tasks().end(task);
}

std::size_t end_due_profile_tasks(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  if (moment.settings.fetch_logos) return 0;  // LogoReview ends them
  auto due = tx.profile_tasks().due(moment.now, at_most);
  for (domain::ProfileTask& task : due)
    end_profile_task(tx, moment, std::move(task), domain::judge_logo_url);
  return due.size();
}

}  // namespace amity::account
