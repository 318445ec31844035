#include "server/sealing_keys.h"

#include "account/store/blocking_write.h"
#include "admin/model/errors.h"
#include "identity/credentials.h"
#include "protocol/descriptor/descriptor.h"
#include "protocol/descriptor/write_all.h"
#include "protocol/sigv4/hash.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace amity::server {
namespace {

// So many secrets are sealed anew in one transaction.
constexpr std::size_t kAtOnce = 200;

std::string reason() { return std::strerror(errno); }

std::string text_of(const std::vector<seal::SealingKey>& keys) {
  std::string text =
      "# Amity's sealing keys. The first seals, all open. Without them the secrets in the data are "
      "lost.\n";
  for (const auto& key : keys) text += key.hex() + '\n';
  return text;
}

// Puts a new file in the place of the old one, or makes it. All of it is on the disk afterwards, or
// the old one is as it was.
void write_file(const std::string& path, const std::vector<seal::SealingKey>& keys) {
  std::string fresh = path + ".new";
  std::string text = text_of(keys);
  ::unlink(fresh.c_str());  // one that was left behind may be anybody's to read
  {
    Descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.is_open() || write_all(*file, text) != text.size() || ::fsync(*file) != 0)
      throw ConfigError(fresh + " cannot be written: " + reason());
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0)
    throw ConfigError(path + " cannot be replaced: " + reason());
  auto folder = std::filesystem::absolute(path).parent_path();
  Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open() || ::fsync(*directory) != 0)
    throw ConfigError(folder.string() + " cannot be written: " + reason());
}

std::vector<seal::SealingKey> parse(const std::string& text, const std::string& where) {
  try {
    return seal::parse_keys(text);
  } catch (const seal::SealError& error) {
    throw ConfigError(where + ": " + error.what());
  }
}

std::vector<seal::SealingKey> read_file(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0)
    throw ConfigError("the sealing keys in " + path + " cannot be read: " + reason());
  if ((about.st_mode & S_IROTH) != 0)
    throw ConfigError("everybody may read the sealing keys in " + path + ": chmod 600 " + path);
  std::ostringstream text;
  if (std::ifstream file(path, std::ios::binary); !file || !(text << file.rdbuf()))
    throw ConfigError("the sealing keys in " + path + " cannot be read, or there are none");
  return parse(text.str(), path);
}

// One transaction's worth of secrets after the one with the id `last`, which moves on. How many
// were sealed anew.
std::int64_t reseal(account::WriteTx& tx, const seal::Sealer& sealer, std::string& last) {
  std::int64_t count = 0;
  auto rows = tx.identities().sealed_rows(last, kAtOnce);
  for (account::SealedRow& row : rows) {
    if (sealer.is_current(row.sealed)) continue;
    auto opened = identity::open(sealer, row.access_key_id, row.sealed);
    if (!opened)
      throw admin::error(
          admin::ErrorCode::ConflictException,
          "None of the sealing keys opens the secret of access key " + row.access_key_id + ".");
    row.sealed = identity::seal(sealer, *opened);
    tx.identities().reseal(row);
    ++count;
  }
  last = rows.size() < kAtOnce ? std::string() : rows.back().access_key_id;
  return count;
}

}  // namespace

std::vector<seal::SealingKey> read_sealing_keys(const SealingConfig& config) {
  if (!config.keys.empty()) return parse(config.keys, "AMITY_SEALING_KEY");
  if (config.file.empty())
    throw ConfigError(
        "serve needs a sealing key: set \"sealing-key-file\", or AMITY_SEALING_KEY in the "
        "environment (docs/guide/serve.md)");
  return read_file(config.file);
}

std::vector<seal::SealingKey> read_or_make_sealing_keys(const SealingConfig& config) {
  if (config.keys.empty() && !config.file.empty() && !std::filesystem::exists(config.file))
    write_file(config.file, {seal::SealingKey::make()});
  return read_sealing_keys(config);
}

void require_right_keys(account::Store& store, const seal::Sealer& sealer,
                        const std::string& directory) {
  account::write_and_wait(store, [&](account::WriteTx& tx) {
    std::string last;
    for (auto rows = tx.identities().sealed_rows(last, kAtOnce); !rows.empty();
         rows = tx.identities().sealed_rows(last, kAtOnce)) {
      for (const auto& row : rows)
        if (!identity::open(sealer, row.access_key_id, row.sealed))
          throw ConfigError("the sealing key is not the one that the secrets in " + directory +
                            " were sealed with");
      last = rows.back().access_key_id;
    }
  });
}

admin::RotateSealingKeyResponse rotate_sealing_key(const SealingConfig& config,
                                                   const identity::Environment& identities) {
  if (config.keys.empty()) {
    auto keys = identities.seals.in_use()->keys();
    keys.insert(keys.begin(), seal::SealingKey::make());
    try {
      write_file(config.file, keys);
    } catch (const ConfigError& error) {
      throw admin::error(admin::ErrorCode::ConflictException, error.what());
    }
    identities.seals.replace(seal::Sealer(std::move(keys)));
  }
  auto sealer = identities.seals.in_use();
  admin::RotateSealingKeyResponse response;
  sigv4::append_hex(sealer->keys().front().id(), response.sealing_key_id.str());
  std::string last;
  do {
    std::string next;
    std::int64_t count = 0;
    account::write_and_wait(identities.store, [&](account::WriteTx& tx) {
      next = last;
      count = reseal(tx, *sealer, next);
    });
    last = next;
    response.resealed.value += count;
  } while (!last.empty());
  return response;
}

}  // namespace amity::server
