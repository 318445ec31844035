#pragma once

#include "account/model/errors.h"
#include "account/model/scalars.h"
#include "account/operations/call.h"
#include "protocol/shape/encode.h"

#include <optional>
#include <string>

namespace amity::account {

// What a page token of a list is bound to: the request but for the page itself, as JSON.
template <class Request>
std::string filters_of(Request request) {
  request.next_token.reset();
  request.max_results.reset();
  std::string json;
  shape::encode(request, json);
  return json;
}

// One page of a list: where it begins, how long it may be, and the token of the one after it.
class Page {
 public:
  // `filters` is the request without NextToken and MaxResults. A token that is not good for it is
  // ValidationException INVALID_VALUE on NextToken.
  Page(const Call& call, std::string_view operation, std::string filters,
       const std::optional<NextToken>& token, std::optional<MaxResults> size)
      : call_(call),
        operation_(operation),
        filters_(std::move(filters)),
        size_(static_cast<std::size_t>(size ? size->value : MaxResults::when_absent)) {
    if (!token) return;
    start_ = call.page_tokens.read(scope(), *token, call.now, call.settings.page_token_lifetime);
    if (!start_)
      throw invalid_field("NextToken", FieldValidationCode::INVALID_VALUE,
                          "The token is invalid, has expired, or belongs to another request.");
  }

  std::size_t size() const { return size_; }
  // Where the previous page ended; empty on the first.
  const std::optional<PagePosition>& start() const { return start_; }
  // The token for the page after `last`.
  NextToken after(const PagePosition& last) const {
    return call_.page_tokens.make(scope(), last, call_.now);
  }

 private:
  PageScope scope() const { return {operation_, call_.caller, filters_}; }

  const Call& call_;
  std::string_view operation_;
  std::string filters_;
  std::size_t size_;
  std::optional<PagePosition> start_;
};

}  // namespace amity::account
