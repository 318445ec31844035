#pragma once

#include "protocol/shape/operation.h"

#include <span>
#include <string_view>

namespace amity::cli {

// An API that commands are made for: what is known of it is its operations' member tables.
struct Api {
  std::string_view command;        // "admin": the word after the program's name
  std::string_view doc;            // one line
  std::string_view target_prefix;  // of X-Amz-Target
  std::string_view signing_name;   // the service in a signature's scope
  std::string_view endpoint_url;   // when nothing else is said
  std::string_view endpoint_variable;
  std::span<const shape::Operation> operations;
};

// The API of whoever runs Amity.
const Api& admin_api();

}  // namespace amity::cli
