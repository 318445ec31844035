// StartVerification and GetVerification, with the page between them, as stories at the API.
#include "account/operations/api_test.h"
#include "account/operations/completion.h"
#include "account/service/scheduler.h"
#include "account/store/blocking_write.h"

namespace amity::account {
namespace {

using enum VerificationStatus;
using testing::StartsWith;

constexpr auto kBusiness = VerificationType::BUSINESS_VERIFICATION;
constexpr auto kRegistrant = VerificationType::REGISTRANT_VERIFICATION;
const Settings kDefaults;
const Duration kCheck = kDefaults.verification.business_duration;

domain::BusinessSupplement supplement() {
  return {SensitiveUnicodeString("DE 123"), SensitiveUnicodeString("HRB 7"),
          domain::PostalAddress("Hafen 1, Hamburg")};
}

class VerificationStory : public testing::Test {
 protected:
  explicit VerificationStory(Settings settings = {}) : api(std::move(settings)) {
    api.settings.verification.completion_url_base = "https://verify.example";
  }

  static StartVerificationRequest business(std::string_view registration = "HRB 7") {
    StartVerificationRequest request;
    auto& details = request.verification_details.emplace().business_verification_details.emplace();
    details.legal_name = LegalName("Anvil Cloud GmbH");
    details.registration_id = RegistrationId(registration);
    details.country_code = CountryCode("DE");
    return request;
  }
  static StartVerificationRequest registrant() {
    StartVerificationRequest request;
    request.verification_details.emplace().registrant_verification_details.emplace();
    return request;
  }
  static auto start(const Party& who, const StartVerificationRequest& request) {
    return who.call<StartVerificationResponse>("StartVerification", request);
  }
  static auto get(const Party& who, VerificationType type) {
    GetVerificationRequest request;
    request.verification_type = type;
    return who.call<GetVerificationResponse>("GetVerification", request);
  }
  static VerificationStatus status(const Party& who, VerificationType type) {
    auto outcome = get(who, type);
    EXPECT_TRUE(outcome) << outcome.body;
    return outcome ? outcome->verification_status.value() : VerificationStatus{};
  }

  // What the page's buttons do. The state that the page was in.
  PageState uses(const CompletionUrl& url, VerificationStatus finding = SUCCEEDED,
                 std::optional<domain::BusinessSupplement> filled_in = {}) {
    std::string_view key = url.view().substr(url.view().rfind('/') + 1);
    PageState state{};
    api.write([&](WriteTx& tx) {
      Moment moment{api.clock.now(), api.settings, api.identifiers};
      state = completion_page(tx, key, moment.now).state;
      complete(tx, moment, key, finding, filled_in);
    });
    return state;
  }
  CompletionUrl page_of_registrant(const Party& who) {
    auto outcome = start(who, registrant());
    EXPECT_TRUE(outcome) << outcome.body;
    return outcome->verification_response_details.registrant_verification_response.value()
        .completion_url;
  }

