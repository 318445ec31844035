#pragma once

#include "protocol/shape/operation.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// What the admin API offers: one row an operation. docs/guide/admin.md tells the same to people.
namespace amity::admin {

inline constexpr std::string_view target_prefix = "AmityAdmin";
inline constexpr std::string_view signing_name = "amity-admin";

// In the order of the names.
enum class OperationId : std::uint8_t {
  AdvanceClock,
  DecideVerification,
  GetAccountQuotas,
  GetClock,
  ListMails,
  ListWaitingVerifications,
  PutAccountQuota,
  RunDueWork,
};
inline constexpr std::size_t operation_count = 8;

std::span<const shape::Operation> operations();
OperationId id_of(const shape::Operation& row);

// The operation of that name, null when there is none.
const shape::Operation* find_operation(std::string_view name);

}  // namespace amity::admin
