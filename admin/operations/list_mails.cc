#include "admin/model/errors.h"
#include "admin/operations/bodies.h"

namespace amity::admin {
namespace {

namespace domain = account::domain;

MailSummary summary(const domain::Mail& mail) {
  MailSummary shown;
  shown.recipient = MailText(mail.recipient);
  shown.subject = Sentence(mail.subject);
  shown.text = MailText(mail.text);
  shown.state = static_cast<MailState>(mail.state);
  shown.written_at = domain::time_of(mail.id);
  shown.attempts = Attempts(mail.attempts);
  shown.expires_at = mail.expires_at;
  if (!mail.last_error.empty()) shown.last_error = Sentence(mail.last_error);
  return shown;
}

static_assert(static_cast<int>(MailState::KEPT) == static_cast<int>(domain::MailState::kept));
static_assert(static_cast<int>(MailState::DEAD) == static_cast<int>(domain::MailState::dead));

// A page begins after a mail; its number is no secret to whoever may read it.
std::optional<std::int64_t> position_of(const ListMailsRequest& request) {
  if (!request.next_token) return std::nullopt;
  auto id = domain::from_base32(request.next_token->view());
  if (!id || request.recipient)
    throw error(ErrorCode::ValidationException, "NextToken is not one of this list.");
  return id;
}

}  // namespace

// Shows what was mailed, or would have been: how a test reads its code, and an operator sees what
// did not arrive.
ListMailsResponse list_mails(ReadTx& tx, const Call& /*call*/, const ListMailsRequest& request) {
  auto after = position_of(request);
  auto limit = static_cast<std::size_t>(request.max_results ? request.max_results->value
                                                            : account::MaxResults::when_absent);
  auto mails = request.recipient ? tx.mails().to(request.recipient->view(), limit)
                                 : tx.mails().list(after, limit + 1);
  ListMailsResponse response;
  if (mails.size() > limit) {
    mails.resize(limit);
    response.next_token = account::NextToken(domain::base32(mails.back().id));
  }
  for (const domain::Mail& mail : mails) response.mails.items.push_back(summary(mail));
  return response;
}

}  // namespace amity::admin
