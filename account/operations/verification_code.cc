#include "account/operations/verification_code.h"

#include "account/domain/verification_code.h"
#include "account/model/errors.h"
#include "account/operations/kept_refusal.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace amity::account {
namespace {

// Six digits are soon found from any digest by whoever has the database. It keeps the code from the
// eyes of those who only look at it.
std::string digest_of(const domain::VerificationCode& row, const EmailVerificationCode& code) {
  std::string text = std::to_string(row.id) + '\n' + row.address + '\n' + code.str();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool matches(const domain::VerificationCode& row, const EmailVerificationCode& code) {
  std::string digest = digest_of(row, code);
  return digest.size() == row.digest.size() &&
         CRYPTO_memcmp(digest.data(), row.digest.data(), digest.size()) == 0;
}

shape::ApiError wrong_code() {
  return invalid_field("EmailVerificationCode", FieldValidationCode::INVALID_VALUE,
                       "This is not the code that was sent to the address, or it can no longer be "
                       "used.");
}

}  // namespace

EmailVerificationCode make_code(WriteTx& tx, const Call& call, const Email& email) {
  EmailVerificationCode code = domain::code_text(call.secrets.below(domain::kCodes));
  domain::VerificationCode row;
  row.id = call.identifiers.next(call.now);
  row.account = call.caller;
  row.catalog = call.catalog;
  row.address = domain::address_key(email);
  row.digest = digest_of(row, code);
  tx.verification_codes().add(row);
  return code;
}

void require_code(WriteTx& tx, const Call& call, const Email& email,
                  const EmailVerificationCode& code) {
  if (call.catalog == domain::CatalogId::Sandbox) return;
  auto row = tx.verification_codes().latest(call.caller, call.catalog, domain::address_key(email));
  if (!row || !domain::is_usable(*row, call.now, call.settings.code_lifetime,
                                 call.settings.code_wrong_tries))
    throw wrong_code();
  if (!matches(*row, code)) {
    tx.verification_codes().count_wrong_try(*row);
    throw KeptRefusal(wrong_code());
  }
  tx.verification_codes().spend(*row);
}

std::size_t remove_old_codes(WriteTx& tx, const Moment& moment, std::size_t at_most) {
  Duration needed = std::max(moment.settings.code_lifetime, domain::kQuotaDay);
  return tx.verification_codes().remove_made_before(moment.now - needed, at_most);
}

}  // namespace amity::account
