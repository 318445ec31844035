#pragma once

#include "client/call/caller.h"
#include "protocol/shape/operation.h"

#include <span>
#include <string>
#include <string_view>

namespace amity::cli {

// An API that commands are made for: what is known of it is its operations' member tables.
struct Api {
  std::string_view command;       // "admin": the word after the program's name; empty: none
  std::string_view doc;           // one line
  const client::Api* service;     // how it is called
  std::string_view endpoint_url;  // when nothing else is said
  std::string_view endpoint_variable;
  bool needs_signature;  // whether the service has no answer to requests without one
  std::span<const shape::Operation> operations;
  std::span<const std::string_view> neighbours{};  // what may stand where an operation does
};

// What is typed before an operation: "amity", "amity admin".
std::string program_of(const Api& api);

// The API of partners.
const Api& account_api();

// The API of whoever runs Amity.
const Api& admin_api();

}  // namespace amity::cli
