#pragma once

#include "account/operations/chores.h"

#include <cstdint>
#include <optional>
#include <string_view>

// What a completion page does: the other half of a verification, on which a person acts who has the
// secret address but no key of the account.
namespace amity::account {

enum class PageState : std::uint8_t {
  unknown,  // no verification has that page, or a new attempt took its place
  expired,  // it was not used in time
  used,     // it was, or the verification has ended without it
  open,
};

struct CompletionPage {
  PageState state = PageState::unknown;
  std::optional<domain::Verification> verification;  // as of now; none when unknown
};

// `key` is the last part of the page's address. A wrong one takes as long as one that is nearly
// right.
CompletionPage completion_page(ReadTx& tx, std::string_view key, Timestamp now);

// Uses the page: the check then finds `finding` (SUCCEEDED, FAILED or REJECTED). With a state other
// than `open` nothing was done. Otherwise the verification is as it became.
CompletionPage complete(WriteTx& tx, const Moment& moment, std::string_view key,
                        VerificationStatus finding,
                        const std::optional<domain::BusinessSupplement>& supplement);

// Writes down what the clock has made of verifications (a chore).
std::size_t settle_due_verifications(WriteTx& tx, const Moment& moment, std::size_t at_most);

}  // namespace amity::account
