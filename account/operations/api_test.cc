#include "account/operations/api_test.h"

#include "account/operations/reached_test.h"
#include "account/store/blocking_write.h"
#include "protocol/iam/principal.h"

#include <array>
#include <map>
#include <memory>

namespace amity::account {
namespace {

// A request that arrives by hand, and its answer.
class TestExchange final : public http::Exchange {
 public:
  void answer() override { answered_.set_value(); }
  void wait() { answered_.get_future().wait(); }

 private:
  std::promise<void> answered_;
};

}  // namespace

FieldErrors field_errors(std::string_view body) {
  FieldErrors found;
  auto refused = shape::decode_trusted<ValidationException>(body);
  for (const ValidationError& error : *refused.error_details)
    if (const auto& field = error.field_validation_error)
      found.emplace_back(field->name.str(), field->code.value());
  return found;
}

std::vector<BusinessValidationCode> business_errors(std::string_view body) {
  std::vector<BusinessValidationCode> found;
  auto refused = shape::decode_trusted<ValidationException>(body);
  for (const ValidationError& error : *refused.error_details)
    if (const auto& rule = error.business_validation_error) found.push_back(rule->code.value());
  return found;
}

// Who calls, by the account that stands in the credential.
class Api::Users final : public awsjson::Authenticator {
 public:
  const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) override {
    key_ = anybody_.authenticate(request, now);
    auto user = users_.find(key_.account);
    key_.principal = user != users_.end() ? user->second : nullptr;
    return key_;
  }

  void let_only(std::string_view account, const std::vector<std::string>& policies) {
    auto user = std::make_shared<iam::Principal>();
    user->type = iam::PrincipalType::user;
    user->account = account;
    user->arn = "arn:aws:iam::" + user->account + ":user/ada";
    user->id = "AIDAADA";
    user->user_name = "ada";
    for (const std::string& policy : policies)
      user->identity_policies.push_back(
          {"policy", std::make_shared<const iam::Policy>(
                         iam::Policy::parse(policy, iam::PolicyKind::identity))});
    users_.insert_or_assign(std::string(account), std::move(user));
  }

 private:
  awsjson::TrustingAuthenticator anybody_;
  sigv4::AccessKey key_;
  std::map<std::string, std::shared_ptr<const iam::Principal>, std::less<>> users_;
};

Api::Api(Settings with) : settings(std::move(with)) { start(); }

Api::~Api() = default;

void Api::start() {
  SqliteStoreOptions options;
  options.directory = place_.inside("store");
  store_ = open_sqlite_store(options);
  page_tokens_ = std::make_unique<PageTokens>(store_->secret());
  rates_ = std::make_unique<RequestRates>(settings);
  environment_ = std::make_unique<Environment>(
      Environment{*store_, settings, clock, identifiers, *page_tokens_, secrets, rates_.get()});
  auto users = std::make_unique<Users>();
  users_ = users.get();
  dispatcher_ = std::make_unique<awsjson::Dispatcher>(
      make_account_service(*environment_), std::move(users), clock, awsjson::ErrorStatus::modeled);
}

void Api::let_only(std::string_view account, const std::vector<std::string>& policies) {
  users_->let_only(account, policies);
}

void Api::restart() {
  dispatcher_.reset();
  store_.reset();
  start();
}

void Api::write(const std::function<void(WriteTx&)>& work) { write_and_wait(*store_, work); }

void Api::add_partner(WriteTx& tx, domain::AccountId account, domain::CatalogId catalog) {
  std::string digits = domain::text(account).str();
  domain::Partner partner;
  partner.account = account;
  partner.catalog = catalog;
  partner.id = PartnerId("partner-" + domain::base32(account.number));
  partner.legal_name = SensitiveUnicodeString("Company " + digits);
  partner.created_at = clock.now();
  partner.profile.profile_id = PartnerProfileId("pprofile-" + domain::base32(account.number));
  partner.profile.display_name = UnicodeString("Partner " + digits);
  tx.partners().insert(partner, {});
}

Party Api::partner(std::string_view account) {
  Party party = stranger(account);
  write([&](WriteTx& tx) {
    add_partner(tx, party.id(), domain::CatalogId::AWS);
    add_partner(tx, party.id(), domain::CatalogId::Sandbox);
  });
  return party;
}

Party Api::newcomer(std::string_view account) {
  Party party = stranger(account);
  write([&](WriteTx& tx) {
    domain::Partner partner;
    partner.account = party.id();
    partner.id = party.partner_id();
    partner.legal_name = SensitiveUnicodeString("Company " + party.account());
    partner.created_at = clock.now();
    tx.partners().insert(partner, {});
  });
  return party;
}

Party Api::stranger(std::string_view account) {
  domain::AccountId id = domain::parse_account(account).value();
  write([&](WriteTx& tx) { tx.accounts().put({id, "Account " + std::string(account), {}}); });
  return Party(*this, std::string(account), "pprofile-" + domain::base32(id.number));
}

std::pair<int, std::string> Api::send(std::string_view account, std::string_view target,
                                      std::string_view body) {
  std::string authorization = "AWS4-HMAC-SHA256 Credential=" + std::string(account) +
                              "/20260101/us-east-1/partnercentral-account/aws4_request";
  std::array<http::Field, 4> fields{{{"Host", "localhost"},
                                     {"Content-Type", "application/x-amz-json-1.0"},
                                     {"X-Amz-Target", target},
                                     {"Authorization", authorization}}};
  TestExchange exchange;
  exchange.request = {"POST", "/", fields, body, "127.0.0.1"};
  dispatcher_->handle(exchange);
  exchange.wait();
  note_answer(exchange.response.body);
  return {exchange.response.status, exchange.response.body};
}

CreateConnectionInvitationRequest Party::invitation_to(const Party& other,
                                                       ConnectionType type) const {
  CreateConnectionInvitationRequest request;
  request.catalog = Catalog("AWS");
  request.client_token = ClientToken(api_->fresh_token());
  request.connection_type = type;
  request.email = Email("lead@" + account_ + ".example");
  request.message = InvitationMessage("Shall we?");
  request.name = SensitiveUnicodeString("Lead of " + account_);
  request.receiver_identifier =
      ParticipantIdentifier(type == ConnectionType::SUBSIDIARY ? other.account() : other.profile());
  return request;
}

ConnectionInvitationDetails Party::invites(const Party& other, ConnectionType type) const {
  auto outcome = call<CreateConnectionInvitationResponse>("CreateConnectionInvitation",
                                                          invitation_to(other, type));
  EXPECT_TRUE(outcome) << outcome.body;
  return outcome.response.value_or(ConnectionInvitationDetails{});
}

Connection Party::accepts(const ConnectionInvitationId& invitation) const {
  auto outcome = call<AcceptConnectionInvitationResponse>(
      "AcceptConnectionInvitation", answer_to<AcceptConnectionInvitationRequest>(invitation));
  EXPECT_TRUE(outcome) << outcome.body;
  return outcome ? outcome->connection : Connection{};
}

void Party::cancels(const ConnectionId& connection, ConnectionType type) const {
  CancelConnectionRequest request;
  request.catalog = Catalog("AWS");
  request.identifier = connection;
  request.connection_type = type;
  request.client_token = ClientToken(api_->fresh_token());
  auto outcome = call<CancelConnectionResponse>("CancelConnection", request);
  EXPECT_TRUE(outcome) << outcome.body;
}

}  // namespace amity::account
