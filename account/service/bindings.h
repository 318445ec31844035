#pragma once

#include "account/service/call_frame.h"

#include <memory>
#include <string_view>

namespace amity::account {

// Makes the frame that runs the operation, or null for one that is declared but not built.
std::unique_ptr<CallFrame> make_frame(const shape::Operation& operation,
                                      const Environment& environment, const awsjson::Reply& reply);

// Whether the operation does something here.
bool is_built(const shape::Operation& operation);

}  // namespace amity::account
