#pragma once

#include "account/operations/call.h"
#include "account/operations/request_rules.h"
#include "account/service/frame.h"
#include "account/service/request_rate.h"
#include "account/store/store.h"

#include <optional>
#include <string>
#include <string_view>

// What stands around the bodies of the Partner Central Account API.
namespace amity::account {

// What all calls of all threads share.
struct Environment {
  Store& store;
  const Settings& settings;
  const Clock& clock;
  IdentifierSource& identifiers;
  const PageTokens& page_tokens;
  SecretSource& secrets;
  RequestRates* rates = nullptr;  // none: accounts may be as fast as they like
};

// The memory of client tokens around a write (behaviour.md §10): a request that was answered under
// its token before gets that answer again, and changes nothing.
class TokenMemory {
 public:
  // `request` has no token when its token is absent; nothing is remembered then.
  TokenMemory(const shape::Operation& operation, domain::CatalogId catalog, const void* request);

  // Fills `answer` and returns true when the token was used for the same request. Throws
  // ConflictException CONFLICT_CLIENT_TOKEN when it was used for another.
  bool replay(WriteTx& tx, const Call& call, std::string& answer) const;
  void remember(WriteTx& tx, const Call& call, const std::string& answer) const;

 private:
  std::string scope_;
  std::string_view token_;
  std::string digest_;
};

// A call of this API: who asks, in which catalog, under which client token.
class CallFrame : public Frame {
 public:
  using Call = account::Call;
  using Environment = account::Environment;

  CallFrame(const shape::Operation& operation, const Environment& environment,
            const awsjson::Reply& reply)
      : Frame(operation, reply), environment_(environment) {}

  void set_party(domain::AccountId caller, domain::CatalogId catalog) {
    caller_ = caller;
    catalog_ = catalog;
  }

 protected:
  // The call as of now.
  Call call() const {
    return {caller_,
            catalog_,
            environment_.clock.now(),
            environment_.settings,
            environment_.identifiers,
            environment_.page_tokens,
            environment_.secrets};
  }
  Store& store() const { return environment_.store; }

  // Around a write: reads the token, answers from memory, remembers the answer.
  void prepare(const void* request) { token_.emplace(operation_, catalog_, request); }
  bool replay(WriteTx& tx, const Call& now) { return token_->replay(tx, now, reply_.body()); }
  void remember(WriteTx& tx, const Call& now) { token_->remember(tx, now, reply_.body()); }

 private:
  const Environment& environment_;
  domain::AccountId caller_;
  domain::CatalogId catalog_{};
  std::optional<TokenMemory> token_;
};

}  // namespace amity::account
