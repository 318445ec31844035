#include "account/service/call_frame.h"

#include "account/model/errors.h"
#include "account/model/scalars.h"
#include "protocol/shape/encode.h"

#include <openssl/evp.h>

#include <array>

namespace amity::account {
namespace {

const shape::Field* token_field(const shape::Type& request) {
  for (const shape::Field& field : request.fields)
    if (field.idempotency_token) return &field;
  return nullptr;
}

std::string sha256(std::string_view text) {
  static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, algorithm, nullptr);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

TokenMemory::TokenMemory(const shape::Operation& operation, domain::CatalogId catalog,
                         const void* request) {
  const shape::Type& type = operation.request();
  const shape::Field* field = token_field(type);
  const void* token = field != nullptr ? field->get(request) : nullptr;
  if (token == nullptr) return;
  token_ = field->type().text_get(token);
  scope_ = std::string(operation.name) + '/' + std::string(shape::name_of(catalog));
  std::string meaning;
  shape::encode_without(type, request, field->name, meaning);
  digest_ = sha256(meaning);
}

bool TokenMemory::replay(WriteTx& tx, const Call& call, std::string& answer) const {
  if (token_.empty()) return false;
  auto known =
      tx.tokens().find(call.caller, scope_, token_, call.now - call.settings.token_lifetime);
  if (!known) return false;
  if (known->digest != digest_) throw conflict(ConflictExceptionReason::CONFLICT_CLIENT_TOKEN);
  answer = std::move(known->answer);
  return true;
}

void TokenMemory::remember(WriteTx& tx, const Call& call, const std::string& answer) const {
  if (token_.empty()) return;
  tx.tokens().remember(call.caller, scope_, token_, call.now, {digest_, answer});
}

}  // namespace amity::account
