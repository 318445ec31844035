#include "client/account/client.h"

#include "client/account/api.h"
#include "client/account/repeat.h"

namespace amity::account {

const client::Api& api() {
  static const client::Api kApi{
      .target_prefix = target_prefix,
      .signing_name = signing_name,
      .host_prefix = "partnercentral-account",
      .default_url = {},
      .names = {.endpoint_variable = "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT",
                .services_key = "partnercentral_account"},
      .repeat = repeat_of};
  return kApi;
}

Client::Client(client::Config config) : async(client::Caller(api(), std::move(config))) {}

}  // namespace amity::account
