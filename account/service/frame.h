#pragma once

#include "account/operations/kept_refusal.h"
#include "account/store/store.h"
#include "protocol/awsjson/dispatch.h"
#include "protocol/shape/encode.h"
#include "protocol/shape/operation.h"
#include "protocol/validation/decode.h"

#include <exception>
#include <memory>
#include <utility>
#include <vector>

// What stands around an operation's body, once for all operations of every API over our store: the
// transaction and the answer. What differs from API to API is its context, a class derived from
// Frame with
//
//   using Call = …;          what a body is told beside its transaction and its request
//   using Environment = …;   what all calls share; handed to the constructor
//   Call call() const;       the call as of now
//   Store& store() const;
//   void prepare(const void* request);                     before a write is queued
//   bool replay(WriteTx& tx, const Call& call);            whether it was answered before
//   void remember(WriteTx& tx, const Call& call);          after the body
namespace amity::account {

// A call on its way. Made for one request, deletes itself after the answer.
class Frame {
 public:
  Frame(const shape::Operation& operation, const awsjson::Reply& reply)
      : operation_(operation), reply_(reply) {}
  virtual ~Frame() = default;
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  // The request, a structure of the operation's request type, to be decoded into.
  virtual void* request() = 0;
  // Adds what is wrong among the members of the request, beside what their own limits have found:
  // nothing, where a request has no such rules.
  virtual void check(std::vector<shape::Violation>& /*violations*/) const {}
  // Runs the operation, here or on another thread. The frame is its own from now on.
  virtual void begin(Reader& reader) = 0;

 protected:
  void answer(std::exception_ptr failure) noexcept {
    if (!failure) return reply_.succeed();
    reply_.fail(std::move(failure));
  }
  // Keeps the record of the success in its own transaction, where records are kept in the store.
  void put_on_record(WriteTx& tx);

  const shape::Operation& operation_;
  awsjson::Reply reply_;
};

// Checks the rules among the members of a request, where there is a check_rules for it.
template <class Request>
void check_any_rules(const Request& request, std::vector<shape::Violation>& violations) {
  if constexpr (requires { check_rules(request, violations); }) check_rules(request, violations);
}

// A read: runs at once, on the reader of this thread.
template <class Context, class Request, class Response>
class ReadFrame final : public Context, Work<ReadTx> {
 public:
  using Body = Response (*)(ReadTx&, const typename Context::Call&, const Request&);
  ReadFrame(Body body, const shape::Operation& operation,
            const typename Context::Environment& environment, const awsjson::Reply& reply)
      : Context(operation, environment, reply), body_(body) {}

  void* request() override { return &request_; }
  void check(std::vector<shape::Violation>& violations) const override {
    check_any_rules(request_, violations);
  }
  void begin(Reader& reader) override { reader.read(*this); }

 private:
  void run(ReadTx& tx) override {
    this->reply_.body().clear();
    shape::encode(body_(tx, this->call(), request_), this->reply_.body());
  }
  void done(std::exception_ptr failure) noexcept override {
    this->answer(std::move(failure));
    delete this;
  }

  Body body_;
  Request request_;
};

// A write: waits its turn, and is answered when it is on disk.
template <class Context, class Request, class Response>
class WriteFrame final : public Context, Work<WriteTx> {
 public:
  using Body = Response (*)(WriteTx&, const typename Context::Call&, const Request&);
  WriteFrame(Body body, const shape::Operation& operation,
             const typename Context::Environment& environment, const awsjson::Reply& reply)
      : Context(operation, environment, reply), body_(body) {}

  void* request() override { return &request_; }
  void check(std::vector<shape::Violation>& violations) const override {
    check_any_rules(request_, violations);
  }
  void begin(Reader& /*reader*/) override {
    this->prepare(&request_);
    if (!this->store().write(*this))
      done(std::make_exception_ptr(StoreUnavailable("too many writes wait")));
  }

 private:
  void run(WriteTx& tx) override {
    auto now = this->call();
    refusal_ = nullptr;
    this->reply_.body().clear();
    if (this->replay(tx, now)) return this->put_on_record(tx);
    try {
      shape::encode(body_(tx, now, request_), this->reply_.body());
    } catch (const KeptRefusal& kept) {
      refusal_ = std::make_exception_ptr(kept.error);
      return;
    }
    this->remember(tx, now);
    this->put_on_record(tx);
  }
  void done(std::exception_ptr failure) noexcept override {
    this->answer(failure ? std::move(failure) : std::move(refusal_));
    delete this;
  }

  Body body_;
  Request request_;
  std::exception_ptr refusal_;  // one that is answered although something was written
};

// Reads and writes are told apart by the transaction that the body asks for.
template <class Context, auto Body>
struct FrameOf;
template <class Context, class Call, class Request, class Response,
          Response (*Body)(ReadTx&, const Call&, const Request&)>
struct FrameOf<Context, Body> {
  using type = ReadFrame<Context, Request, Response>;
};
template <class Context, class Call, class Request, class Response,
          Response (*Body)(WriteTx&, const Call&, const Request&)>
struct FrameOf<Context, Body> {
  using type = WriteFrame<Context, Request, Response>;
};

// Makes the frame that runs a body.
template <class Context>
using MakeFrame = std::unique_ptr<Context> (*)(const shape::Operation&,
                                               const typename Context::Environment&,
                                               const awsjson::Reply&);
template <class Context, auto Body>
std::unique_ptr<Context> frame_of(const shape::Operation& operation,
                                  const typename Context::Environment& environment,
                                  const awsjson::Reply& reply) {
  return std::make_unique<typename FrameOf<Context, Body>::type>(Body, operation, environment,
                                                                 reply);
}

}  // namespace amity::account
