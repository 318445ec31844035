#pragma once

#include "client/account/client.h"
#include "client/call/task.h"

#include <chrono>
#include <stop_token>

// Waiting for what takes its time: a review, a verification, somebody's decision. Each waiter asks
// again and again, with growing pauses, until the matter has ended. What ends it, and what of that
// is success, stands in one table each, in waiters.cc.
//
//   auto ended = wait_until_profile_update_task_ended(client, {Catalog("AWS"), partner});
//   if (!ended) std::cerr << ended.error().sentence();
//   else if (!ended->succeeded) show(ended->response.error_detail_list);
//
// Of each there is one that waits, not on the loop's thread (std::logic_error) but on any other,
// the executor's too, and a task.
namespace amity::account {

struct WaitOptions {
  // Between two questions; grows from the first to the longest by doubling, less a random part of
  // up to a half. At least a millisecond.
  std::chrono::milliseconds first_pause{2'000};
  std::chrono::milliseconds longest_pause{30'000};
  // After this the wait ends with Error::Kind::timeout. Zero: without end.
  std::chrono::milliseconds whole{std::chrono::minutes(15)};
  // Ends it at once, with Error::Kind::canceled.
  std::stop_token stop{};
};

// What was waited for, as the service tells it last.
template <class Response>
struct Ended {
  Response response;
  bool succeeded = false;
};

// An error ends a wait, but not one that a later question may not meet (Error::retryable).
template <class Request>
using Awaited = Outcome<Ended<ResponseOf<Request>>>;

// The latest update of a profile: SUCCEEDED, or else FAILED or CANCELED.
Awaited<GetProfileUpdateTaskRequest> wait_until_profile_update_task_ended(
    const Client& client, const GetProfileUpdateTaskRequest& request,
    const WaitOptions& options = {});
client::Task<Awaited<GetProfileUpdateTaskRequest>> profile_update_task_ended(
    Client client, GetProfileUpdateTaskRequest request, WaitOptions options = {});

// A verification: SUCCEEDED, or else FAILED or REJECTED. Goes on waiting while a person has to act
// (PENDING_CUSTOMER_ACTION): show the CompletionUrl before.
Awaited<GetVerificationRequest> wait_until_verification_ended(const Client& client,
                                                              const GetVerificationRequest& request,
                                                              const WaitOptions& options = {});
client::Task<Awaited<GetVerificationRequest>> verification_ended(Client client,
                                                                 GetVerificationRequest request,
                                                                 WaitOptions options = {});

// The latest association of qualifications: SUCCEEDED.
Awaited<GetQualificationsAssociationTaskRequest> wait_until_qualifications_association_task_ended(
    const Client& client, const GetQualificationsAssociationTaskRequest& request,
    const WaitOptions& options = {});
client::Task<Awaited<GetQualificationsAssociationTaskRequest>>
qualifications_association_task_ended(Client client,
                                      GetQualificationsAssociationTaskRequest request,
                                      WaitOptions options = {});

// The latest disassociation of qualifications: SUCCEEDED.
Awaited<GetQualificationsDisassociationTaskRequest>
wait_until_qualifications_disassociation_task_ended(
    const Client& client, const GetQualificationsDisassociationTaskRequest& request,
    const WaitOptions& options = {});
client::Task<Awaited<GetQualificationsDisassociationTaskRequest>>
qualifications_disassociation_task_ended(Client client,
                                         GetQualificationsDisassociationTaskRequest request,
                                         WaitOptions options = {});

// An invitation: ACCEPTED, or else REJECTED, CANCELED or EXPIRED.
Awaited<GetConnectionInvitationRequest> wait_until_connection_invitation_decided(
    const Client& client, const GetConnectionInvitationRequest& request,
    const WaitOptions& options = {});
client::Task<Awaited<GetConnectionInvitationRequest>> connection_invitation_decided(
    Client client, GetConnectionInvitationRequest request, WaitOptions options = {});

}  // namespace amity::account
