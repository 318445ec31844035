#include "cli/api.h"

#include "account/model/operations.h"
#include "admin/model/operations.h"

namespace amity::cli {

std::string program_of(const Api& api) {
  return api.command.empty() ? "amity" : "amity " + std::string(api.command);
}

const Api& account_api() {
  static constexpr std::string_view neighbours[] = {"admin", "completion", "dev", "serve"};
  static const Api api{
      .command = "",
      .doc = "AWS Partner Central Account: a command for each operation",
      .target_prefix = account::target_prefix,
      .signing_name = account::signing_name,
      .host_prefix = account::signing_name,
      .names = {.endpoint_variable = "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT",
                .services_key = "partnercentral_account"},
      .endpoint_url = "http://127.0.0.1:9480",
      .endpoint_variable = "AMITY_ENDPOINT",
      .needs_signature = true,
      .operations = account::operations,
      .neighbours = neighbours,
  };
  return api;
}

const Api& admin_api() {
  static const Api api{
      .command = "admin",
      .doc = "Operate a running Amity: a command for each operation of its admin API",
      .target_prefix = admin::target_prefix,
      .signing_name = admin::signing_name,
      .host_prefix = "",
      .names = {},
      .endpoint_url = "http://127.0.0.1:9481",
      .endpoint_variable = "AMITY_ADMIN_ENDPOINT",
      .needs_signature = false,
      .operations = admin::operations(),
  };
  return api;
}

}  // namespace amity::cli
