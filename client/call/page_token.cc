#include "client/call/page_token.h"

namespace amity::client {

Error repeated_token(const shape::Operation& operation, const CallRecord& page) {
  return {.kind = Error::Kind::response,
          .operation = std::string(operation.name),
          .code = "RepeatedToken",
          .message = "The pages of the list go round in a circle: a NextToken came twice.",
          .request_id = page.request_id,
          .status = page.status,
          .attempts = page.attempts};
}

}  // namespace amity::client
