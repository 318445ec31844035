#include "admin/model/operations.h"

#include "admin/model/clock.h"
#include "admin/model/errors.h"
#include "admin/model/mail.h"
#include "admin/model/quota.h"
#include "admin/model/verification.h"

#include <algorithm>
#include <array>

namespace amity::admin {
namespace {

using shape::Access;
using shape::Operation;

constexpr std::uint32_t usual = bit_of(ErrorCode::AccessDeniedException) |
                                bit_of(ErrorCode::InternalServerException) |
                                bit_of(ErrorCode::ValidationException);
constexpr std::uint32_t missing = bit_of(ErrorCode::ResourceNotFoundException);
constexpr std::uint32_t clash = bit_of(ErrorCode::ConflictException);

template <class Request, class Response>
constexpr Operation row(std::string_view name, std::string_view doc, Access access,
                        std::uint32_t errors) {
  return {.name = name,
          .doc = doc,
          .access = access,
          .request = &shape::type_of<Request>,
          .response = &shape::type_of<Response>,
          .errors = errors};
}

constexpr std::array<Operation, operation_count> kOperations = {
    row<AdvanceClockRequest, AdvanceClockResponse>(
        "AdvanceClock",
        "Turns the service's clock ahead and does what has become due, before it answers. Only in "
        "dev.",
        Access::write, usual),
    row<DecideVerificationRequest, DecideVerificationResponse>(
        "DecideVerification", "Ends a verification that is running, or asks for its form.",
        Access::write, usual | missing | clash),
    row<GetAccountQuotasRequest, GetAccountQuotasResponse>(
        "GetAccountQuotas", "Tells how much of every quota an account has.", Access::read, usual),
    row<GetClockRequest, GetClockResponse>("GetClock", "Tells what time it is for the service.",
                                           Access::read, usual),
    row<ListMailsRequest, ListMailsResponse>(
        "ListMails", "Lists the mails that the service wrote, the newest first.", Access::read,
        usual),
    row<ListWaitingVerificationsRequest, ListWaitingVerificationsResponse>(
        "ListWaitingVerifications", "Lists the verifications that wait for a verdict.",
        Access::read, usual),
    row<PutAccountQuotaRequest, PutAccountQuotaResponse>(
        "PutAccountQuota", "Sets a quota for one account, or takes back what was set.",
        Access::write, usual),
    row<RunDueWorkRequest, RunDueWorkResponse>(
        "RunDueWork", "Does the background work that is due, before it answers.", Access::write,
        usual),
};

static_assert(std::is_sorted(kOperations.begin(), kOperations.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

}  // namespace

std::span<const Operation> operations() { return kOperations; }

OperationId id_of(const Operation& row) {
  return static_cast<OperationId>(&row - kOperations.data());
}

const Operation* find_operation(std::string_view name) {
  const auto* found = std::find_if(kOperations.begin(), kOperations.end(),
                                   [&](const Operation& row) { return row.name == name; });
  return found != kOperations.end() ? found : nullptr;
}

}  // namespace amity::admin
