#pragma once

#include "client/call/call.h"
#include "client/call/caller.h"
#include "client/call/json_body.h"
#include "protocol/shape/operation.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>

// Calls with structures instead of JSON.
namespace amity::client {

// A request as JSON; a client token that is empty is left out, to be filled in. `request` points at
// a structure of the operation's request type.
std::string request_body(const shape::Operation& operation, const void* request);

// The error of an answer that is no such structure, or one that there is no memory for.
Error unreadable(const shape::Operation& operation, CallRecord record);

template <class Response>
Outcome<Response> read_answer(const shape::Operation& operation, Caller::Answer answer) {
  if (!answer) return answer.error();
  CallRecord record = answer.record();
  record.body = std::move(answer).value();
  try {
    Response response;
    if (decode_body(record.body, shape::type_of<Response>(), &response))
      return {std::move(response), std::move(record)};
  } catch (...) {  // no memory for it: whoever waits must be told of that too
  }
  return unreadable(operation, std::move(record));
}

// Calls and waits, as Caller::call.
template <class Response, class Request>
Outcome<Response> call(const Caller& caller, const shape::Operation& operation,
                       const Request& request, const CallOptions& options) {
  return read_answer<Response>(operation,
                               caller.call(operation, request_body(operation, &request), options));
}

// Starts a call.
template <class Response, class Request>
Call<Response> start(const Caller& caller, const shape::Operation& operation,
                     const Request& request, CallOptions options) {
  using State = typename Call<Response>::State;
  auto state =
      std::make_shared<State>(caller.config().executor, caller.waiting_check(), options.stop);
  options.stop = state->stop_token();
  caller.start(operation, request_body(operation, &request), options,
               [&operation, state](Caller::Answer answer) {
                 state->finish(read_answer<Response>(operation, std::move(answer)));
               });
  return Call<Response>(std::move(state));
}

// Ends once the time has passed; else with Error::Kind::canceled.
Call<std::monostate> pause(const Caller& caller, std::chrono::milliseconds time,
                           const std::stop_token& stop = {});

}  // namespace amity::client
