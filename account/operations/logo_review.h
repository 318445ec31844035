#pragma once

#include "account/operations/chores.h"
#include "account/operations/profile_review.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace amity::account {

// Reviews of profiles where logos are fetched: an errand instead of the chore. While one server is
// on its way the task is put off, so that no other takes it; whoever dies on the way leaves it due
// again a little later. A task that was canceled meanwhile stays canceled.
class LogoReview final : public Errand {
 public:
  // `judge` fetches a logo, for some seconds at most, and does not throw.
  explicit LogoReview(JudgeLogo judge) : judge_(std::move(judge)) {}

  std::string_view name() const override { return "review profiles and their logos"; }
  bool claim(WriteTx& tx, const Moment& moment) override;
  void go() noexcept override;
  void report(WriteTx& tx, const Moment& moment) override;

 private:
  JudgeLogo judge_;
  std::optional<domain::ProfileTask> task_;
  // What was found of each address.
  std::map<std::string, std::optional<ProfileValidationErrorReason>, std::less<>> found_;
};

}  // namespace amity::account