  Api api;
  Party owner = api.stranger("111111111111");
  Party other = api.stranger("222222222222");
};

TEST_F(VerificationStory, ABusinessIsFound) {
  auto begun = start(owner, business());

  ASSERT_ANSWERED(begun);
  EXPECT_EQ(begun->verification_type, kBusiness);
  EXPECT_EQ(begun->verification_status, IN_PROGRESS);
  EXPECT_EQ(begun->started_at, api.clock.now());
  EXPECT_FALSE(begun->completed_at);
  EXPECT_FALSE(begun->verification_status_reason);
  const auto& shown = begun->verification_response_details.business_verification_response.value();
  EXPECT_EQ(shown.business_verification_details.legal_name.view(), "Anvil Cloud GmbH");
  EXPECT_FALSE(shown.completion_url);

  api.clock.advance(kCheck);
  auto ended = get(owner, kBusiness);
  ASSERT_ANSWERED(ended);
  EXPECT_EQ(ended->verification_status, SUCCEEDED);
  EXPECT_EQ(ended->completed_at, api.clock.now());
  EXPECT_FALSE(ended->verification_status_reason);
  EXPECT_REFUSED(start(owner, business()), "ConflictException", "ACCOUNT_ALREADY_VERIFIED");
}

TEST_F(VerificationStory, ARegistrationIdSaysHowTheCheckEnds) {
  struct Row {
    std::string_view registration;
    VerificationStatus status;
  };
  for (auto [registration, expected] :
       {Row{"FAIL-1", FAILED}, Row{"REJECT-1", REJECTED}, Row{"FORM-1", PENDING_CUSTOMER_ACTION},
        Row{"1-FAIL-", SUCCEEDED}}) {
    Party account = api.stranger("33333333333" + std::to_string(static_cast<int>(expected)));
    ASSERT_ANSWERED(start(account, business(registration)));
    api.clock.advance(kCheck);

    auto ended = get(account, kBusiness);

    EXPECT_EQ(ended->verification_status, expected);
    EXPECT_EQ(ended->verification_status_reason.has_value(), expected != SUCCEEDED);
    EXPECT_EQ(ended->completed_at.has_value(), expected != PENDING_CUSTOMER_ACTION);
  }
}

TEST_F(VerificationStory, ABusinessIsAskedForAForm) {
  start(owner, business("FORM-1"));
  api.clock.advance(kCheck);
  Timestamp asked = api.clock.now();

  auto asking = get(owner, kBusiness);
  const auto& shown = asking->verification_response_details.business_verification_response.value();
  EXPECT_THAT(shown.completion_url.value().str(),
              StartsWith("https://verify.example/verification/"));
  EXPECT_EQ(shown.completion_url_expires_at, asked + days(7));
  EXPECT_EQ(uses(*shown.completion_url, SUCCEEDED, supplement()), PageState::open);

  EXPECT_EQ(status(owner, kBusiness), IN_PROGRESS) << "it is looked at once more";
  EXPECT_REFUSED(start(owner, business()), "ConflictException", "VERIFICATION_ALREADY_IN_PROGRESS");
  api.clock.advance(kCheck);
  auto ended = get(owner, kBusiness);
  EXPECT_EQ(ended->verification_status, SUCCEEDED);
  EXPECT_FALSE(ended->verification_response_details.business_verification_response->completion_url);
  EXPECT_EQ(uses(*shown.completion_url), PageState::used);
}

TEST_F(VerificationStory, ARegistrantUsesThePage) {
  for (auto [account, finding] :
       {std::pair{"333333333331", SUCCEEDED}, std::pair{"333333333332", FAILED},
        std::pair{"333333333333", REJECTED}}) {
    Party person = api.stranger(account);
    auto begun = start(person, registrant());
    ASSERT_ANSWERED(begun);
    EXPECT_EQ(begun->verification_status, PENDING_CUSTOMER_ACTION);
    auto shown = begun->verification_response_details.registrant_verification_response.value();
    EXPECT_EQ(shown.completion_url_expires_at, api.clock.now() + minutes(15));

    EXPECT_EQ(uses(shown.completion_url, finding), PageState::open);

    auto ended = get(person, kRegistrant);
    EXPECT_EQ(ended->verification_status, finding);
    EXPECT_EQ(ended->completed_at, api.clock.now());
    EXPECT_EQ(ended->verification_status_reason.has_value(), finding != SUCCEEDED);
    EXPECT_EQ(ended->verification_response_details.registrant_verification_response.value()
                  .completion_url,
              shown.completion_url)
        << "it stays in the answer";
    EXPECT_EQ(uses(shown.completion_url), PageState::used);
  }
}

TEST_F(VerificationStory, APageThatIsNotUsedExpires) {
  CompletionUrl url = page_of_registrant(owner);
  Timestamp expiry = api.clock.now() + minutes(15);
  EXPECT_REFUSED(start(owner, registrant()), "ConflictException",
                 "VERIFICATION_ALREADY_IN_PROGRESS");
  api.clock.advance(minutes(16));

  EXPECT_EQ(uses(url), PageState::expired);

  auto ended = get(owner, kRegistrant);
  EXPECT_EQ(ended->verification_status, FAILED);
  EXPECT_EQ(ended->completed_at, expiry);
  EXPECT_THAT(ended->verification_status_reason.value().str(), testing::HasSubstr("expired"));
  CompletionUrl again = page_of_registrant(owner);
  EXPECT_NE(again, url);
  EXPECT_EQ(uses(url), PageState::unknown) << "a new attempt took its place";
  EXPECT_EQ(uses(again), PageState::open);
}

TEST_F(VerificationStory, TheClocksChangesAreWrittenDown) {
  start(owner, business());
  page_of_registrant(owner);
  std::optional<Scheduler> scheduler(std::in_place, api.environment(),
                                     std::vector<std::unique_ptr<Errand>>());
  api.clock.advance(minutes(15));

  scheduler->run_due();

  scheduler.reset();  // its thread works on the store that ends now
  api.restart();
  api.write([&](WriteTx& tx) {
    auto proven = tx.verifications().of(owner.id(), kBusiness).value();
    EXPECT_EQ(proven.status, SUCCEEDED) << "the row itself, not the view";
    EXPECT_EQ(proven.business.value().legal_name.view(), "Anvil Cloud GmbH");
    EXPECT_EQ(tx.verifications().of(owner.id(), kRegistrant).value().status, FAILED);
    EXPECT_TRUE(tx.verifications().due(api.clock.now(), 10).empty());
  });
}

TEST_F(VerificationStory, ThreeTriesInADay) {
  for (int tries = 0; tries < 3; ++tries)
    EXPECT_EQ(uses(page_of_registrant(owner), FAILED), PageState::open);

  auto fourth = start(owner, registrant());
  EXPECT_REFUSED(fourth, "ThrottlingException", "");
  EXPECT_THAT(fourth.body, testing::HasSubstr(R"("ServiceCode":"partnercentral-account")"));
  EXPECT_EQ(fourth.status, 429);

  ASSERT_ANSWERED(start(other, registrant()));
  ASSERT_ANSWERED(start(owner, business("FAIL-1")));
  for (int tries = 0; tries < 4; ++tries) {
    api.clock.advance(kCheck);
    EXPECT_TRUE(start(owner, business("FAIL-1"))) << "businesses are not counted";
  }
  api.clock.advance(days(1));
  EXPECT_TRUE(start(owner, registrant()));
}

TEST_F(VerificationStory, ATokenIsAnsweredOnceAndUsesNoTry) {
  api.settings.quotas.registrant_verifications_per_day = 1;
  StartVerificationRequest request = registrant();
  request.client_token = ClientToken("the-same");
  auto first = start(owner, request);
  ASSERT_ANSWERED(first);

  EXPECT_EQ(start(owner, request).body, first.body);

  StartVerificationRequest another = business();
  another.client_token = request.client_token;
  EXPECT_REFUSED(start(owner, another), "ConflictException", "CONFLICT_CLIENT_TOKEN");
  EXPECT_TRUE(start(other, request)) << "everybody has tokens of their own";
}

TEST_F(VerificationStory, WhatIsNoRequest) {
  EXPECT_REFUSED(start(owner, StartVerificationRequest{}), "ValidationException",
                 "REQUEST_VALIDATION_FAILED");
  auto send = [&](std::string_view body) {
    return api.send(owner.account(), "PartnerCentralAccount.StartVerification", body);
  };
  auto missing = send("{}");
  EXPECT_THAT(missing.second, testing::HasSubstr("REQUIRED_FIELD_MISSING"));
  auto both = send(R"({"VerificationDetails":{"RegistrantVerificationDetails":{},
      "BusinessVerificationDetails":{"LegalName":"A","RegistrationId":"1","CountryCode":"DE"}}})");
  EXPECT_EQ(both.first, 400) << both.second;
  auto neither = send(R"({"VerificationDetails":{}})");
  EXPECT_EQ(neither.first, 400) << neither.second;
  EXPECT_REFUSED(get(owner, kRegistrant), "ResourceNotFoundException", "VERIFICATION_NOT_FOUND");
}

