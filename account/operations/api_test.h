#pragma once

#include "account/model/errors.h"
#include "account/service/account_service.h"
#include "account/store/sql/sqlite_store.h"
#include "protocol/awsjson/dispatch.h"
#include "protocol/shape/decode.h"
#include "sql/temporary_directory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The whole service in this process, but for sockets: a story sends requests as an account does and
// reads what comes back. The clock stands still until it is turned.
namespace amity::account {

class TestClock final : public Clock {
 public:
  Timestamp now() const override { return {milliseconds_.load()}; }
  void advance(Duration by) { milliseconds_ += by.milliseconds; }

 private:
  // Read by the writer and the scheduler, too.
  std::atomic<std::int64_t> milliseconds_{1'767'225'600'000};  // 2026-01-01T00:00:00Z
};

class CountingIdentifiers final : public IdentifierSource {
 public:
  std::int64_t next(Timestamp now) override { return domain::make_key(now, ++count_); }

 private:
  std::atomic<std::uint32_t> count_{0};
};

// Secrets that a story knows beforehand: always this number.
class KnownSecrets final : public SecretSource {
 public:
  std::uint64_t below(std::uint64_t bound) override { return number % bound; }
  std::uint64_t number = 123'456;
};

// What came back: the response, or the error.
template <class Response>
struct Outcome {
  int status = 0;
  std::string body;
  std::string type;    // "ConflictException"
  std::string reason;  // of the error, or empty
  std::optional<Response> response;

  const Response& operator*() const { return response.value(); }
  const Response* operator->() const { return &response.value(); }
  explicit operator bool() const { return response.has_value(); }
};

// What a ValidationException says: the place and the code of every member that is wrong, and the
// code of every business rule that is broken.
using FieldErrors = std::vector<std::pair<std::string, FieldValidationCode>>;
FieldErrors field_errors(std::string_view body);
std::vector<BusinessValidationCode> business_errors(std::string_view body);

#define EXPECT_REFUSED(outcome, expected_type, expected_reason) \
  do {                                                          \
    const auto refused = (outcome);                             \
    EXPECT_EQ(refused.type, expected_type) << refused.body;     \
    EXPECT_EQ(refused.reason, expected_reason) << refused.body; \
  } while (false)

#define ASSERT_ANSWERED(outcome)                                      \
  do {                                                                \
    const auto& answered = (outcome);                                 \
    ASSERT_TRUE(answered) << answered.status << ' ' << answered.body; \
  } while (false)

class Api;

// An account, as the one who calls.
class Party {
 public:
  Party(Api& api, std::string account, std::string profile)
      : api_(&api), account_(std::move(account)), profile_(std::move(profile)) {}

  const std::string& account() const { return account_; }
  const std::string& profile() const { return profile_; }
  domain::AccountId id() const { return domain::parse_account(account_).value(); }
  PartnerId partner_id() const { return PartnerId("partner-" + domain::base32(id().number)); }
  std::string partner_arn(domain::CatalogId catalog = domain::CatalogId::AWS) const {
    return domain::partner_arn({}, id(), catalog, partner_id()).str();
  }

  // Sends the request to the operation.
  template <class Response, class Request>
  Outcome<Response> call(std::string_view operation, const Request& request) const;

  // Words that arrange a story; what they do is expected to work.
  ConnectionInvitationDetails invites(
      const Party& other, ConnectionType type = ConnectionType::OPPORTUNITY_COLLABORATION) const;
  Connection accepts(const ConnectionInvitationId& invitation) const;
  void cancels(const ConnectionId& connection, ConnectionType type) const;

  // A request to invite the other, and to answer an invitation, ready to be changed and sent.
  CreateConnectionInvitationRequest invitation_to(
      const Party& other, ConnectionType type = ConnectionType::OPPORTUNITY_COLLABORATION) const;
  template <class Request>
  Request answer_to(const ConnectionInvitationId& invitation) const;

 private:
  Api* api_;
  std::string account_;
  std::string profile_;
};

class Api {
 public:
  explicit Api(Settings with = {});
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  // A partner with a public profile in both catalogs, or an account that is no partner.
  Party partner(std::string_view account);
  Party stranger(std::string_view account);
  // A partner of the catalog AWS that has no profile yet.
  Party newcomer(std::string_view account);

  // From now on who calls for that account is a user with these policies, in JSON; without this it
  // is the account's root, whom no policy binds.
  void let_only(std::string_view account, const std::vector<std::string>& policies);

  // Ends the service and starts it again on the same data.
  void restart();

  // Sends raw bytes as that account; the status and the body that came back.
  std::pair<int, std::string> send(std::string_view account, std::string_view target,
                                   std::string_view body);
  // Runs work in a write transaction.
  void write(const std::function<void(WriteTx&)>& work);

  std::string fresh_token() { return "token-" + std::to_string(++tokens_); }
  Store& store() { return *store_; }
  std::filesystem::path directory() const { return place_.inside("store"); }
  const Environment& environment() const { return *environment_; }

  Settings settings;
  TestClock clock;
  CountingIdentifiers identifiers;
  KnownSecrets secrets;

 private:
  class Users;

  void start();
  void add_partner(WriteTx& tx, domain::AccountId account, domain::CatalogId catalog);

  sql::TemporaryDirectory place_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<PageTokens> page_tokens_;
  std::unique_ptr<RequestRates> rates_;
  std::unique_ptr<Environment> environment_;
  std::unique_ptr<awsjson::Dispatcher> dispatcher_;
  Users* users_ = nullptr;  // the dispatcher's
  int tokens_ = 0;
};

template <class Request>
Request Party::answer_to(const ConnectionInvitationId& invitation) const {
  Request request;
  request.catalog = Catalog("AWS");
  request.identifier = invitation;
  if constexpr (requires { request.client_token; })
    request.client_token = ClientToken(api_->fresh_token());
  return request;
}

template <class Response, class Request>
Outcome<Response> Party::call(std::string_view operation, const Request& request) const {
  std::string sent;
  shape::encode(request, sent);
  Outcome<Response> outcome;
  std::tie(outcome.status, outcome.body) =
      api_->send(account_, "PartnerCentralAccount." + std::string(operation), sent);
  if (outcome.status == 200) {
    outcome.response =
        outcome.body.empty() ? Response() : shape::decode_trusted<Response>(outcome.body);
    return outcome;
  }
  simdjson::dom::parser parser;
  auto json = parser.parse(outcome.body).value();
  std::string_view type = json["__type"].get_string().value();
  outcome.type = type.substr(type.find('#') + 1);
  std::string_view reason;
  if (json["Reason"].get(reason) == simdjson::SUCCESS) outcome.reason = reason;
  return outcome;
}

}  // namespace amity::account
