#pragma once

#include "account/store/store.h"
#include "admin/model/sealing_key.h"
#include "identity/environment.h"
#include "protocol/seal/sealer.h"
#include "server/config.h"

#include <string>
#include <vector>

// The keys that secrets in the store are sealed with: from a file or from the environment.
namespace amity::server {

// Reads them. Throws ConfigError, which says what is missing or who else may read the file.
std::vector<seal::SealingKey> read_sealing_keys(const SealingConfig& config);

// Reads them or, where there is a name for a file but no file, makes one with a fresh key.
std::vector<seal::SealingKey> read_or_make_sealing_keys(const SealingConfig& config);

// Throws ConfigError when there are secrets in the store that none of the keys has sealed.
void require_right_keys(account::Store& store, const seal::Sealer& sealer,
                        const std::string& directory);

// A fresh key goes before those of the file, the file is on the disk before it seals anything, then
// all secrets are sealed by it. With keys from the environment, all are sealed by the first of
// them. Old keys stay, for backups. Throws ConflictException when the file cannot be written or a
// secret does not open; what was sealed anew by then stays so.
admin::RotateSealingKeyResponse rotate_sealing_key(const SealingConfig& config,
                                                   const identity::Environment& identities);

}  // namespace amity::server
