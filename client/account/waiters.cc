#include "client/account/waiters.h"

#include "client/call/typed.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <utility>

namespace amity::account {
namespace {

using client::Error;
using client::Task;
using std::chrono::milliseconds;

// A status that ends the wait. All others do not: those of work in progress, and those that this
// version does not know.
template <class Status>
struct End {
  Status status;
  bool succeeded;
};

constexpr End<ProfileTaskStatus> kProfileUpdateTask[] = {
    {ProfileTaskStatus::SUCCEEDED, true},
    {ProfileTaskStatus::FAILED, false},
    {ProfileTaskStatus::CANCELED, false},
};
constexpr End<VerificationStatus> kVerification[] = {
    {VerificationStatus::SUCCEEDED, true},
    {VerificationStatus::FAILED, false},
    {VerificationStatus::REJECTED, false},
};
constexpr End<QualificationsAssociationTaskStatus> kQualificationsAssociationTask[] = {
    {QualificationsAssociationTaskStatus::SUCCEEDED, true},
};
constexpr End<QualificationsDisassociationTaskStatus> kQualificationsDisassociationTask[] = {
    {QualificationsDisassociationTaskStatus::SUCCEEDED, true},
};
constexpr End<InvitationStatus> kConnectionInvitation[] = {
    {InvitationStatus::ACCEPTED, true},
    {InvitationStatus::REJECTED, false},
    {InvitationStatus::CANCELED, false},
    {InvitationStatus::EXPIRED, false},
};

auto status_of(const GetVerificationResponse& response) { return response.verification_status; }
template <class Response>
auto status_of(const Response& response) {
  return response.status;
}

// The pause after that many questions.
milliseconds pause_after(int questions, const WaitOptions& options) {
  thread_local std::minstd_rand random(std::random_device{}());
  milliseconds longest = options.first_pause;
  for (int i = 1; i < questions && longest < options.longest_pause; ++i) longest *= 2;
  longest = std::min(longest, options.longest_pause);
  return longest - milliseconds(std::uniform_int_distribution<milliseconds::rep>(
                       0, longest.count() / 2)(random));
}

class Deadline {
 public:
  Deadline(const client::Caller& caller, milliseconds whole)
      : caller_(caller), begun_(caller.now()), whole_(whole) {}

  // What is left; nothing where there is no end.
  std::optional<milliseconds> left() const {
    if (whole_ == milliseconds::zero()) return std::nullopt;
    return whole_ - std::chrono::duration_cast<milliseconds>(caller_.now() - begun_);
  }

  // A call that does not outlast the wait.
  CallOptions call(const std::stop_token& stop) const {
    CallOptions options{.stop = stop};
    milliseconds usual = caller_.config().call_timeout;
    if (auto rest = left(); rest && (usual == milliseconds::zero() || *rest < usual))
      options.call_timeout = *rest;
    return options;
  }

 private:
  const client::Caller& caller_;
  client::Transport::Time begun_;
  milliseconds whole_;
};

template <class Request>
Error too_late(milliseconds whole, const std::optional<Error>& last) {
  Error error{
      .kind = Error::Kind::timeout,
      .operation = std::string(operation_of<Request>().name),
      .code = "WaitTimeout",
      .message = "What was waited for has not ended in " + std::to_string(whole.count()) + " ms."};
  if (last) error.message += " The last question: " + last->sentence();
  return error;
}

template <class Request, class Status, std::size_t N>
Task<Awaited<Request>> ended(Client client, Request request, WaitOptions options,
                             const End<Status> (&ends)[N]) {
  const client::Caller& caller = client.caller();
  const Deadline deadline(caller, options.whole);
  std::optional<Error> last;
  for (int questions = 1;; ++questions) {
    auto outcome = co_await client.async.start(request, deadline.call(options.stop));
    if (!outcome) {
      if (!outcome.error().retryable) co_return outcome.error();
      last = outcome.error();
    } else {
      last.reset();
      for (const End<Status>& end : ends)
        if (status_of(*outcome) == end.status) {
          client::CallRecord record = outcome.record();
          co_return Awaited<Request>({std::move(outcome).value(), end.succeeded},
                                     std::move(record));
        }
    }

    milliseconds pause = pause_after(questions, options);
    if (auto left = deadline.left(); left && *left <= pause)
      co_return too_late<Request>(options.whole, last);
    auto waited = co_await client::pause(caller, pause, options.stop);
    if (!waited) {
      Error canceled = waited.error();
      canceled.operation = operation_of<Request>().name;
      co_return canceled;
    }
  }
}

// Waits for a task.
template <class T>
T outcome_of(const Client& client, Task<T> task) {
  client.caller().require_may_wait();
  return client::sync_wait(std::move(task));
}

}  // namespace

Task<Awaited<GetProfileUpdateTaskRequest>> profile_update_task_ended(
    Client client, GetProfileUpdateTaskRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kProfileUpdateTask);
}
Awaited<GetProfileUpdateTaskRequest> wait_until_profile_update_task_ended(
    const Client& client, const GetProfileUpdateTaskRequest& request, const WaitOptions& options) {
  return outcome_of(client, profile_update_task_ended(client, request, options));
}

Task<Awaited<GetVerificationRequest>> verification_ended(Client client,
                                                         GetVerificationRequest request,
                                                         WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kVerification);
}
Awaited<GetVerificationRequest> wait_until_verification_ended(const Client& client,
                                                              const GetVerificationRequest& request,
                                                              const WaitOptions& options) {
  return outcome_of(client, verification_ended(client, request, options));
}

Task<Awaited<GetQualificationsAssociationTaskRequest>> qualifications_association_task_ended(
    Client client, GetQualificationsAssociationTaskRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options),
               kQualificationsAssociationTask);
}
Awaited<GetQualificationsAssociationTaskRequest> wait_until_qualifications_association_task_ended(
    const Client& client, const GetQualificationsAssociationTaskRequest& request,
    const WaitOptions& options) {
  return outcome_of(client, qualifications_association_task_ended(client, request, options));
}

Task<Awaited<GetQualificationsDisassociationTaskRequest>> qualifications_disassociation_task_ended(
    Client client, GetQualificationsDisassociationTaskRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options),
               kQualificationsDisassociationTask);
}
Awaited<GetQualificationsDisassociationTaskRequest>
wait_until_qualifications_disassociation_task_ended(
    const Client& client, const GetQualificationsDisassociationTaskRequest& request,
    const WaitOptions& options) {
  return outcome_of(client, qualifications_disassociation_task_ended(client, request, options));
}

Task<Awaited<GetConnectionInvitationRequest>> connection_invitation_decided(
    Client client, GetConnectionInvitationRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kConnectionInvitation);
}
Awaited<GetConnectionInvitationRequest> wait_until_connection_invitation_decided(
    const Client& client, const GetConnectionInvitationRequest& request,
    const WaitOptions& options) {
  return outcome_of(client, connection_invitation_decided(client, request, options));
}

}  // namespace amity::account
