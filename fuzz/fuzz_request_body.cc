// A request body, for every operation. What is accepted reads back as it is written.
#include "account/model/operations.h"
#include "protocol/shape/encode.h"
#include "protocol/validation/decode.h"

#include <simdjson.h>

#include <cstdlib>

namespace {

using namespace amity;  // NOLINT(google-build-using-namespace)

template <class Request>
void round_trip(simdjson::dom::element json) {
  Request request;
  try {
    if (!shape::decode(shape::type_of<Request>(), json, &request).empty()) return;
  } catch (const shape::SerializationError&) {
    return;
  }
  std::string once;
  shape::encode(request, once);
  std::string twice;
  shape::encode(shape::decode_trusted<Request>(once), twice);
  if (once != twice) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (parser.parse(reinterpret_cast<const char*>(data), size).get(json) != simdjson::SUCCESS)
    return 0;
  round_trip<account::CreateConnectionInvitationRequest>(json);
  round_trip<account::ListConnectionInvitationsRequest>(json);
  round_trip<account::StartProfileUpdateTaskRequest>(json);
  round_trip<account::StartVerificationRequest>(json);
  round_trip<account::CreatePartnerRequest>(json);
  round_trip<account::UpdateConnectionPreferencesRequest>(json);
  return 0;
}
