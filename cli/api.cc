#include "cli/api.h"

#include "admin/model/operations.h"

namespace amity::cli {

const Api& admin_api() {
  static const Api api{
      .command = "admin",
      .doc = "Operate a running Amity: a command for each operation of its admin API",
      .target_prefix = admin::target_prefix,
      .signing_name = admin::signing_name,
      .endpoint_url = "http://127.0.0.1:9481",
      .endpoint_variable = "AMITY_ADMIN_ENDPOINT",
      .operations = admin::operations(),
  };
  return api;
}

}  // namespace amity::cli
