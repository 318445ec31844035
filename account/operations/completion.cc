#include "account/operations/completion.h"

#include <openssl/crypto.h>

namespace amity::account {
namespace {

bool equal_secrets(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

CompletionPage completion_page(ReadTx& tx, std::string_view key, Timestamp now) {
  auto named = domain::attempt_key(key);
  auto found = named ? tx.verifications().with_attempt(named->number) : std::nullopt;
  if (!found || !equal_secrets(found->secret, named->secret)) return {};
  CompletionPage page;
  page.verification = domain::as_of(std::move(*found), now);
  const domain::Verification& verification = *page.verification;
  if (verification.status == VerificationStatus::PENDING_CUSTOMER_ACTION) {
    page.state = PageState::open;
  } else if (domain::has_expired(verification)) {
    page.state = PageState::expired;
  } else {
    page.state = PageState::used;
  }
  return page;
}

CompletionPage complete(WriteTx& tx, const Moment& moment, std::string_view key,
                        VerificationStatus finding,
                        const std::optional<domain::BusinessSupplement>& supplement) {
  CompletionPage page = completion_page(tx, key, moment.now);
  if (page.state != PageState::open) return page;
  domain::submit(*page.verification, finding, supplement, moment.now, moment.settings.verification);
  tx.verifications().update(*page.verification);
  page.verification = domain::as_of(std::move(*page.verification), moment.now);
  return page;
}

std::size_t settle_due_verifications(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  auto due = tx.verifications().due(moment.now, at_most);
  for (domain::Verification& verification : due)
    tx.verifications().update(domain::as_of(std::move(verification), moment.now));
  return due.size();
}

}  // namespace amity::account
