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

// The pause after that many questions. Never none at all: the service is asked, not flooded.
milliseconds pause_after(int questions, const WaitOptions& options) {
  thread_local std::minstd_rand random(std::random_device{}());
  const milliseconds shortest(1);
  const milliseconds most = std::clamp(options.longest_pause, shortest, client::kLongestTime);
  milliseconds longest = std::clamp(options.first_pause, shortest, most);
  for (int i = 1; i < questions && longest < most; ++i) longest = std::min(2 * longest, most);
  return longest - milliseconds(std::uniform_int_distribution<milliseconds::rep>(
                       0, longest.count() / 2)(random));
}

// How a wait goes, whoever asks the questions.
template <class Request, class Status, std::size_t N>
class Wait {
 public:
  using Ends = End<Status>[N];

  Wait(const client::Caller& caller, const WaitOptions& options, const Ends& ends)
      : caller_(caller), options_(options), ends_(ends), begun_(caller.now()) {}

  // For the next question, which does not outlast the wait; nothing when the time is over.
  std::optional<CallOptions> next() const {
    CallOptions call{.stop = options_.stop};
    milliseconds usual = caller_.config().call_timeout;
    auto rest = left();
    if (rest && *rest <= milliseconds::zero()) return std::nullopt;
    if (rest && (usual <= milliseconds::zero() || *rest < usual)) call.call_timeout = *rest;
    return call;
  }

  // What an answer ends the wait with, if it does.
  std::optional<Awaited<Request>> take(client::Outcome<ResponseOf<Request>> outcome) {
    ++questions_;
    if (!outcome) {
      if (!outcome.error().retryable) return outcome.error();
      last_ = outcome.error();
      return std::nullopt;
    }
    last_.reset();
    for (const End<Status>& end : ends_)
      if (status_of(*outcome) == end.status) {
        client::CallRecord record = outcome.record();
        return Awaited<Request>({std::move(outcome).value(), end.succeeded}, std::move(record));
      }
    return std::nullopt;
  }

  // Before the next question; nothing when the time is over before.
  std::optional<milliseconds> pause() const {
    milliseconds pause = pause_after(questions_, options_);
    if (auto rest = left(); rest && *rest <= pause) return std::nullopt;
    return pause;
  }

  Error too_late() const {
    Error error{.kind = Error::Kind::timeout,
                .operation = std::string(operation_of<Request>().name),
                .code = "WaitTimeout",
                .message = "What was waited for has not ended in " +
                           std::to_string(options_.whole.count()) + " ms."};
    if (last_) error.message += " The last question: " + last_->sentence();
    return error;
  }

  // The error of a pause.
  static Error canceled(Error error) {
    error.operation = operation_of<Request>().name;
    return error;
  }

 private:
  // What is left; nothing where there is no end.
  std::optional<milliseconds> left() const {
    if (options_.whole == milliseconds::zero()) return std::nullopt;
    return options_.whole - std::chrono::duration_cast<milliseconds>(caller_.now() - begun_);
  }

  const client::Caller& caller_;
  const WaitOptions& options_;
  const Ends& ends_;
  client::Transport::Time begun_;
  int questions_ = 0;
  std::optional<Error> last_;
};

template <class Request, class Status, std::size_t N>
Task<Awaited<Request>> ended(Client client, Request request, WaitOptions options,
                             const End<Status> (&ends)[N]) {
  Wait<Request, Status, N> wait(client.caller(), options, ends);
  for (;;) {
    auto call = wait.next();
    if (!call) co_return wait.too_late();
    auto outcome = co_await client.async.start(request, *call);
    if (auto end = wait.take(std::move(outcome))) co_return *std::move(end);
    auto pause = wait.pause();
    if (!pause) co_return wait.too_late();
    auto waited = co_await client::pause(client.caller(), *pause, options.stop);
    if (!waited) co_return wait.canceled(waited.error());
  }
}

// The same, waiting: not for the executor, of which the only thread may be this one.
template <class Request, class Status, std::size_t N>
Awaited<Request> wait_until_ended(const Client& client, const Request& request,
                                  const WaitOptions& options, const End<Status> (&ends)[N]) {
  client.caller().require_may_wait();
  Wait<Request, Status, N> wait(client.caller(), options, ends);
  for (;;) {
    auto call = wait.next();
    if (!call) return wait.too_late();
    if (auto end = wait.take(client.call(request, *call))) return *std::move(end);
    auto pause = wait.pause();
    if (!pause) return wait.too_late();
    auto waited = client::pause(client.caller(), *pause, options.stop).get();
    if (!waited) return wait.canceled(waited.error());
  }
}

}  // namespace

Task<Awaited<GetProfileUpdateTaskRequest>> profile_update_task_ended(
    Client client, GetProfileUpdateTaskRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kProfileUpdateTask);
}
Awaited<GetProfileUpdateTaskRequest> wait_until_profile_update_task_ended(
    const Client& client, const GetProfileUpdateTaskRequest& request, const WaitOptions& options) {
  return wait_until_ended(client, request, options, kProfileUpdateTask);
}

Task<Awaited<GetVerificationRequest>> verification_ended(Client client,
                                                         GetVerificationRequest request,
                                                         WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kVerification);
}
Awaited<GetVerificationRequest> wait_until_verification_ended(const Client& client,
                                                              const GetVerificationRequest& request,
                                                              const WaitOptions& options) {
  return wait_until_ended(client, request, options, kVerification);
}

Task<Awaited<GetQualificationsAssociationTaskRequest>> qualifications_association_task_ended(
    Client client, GetQualificationsAssociationTaskRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options),
               kQualificationsAssociationTask);
}
Awaited<GetQualificationsAssociationTaskRequest> wait_until_qualifications_association_task_ended(
    const Client& client, const GetQualificationsAssociationTaskRequest& request,
    const WaitOptions& options) {
  return wait_until_ended(client, request, options, kQualificationsAssociationTask);
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
  return wait_until_ended(client, request, options, kQualificationsDisassociationTask);
}

Task<Awaited<GetConnectionInvitationRequest>> connection_invitation_decided(
    Client client, GetConnectionInvitationRequest request, WaitOptions options) {
  return ended(std::move(client), std::move(request), std::move(options), kConnectionInvitation);
}
Awaited<GetConnectionInvitationRequest> wait_until_connection_invitation_decided(
    const Client& client, const GetConnectionInvitationRequest& request,
    const WaitOptions& options) {
  return wait_until_ended(client, request, options, kConnectionInvitation);
}

}  // namespace amity::account
