#include "cli/api.h"

#include "account/model/operations.h"
#include "admin/model/operations.h"
#include "client/account/api.h"

namespace amity::cli {
namespace {

// Few of its writes may be made twice without a trace, and nobody makes many of them.
client::Repeat repeat_of_admin(const shape::Operation& operation) {
  return operation.access == shape::Access::read ? client::Repeat::always : client::Repeat::never;
}

}  // namespace

std::string program_of(const Api& api) {
  return api.command.empty() ? "amity" : "amity " + std::string(api.command);
}

const Api& account_api() {
  static constexpr std::string_view neighbours[] = {"admin", "completion", "dev", "serve"};
  static const Api api{
      .command = "",
      .doc = "AWS Partner Central Account: a command for each operation",
      .service = &account::api(),
      .endpoint_url = "http://127.0.0.1:9480",
      .endpoint_variable = "AMITY_ENDPOINT",
      .needs_signature = true,
      .operations = account::operations,
      .neighbours = neighbours,
  };
  return api;
}

const Api& admin_api() {
  static const client::Api service{
      .target_prefix = admin::target_prefix,
      .signing_name = admin::signing_name,
      .host_prefix = "",
      .default_url = "",
      .names = {},
      .repeat = repeat_of_admin,
  };
  static const Api api{
      .command = "admin",
      .doc = "Operate a running Amity: a command for each operation of its admin API",
      .service = &service,
      .endpoint_url = "http://127.0.0.1:9481",
      .endpoint_variable = "AMITY_ADMIN_ENDPOINT",
      .needs_signature = false,
      .operations = admin::operations(),
  };
  return api;
}

}  // namespace amity::cli
