#pragma once

#include "account/service/frame.h"
#include "admin/operations/call.h"
#include "admin/service/worker.h"
#include "protocol/shape/unavailable.h"

// What stands around the bodies of the admin API: frames like those of every API over our store,
// and one of its own for what is done to the machine.
namespace amity::admin {

// What all calls share.
struct Environment {
  account::Store& store;
  const account::Settings& settings;
  Machine& machine;
  Worker& worker;
  account::SecretSource& secrets;
  const identity::Environment& identities;
  std::string operator_account;  // twelve digits; empty in dev: whoever is let in is the operator
};

// The context of the frames. There are no client tokens.
class AdminFrame : public account::Frame {
 public:
  using Call = admin::Call;
  using Environment = admin::Environment;

  AdminFrame(const shape::Operation& operation, const Environment& environment,
             const awsjson::Reply& reply)
      : Frame(operation, reply), environment_(environment) {}

 protected:
  Call call() const {
    return {environment_.machine.now(), environment_.settings, environment_.secrets,
            environment_.identities};
  }
  account::Store& store() const { return environment_.store; }
  void prepare(const void* /*request*/) {}
  bool replay(account::WriteTx& /*tx*/, const Call& /*call*/) { return false; }
  void remember(account::WriteTx& /*tx*/, const Call& /*call*/) {}
  // Whatever was written may have been about identities: key rings look again, before the answer.
  void answer(std::exception_ptr failure) noexcept {
    if (operation_.access == shape::Access::write) environment_.identities.changes.add();
    Frame::answer(std::move(failure));
  }

  const Environment& environment_;
};

// Something done to the machine: on the worker's thread, in its turn.
template <class Request, class Response>
class MachineFrame final : public AdminFrame {
 public:
  using Body = Response (*)(Machine&, const Request&);
  MachineFrame(Body body, const shape::Operation& operation, const Environment& environment,
               const awsjson::Reply& reply)
      : AdminFrame(operation, environment, reply), body_(body) {}

  void* request() override { return &request_; }
  void begin(account::Reader& /*reader*/) override {
    if (!environment_.worker.add([this] { run(); }))
      end(std::make_exception_ptr(shape::Unavailable("too much waits for the machine")));
  }

 private:
  void run() noexcept {
    try {
      reply_.body().clear();
      shape::encode(body_(environment_.machine, request_), reply_.body());
      end(nullptr);
    } catch (...) {
      end(std::current_exception());
    }
  }
  void end(std::exception_ptr failure) noexcept {
    answer(std::move(failure));
    delete this;
  }

  Body body_;
  Request request_;
};

}  // namespace amity::admin

namespace amity::account {

template <class Request, class Response, Response (*Body)(admin::Machine&, const Request&)>
struct FrameOf<admin::AdminFrame, Body> {
  using type = admin::MachineFrame<Request, Response>;
};

}  // namespace amity::account
