#pragma once

#include "account/operations/call.h"
#include "account/operations/kept_refusal.h"
#include "account/store/store.h"
#include "protocol/awsjson/dispatch.h"
#include "protocol/shape/operation.h"

#include <optional>
#include <string>
#include <string_view>

// What stands around an operation's body, once for all of them: the transaction, the client token,
// the answer.
namespace amity::account {

// What all calls of all threads share.
struct Environment {
  Store& store;
  const Settings& settings;
  const Clock& clock;
  IdentifierSource& identifiers;
  const PageTokens& page_tokens;
  SecretSource& secrets;
};

// A call on its way through the store. Made for one request, deletes itself after the answer.
class CallFrame {
 public:
  CallFrame(const shape::Operation& operation, const Environment& environment,
            const awsjson::Reply& reply)
      : operation_(operation), environment_(environment), reply_(reply) {}
  virtual ~CallFrame() = default;
  CallFrame(const CallFrame&) = delete;
  CallFrame& operator=(const CallFrame&) = delete;

  // The request, a structure of the operation's request type, to be decoded into.
  virtual void* request() = 0;
  // Runs the operation for that caller, here or on the store's thread. The frame is its own from
  // now on.
  virtual void begin(Reader& reader) = 0;

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
  void answer(std::exception_ptr failure) noexcept;

  const shape::Operation& operation_;
  const Environment& environment_;
  awsjson::Reply reply_;
  domain::AccountId caller_;
  domain::CatalogId catalog_{};
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

// A read: runs at once, on the reader of this thread.
template <class Request, class Response>
class ReadFrame final : public CallFrame, Work<ReadTx> {
 public:
  using Body = Response (*)(ReadTx&, const Call&, const Request&);
  ReadFrame(Body body, const shape::Operation& operation, const Environment& environment,
            const awsjson::Reply& reply)
      : CallFrame(operation, environment, reply), body_(body) {}

  void* request() override { return &request_; }
  void begin(Reader& reader) override { reader.read(*this); }

 private:
  void run(ReadTx& tx) override {
    reply_.body().clear();
    shape::encode(body_(tx, call(), request_), reply_.body());
  }
  void done(std::exception_ptr failure) noexcept override {
    answer(std::move(failure));
    delete this;
  }

  Body body_;
  Request request_;
};

// A write: waits its turn, and is answered when it is on disk.
template <class Request, class Response>
class WriteFrame final : public CallFrame, Work<WriteTx> {
 public:
  using Body = Response (*)(WriteTx&, const Call&, const Request&);
  WriteFrame(Body body, const shape::Operation& operation, const Environment& environment,
             const awsjson::Reply& reply)
      : CallFrame(operation, environment, reply), body_(body) {}

  void* request() override { return &request_; }
  void begin(Reader& /*reader*/) override {
    token_.emplace(operation_, catalog_, &request_);
    if (!environment_.store.write(*this))
      done(std::make_exception_ptr(StoreUnavailable("too many writes wait")));
  }

 private:
  void run(WriteTx& tx) override {
    Call now = call();
    refusal_ = nullptr;
    reply_.body().clear();
    if (token_->replay(tx, now, reply_.body())) return;
    try {
      shape::encode(body_(tx, now, request_), reply_.body());
    } catch (const KeptRefusal& kept) {
      refusal_ = std::make_exception_ptr(kept.error);
      return;
    }
    token_->remember(tx, now, reply_.body());
  }
  void done(std::exception_ptr failure) noexcept override {
    answer(failure ? std::move(failure) : std::move(refusal_));
    delete this;
  }

  Body body_;
  Request request_;
  std::optional<TokenMemory> token_;
  std::exception_ptr refusal_;  // one that is answered although something was written
};

}  // namespace amity::account
