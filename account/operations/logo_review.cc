#include "account/operations/logo_review.h"

#include "account/domain/profile_review.h"

#include <chrono>

namespace amity::account {
namespace {

// All logos of a profile together; those not looked at by then are as good as unreachable. Stopping
// the program waits for it.
constexpr std::chrono::seconds kPatience{10};
// Well above it, with the last fetch.
constexpr Duration kClaim = minutes(1);

}  // namespace

bool LogoReview::claim(WriteTx& tx, const Moment& moment) {
  auto due = tx.profile_tasks().due(moment.now, 1);
  if (due.empty()) return false;
  tx.profile_tasks().put_off(due.front(), moment.now + kClaim);
  task_ = std::move(due.front());
  return true;
}

void LogoReview::go() noexcept {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  found_.clear();
  for (const domain::ProfileText& text : domain::texts_of(task_->details)) {
    if (found_.contains(text.logo_url)) continue;
    auto wrong = domain::judge_logo_url(text.logo_url);
    if (!wrong)
      wrong = std::chrono::steady_clock::now() < end
                  ? judge_(text.logo_url)
                  : ProfileValidationErrorReason::INVALID_LOGO_URL;
    found_.emplace(text.logo_url, wrong);
  }
}

void LogoReview::report(WriteTx& tx, const Moment& moment) {
  auto task = tx.profile_tasks().find(task_->account, task_->catalog, task_->id);
  if (!task || !task->is_running()) return;
  end_profile_task(tx, moment, std::move(*task),
                   [this](std::string_view url) { return found_.find(url)->second; });
}

}  // namespace amity::account
