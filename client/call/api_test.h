#pragma once

#include "client/call/caller.h"
#include "protocol/shape/operation.h"
#include "protocol/shape/shape.h"

#include <optional>

// An API for tests: what can be read, made and sent.
namespace amity::client {

struct Name : shape::Text<Name> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

struct Thing {
  Name name;
  static constexpr auto members() {
    return shape::fields(shape::field<&Thing::name>("Name", "What it is called."));
  }
};

struct MakeThingRequest {
  Name name;
  std::optional<Name> client_token{};
  static constexpr auto members() {
    using Self = MakeThingRequest;
    return shape::fields(
        shape::field<&Self::name>("Name", "What to call it."),
        shape::field<&Self::client_token>("ClientToken", "Makes a repeat harmless.").token());
  }
};

struct ConflictException {
  Name message;
  Name reason;
  static constexpr auto members() {
    using Self = ConflictException;
    return shape::fields(shape::field<&Self::message>("Message", "In words."),
                         shape::field<&Self::reason>("Reason", "As a code."));
  }
};

inline const shape::Operation kGetThing{.name = "GetThing",
                                        .doc = "",
                                        .access = shape::Access::read,
                                        .request = &shape::type_of<Thing>,
                                        .response = &shape::type_of<Thing>,
                                        .errors = 0};
inline const shape::Operation kMakeThing{.name = "MakeThing",
                                         .doc = "",
                                         .access = shape::Access::write,
                                         .request = &shape::type_of<MakeThingRequest>,
                                         .response = &shape::type_of<Thing>,
                                         .errors = 0};
inline const shape::Operation kSendThing{.name = "SendThing",
                                         .doc = "",
                                         .access = shape::Access::write,
                                         .request = &shape::type_of<Thing>,
                                         .response = &shape::type_of<Thing>,
                                         .errors = 0};

inline const Api kApi{.target_prefix = "Things",
                      .signing_name = "things",
                      .host_prefix = "",
                      .default_url = "https://things.example/",
                      .names = {"AWS_ENDPOINT_URL_THINGS", "things"},
                      .repeat = [](const shape::Operation& operation) {
                        if (&operation == &kMakeThing) return Repeat::with_token;
                        return &operation == &kSendThing ? Repeat::never : Repeat::always;
                      }};

}  // namespace amity::client