TEST_F(VerificationStory, IsNobodyElses) {
  start(owner, business());
  page_of_registrant(owner);

  EXPECT_REFUSED(get(other, kBusiness), "ResourceNotFoundException", "VERIFICATION_NOT_FOUND");
  EXPECT_REFUSED(get(other, kRegistrant), "ResourceNotFoundException", "VERIFICATION_NOT_FOUND");
  EXPECT_TRUE(start(other, business())) << "the same business may be another account's too";
}

TEST_F(VerificationStory, AWrongSecretOpensNothing) {
  std::string url = page_of_registrant(owner).str();
  std::string wrong = url;
  wrong.back() = wrong.back() == '0' ? '1' : '0';

  EXPECT_EQ(uses(CompletionUrl(wrong)), PageState::unknown);
  EXPECT_EQ(uses(CompletionUrl(url + "0")), PageState::unknown);
  EXPECT_EQ(uses(CompletionUrl(url.substr(0, url.size() - 1))), PageState::unknown);
  EXPECT_EQ(uses(CompletionUrl("https://verify.example/verification/")), PageState::unknown);
  EXPECT_EQ(status(owner, kRegistrant), PENDING_CUSTOMER_ACTION);
}

class ByHand : public VerificationStory {
 protected:
  ByHand()
      : VerificationStory([] {
          Settings settings;
          settings.verification.by_hand = true;
          return settings;
        }()) {}
};

TEST_F(ByHand, EverythingWaitsForTheOperator) {
  start(owner, business("FAIL-1"));
  uses(page_of_registrant(owner));
  api.clock.advance(days(400));
  EXPECT_EQ(status(owner, kBusiness), IN_PROGRESS);
  EXPECT_EQ(status(owner, kRegistrant), IN_PROGRESS);

  api.write([&](WriteTx& tx) {
    auto waiting = tx.verifications().waiting(10);
    ASSERT_EQ(waiting.size(), 2U);
    for (auto& verification : waiting) {
      EXPECT_TRUE(domain::conclude(verification, domain::VerificationAct::succeed, api.clock.now(),
                                   std::nullopt));
      tx.verifications().update(verification);
    }
  });

  EXPECT_EQ(status(owner, kBusiness), SUCCEEDED);
  EXPECT_EQ(status(owner, kRegistrant), SUCCEEDED);
}

}  // namespace
}  // namespace amity::account
