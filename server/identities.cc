#include "server/identities.h"

#include "account/store/blocking_write.h"
#include "account/store/sql/sqlite_store.h"
#include "admin/operations/bodies.h"
#include "protocol/awsjson/clock.h"
#include "protocol/validation/decode.h"
#include "server/sealing_keys.h"
#include "server/secrets.h"

#include <simdjson.h>

#include <cstdio>
#include <filesystem>

namespace amity::server {
namespace {

namespace domain = account::domain;

SealingConfig with_default(Mode mode, SealingConfig sealing, const std::string& directory) {
  if (mode == Mode::dev && sealing.file.empty() && sealing.keys.empty())
    sealing.file = (std::filesystem::path(directory) / "sealing-key").string();
  return sealing;
}

seal::Sealer sealer_of(Mode mode, const SealingConfig& sealing) {
  return seal::Sealer(mode == Mode::dev ? read_or_make_sealing_keys(sealing)
                                        : read_sealing_keys(sealing));
}

// Nothing is served yet: a write does for looking.
std::string operator_account_in(account::Store& store) {
  std::string account;
  account::write_and_wait(store, [&](account::WriteTx& tx) {
    if (auto found = tx.accounts().of_operator()) account = domain::text(found->id).str();
  });
  return account;
}

admin::ImportIdentitiesRequest read_identities(const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (auto error = parser.load(path).get(json))
    throw ConfigError(path + ": " + simdjson::error_message(error));
  admin::ImportIdentitiesRequest request;
  auto violations = shape::decode(shape::type_of<admin::ImportIdentitiesRequest>(), json, &request,
                                  shape::UnknownMembers::refused);
  if (!violations.empty()) throw ConfigError(path + ": " + shape::sentence_of(violations));
  return request;
}

// The sentence of a refusal by an operation.
std::string sentence_in(const shape::ApiError& error) {
  std::string members = "{";
  error.append_members(members);
  members += '}';
  simdjson::dom::parser parser;
  std::string_view text = error.what();
  if (parser.parse(members)["Message"].get(text)) text = error.what();
  return std::string(text);
}

}  // namespace

Identities::Identities(Mode mode, const SealingConfig& sealing, const std::string& directory,
                       account::Store& store, const domain::Place& place)
    : sealing_(with_default(mode, sealing, directory)),
      seals_(sealer_of(mode, sealing_)),
      environment_{store, place, seals_, changes_, uses_},
      operator_account_(operator_account_in(store)) {
  require_right_keys(store, *seals_.in_use(), directory);
  if (mode == Mode::serve && operator_account_.empty())
    throw ConfigError(directory + " has no operator yet: run `amity serve --init` with the same " +
                      "settings first");
}

void initialise(const Config& config, const std::string& identities_file) {
  admin::ImportIdentitiesRequest import;
  if (!identities_file.empty()) import = read_identities(identities_file);
  seal::Sealer sealer(read_or_make_sealing_keys(config.sealing));
  account::SqliteStoreOptions options;
  options.directory = config.data;
  auto store = account::open_sqlite_store(options);
  require_right_keys(*store, sealer, config.data);

  identity::Seals seals(std::move(sealer));
  identity::Changes changes;
  identity::LastUses uses;
  identity::Environment environment{*store, config.settings.place, seals, changes, uses};
  Secrets secrets;
  admin::Call call{SystemClock().now(), config.settings, secrets, environment};
  admin::CreateAccountRequest request;
  request.name = admin::AccountName("Operator");
  request.root_access_key = true;
  admin::CreateAccountResponse made;
  try {
    account::write_and_wait(*store, [&](account::WriteTx& tx) {
      if (auto present = tx.accounts().of_operator())
        throw ConfigError(config.data + " has an operator already, account " +
                          domain::text(present->id).str());
      admin::import_identities(tx, call, import);
      made = admin::create_account(tx, call, request);
      auto account = tx.accounts().find(*domain::parse_account(made.account.id.view())).value();
      account.is_operator = true;
      tx.accounts().put(account);
    });
  } catch (const shape::ApiError& error) {
    throw ConfigError(identities_file + ": " + sentence_in(error));
  }
  std::fprintf(
      stderr,
      "The operator's account is %s. Its root access key, whose secret is shown this once:\n",
      made.account.id.str().c_str());
  std::printf("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n",
              made.access_key->access_key_id.str().c_str(),
              made.access_key->secret_access_key.str().c_str());
  std::fflush(stdout);
  if (config.sealing.keys.empty())
    std::fprintf(stderr, "The sealing key is in %s: keep a copy, apart from those of the data.\n",
                 config.sealing.file.c_str());
}

}  // namespace amity::server
