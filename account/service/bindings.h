#pragma once

#include "account/service/call_frame.h"

#include <memory>
#include <string_view>

namespace amity::account {

// Makes the frame that runs the operation.
std::unique_ptr<CallFrame> make_frame(const shape::Operation& operation,
                                      const Environment& environment, const awsjson::Reply& reply);

}  // namespace amity::account
