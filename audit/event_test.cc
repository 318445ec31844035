// A record, member by member.
#include "audit/event.h"

#include "audit/identity.h"
#include "protocol/iam/principal.h"
#include "protocol/shape/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::audit {
namespace {

using simdjson::dom::element;
using testing::HasSubstr;
using testing::Not;

struct Word : shape::Text<Word> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};
struct TagRequest {
  Word resource_arn;
  std::optional<Word> reason{};
  static constexpr auto members() {
    using Self = TagRequest;
    return shape::fields(shape::field<&Self::resource_arn>("ResourceArn", "."),
                         shape::field<&Self::reason>("Reason", "."));
  }
};
const shape::Operation kTag{"TagResource",
                            ".",
                            shape::Access::write,
                            &shape::type_of<TagRequest>,
                            &shape::type_of<TagRequest>,
                            0};
const shape::Operation kRead{"GetPartner",
                             ".",
                             shape::Access::read,
                             &shape::type_of<TagRequest>,
                             &shape::type_of<TagRequest>,
                             0};

class EventTest : public testing::Test {
 protected:
  EventTest() {
    note_identity({.access_key_id = "AKIAEXAMPLE",
                   .secret_access_key = "never shown",
                   .account = "111122223333",
                   .principal_arn = "arn:aws:iam::111122223333:user/eng/ana"},
                  identity);
    call = {.request_id = "0b027546-0f14-44b4-b81b-aeb031843c2b",
            .time = {1'790'000'000'123},
            .source = "partnercentral-account.amazonaws.com",
            .operation = &kTag,
            .identity = identity,
            .peer = "127.0.0.1",
            .host = "amity.example:9480",
            .user_agent = "aws-cli/2"};
  }
  element write() {
    text.clear();
    writer.append(call, text);
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_THAT(text, Not(HasSubstr("never shown")));
    return parser.parse(text);
  }
  std::string shown(std::string_view pointer) {
    element value = write().at_pointer(pointer);
    return std::string(simdjson::minify(value));
  }
  bool has(std::string_view member) { return !write()[member].error(); }

  std::string identity;
  awsjson::AuditedCall call;
  EventWriter writer{"us-east-1"};
  std::string text;
  simdjson::dom::parser parser;
};

TEST_F(EventTest, HasCloudTrailsShape) {
  call.request = R"({"ResourceArn":"arn:aws:partnercentral:us-east-1:111122223333:catalog/AWS/)"
                 R"(partner/partner-222222222aaaa","Password":"x"})";
  call.response = "";
  write();
  EXPECT_THAT(
      text,
      testing::MatchesRegex(
          R"(\{"eventVersion":"1.11","userIdentity":\{"type":"IAMUser",)"
          R"("arn":"arn:aws:iam::111122223333:user/eng/ana","accountId":"111122223333",)"
          R"("accessKeyId":"AKIAEXAMPLE","userName":"ana"\},"eventTime":"2026-09-21T14:13:20Z",)"
          R"("eventSource":"partnercentral-account.amazonaws.com","eventName":"TagResource",)"
          R"("awsRegion":"us-east-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2",)"
          R"("requestParameters":\{"resourceArn":"arn:aws:partnercentral:us-east-1:111122223333:)"
          R"(catalog/AWS/partner/partner-222222222aaaa"\},"responseElements":null,)"
          R"("requestID":"0b027546-0f14-44b4-b81b-aeb031843c2b","eventID":"[0-9a-f-]{36}",)"
          R"("readOnly":false,"resources":\[\{"accountId":"111122223333",)"
          R"("type":"AWS::PartnerCentral::Partner","ARN":"arn:aws:partnercentral:us-east-1:)"
          R"(111122223333:catalog/AWS/partner/partner-222222222aaaa"\}\],)"
          R"("eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",)"
          R"("eventCategory":"Management","tlsDetails":\{"clientProvidedHostHeader":)"
          R"("amity.example:9480"\}\})"));
}

TEST_F(EventTest, TellsWhatAChangeAnswered) {
  call.response = R"({"ResourceArn":"arn:aws:partnercentral:us-east-1::catalog/Sandbox/)"
                  R"(connection-invitation/pacinv-1","Reason":"so"})";
  EXPECT_EQ(shown("/responseElements/reason"), R"("so")");
  EXPECT_EQ(shown("/resources/0/type"), R"("AWS::PartnerCentral::ConnectionInvitation")");
  EXPECT_EQ(shown("/resources/0/accountId"), R"("111122223333")") << "the ARN is of two parties";
}

TEST_F(EventTest, TellsHowItWasEncrypted) {
  EXPECT_EQ(shown("/tlsDetails"), R"({"clientProvidedHostHeader":"amity.example:9480"})");
  call.tls = {"TLSv1.3", "TLS_AES_128_GCM_SHA256"};
  EXPECT_EQ(shown("/tlsDetails"),
            R"({"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",)"
            R"("clientProvidedHostHeader":"amity.example:9480"})");
  call.host = {};
  call.tls = {};
  EXPECT_FALSE(has("tlsDetails"));
}

TEST_F(EventTest, TellsWhyACallWasRefused) {
  call.error = "ConflictException";
  call.response = R"({"__type":"x#ConflictException","Message":"Not \"now\".","Reason":"R"})";
  EXPECT_EQ(shown("/errorCode"), R"("ConflictException")");
  EXPECT_EQ(shown("/errorMessage"), R"("Not \"now\".")");
  EXPECT_EQ(shown("/responseElements"), "null");
  EXPECT_FALSE(has("resources"));
}

TEST_F(EventTest, KnowsReadsFromWrites) {
  EXPECT_EQ(shown("/readOnly"), "false");
  call.operation = &kRead;
  EXPECT_EQ(shown("/readOnly"), "true");
  call.operation = nullptr;
  EXPECT_FALSE(has("readOnly"));
  EXPECT_EQ(shown("/eventName"), "null");
}

TEST_F(EventTest, DoesNotNameWhoWasNotBelieved) {
  call.identity = {};
  call.claimed_key = "AKIAEXAMPLE";
  EXPECT_EQ(shown("/userIdentity"), R"({"type":"Unknown","accessKeyId":"AKIAEXAMPLE"})");
  EXPECT_FALSE(has("recipientAccountId"));
  call.claimed_key = "wJalrXUtnFEMI/K7MDENG+bPxRfi";
  EXPECT_EQ(shown("/userIdentity"), R"({"type":"Unknown"})") << "that was a secret";
}

TEST_F(EventTest, TellsTheKindsOfCallersApart) {
  auto identity_of = [&](const char* arn) {
    identity.clear();
    note_identity({.access_key_id = "A",
                   .secret_access_key = "",
                   .account = "111122223333",
                   .principal_arn = arn},
                  identity);
    call.identity = identity;
    return shown("/userIdentity/type");
  };
  EXPECT_EQ(identity_of("arn:aws:iam::111122223333:root"), R"("Root")");
  EXPECT_EQ(shown("/userIdentity/principalId"), R"("111122223333")");
  EXPECT_EQ(identity_of("arn:aws:sts::111122223333:assumed-role/r/s"), R"("AssumedRole")");
}

TEST_F(EventTest, TellsWhoseSessionItIs) {
  auto principal = std::make_shared<iam::Principal>();
  principal->id = "AROAEXAMPLE:night";
  principal->session_issuer_arn = "arn:aws:iam::111122223333:role/ops/Deploy";
  principal->session_issuer_id = "AROAEXAMPLE";
  principal->session_issuer_name = "Deploy";
  identity.clear();
  note_identity({.access_key_id = "ASIAEXAMPLE",
                 .secret_access_key = "never shown",
                 .session_token = "never shown",
                 .account = "111122223333",
                 .principal_arn = "arn:aws:sts::111122223333:assumed-role/Deploy/night",
                 .principal = principal},
                identity);
  call.identity = identity;
  EXPECT_EQ(shown("/userIdentity"),
            R"({"type":"AssumedRole","principalId":"AROAEXAMPLE:night",)"
            R"("arn":"arn:aws:sts::111122223333:assumed-role/Deploy/night",)"
            R"("accountId":"111122223333","accessKeyId":"ASIAEXAMPLE","sessionContext":)"
            R"({"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE",)"
            R"("arn":"arn:aws:iam::111122223333:role/ops/Deploy","accountId":"111122223333",)"
            R"("userName":"Deploy"}}})");
}

TEST_F(EventTest, StaysOneLineOfUtf8WhateverAClientSends) {
  call.user_agent = "a\"\\\n\xff\x01 end";
  EXPECT_EQ(shown("/userAgent"), R"("a\"\\\n?\u0001 end")");
  std::string long_agent(5'000, 'x');
  call.user_agent = long_agent;
  EXPECT_EQ(shown("/userAgent").size(), 1024u + 2);
}

TEST_F(EventTest, LeavesOutWhatIsTooLong) {
  std::string body = R"({"Reason":")" + std::string(200'000, 'x') + R"("})";
  call.request = body;
  EXPECT_EQ(shown("/requestParameters"),
            R"({"omitted":true,"originalSize":200013,"reason":"requestParameters too large"})");
}

TEST_F(EventTest, SaysWhatIsMissing) {
  writer.append_gap(7, {1'790'000'000'123}, text);
  element gap = parser.parse(text);
  EXPECT_EQ(std::string_view(gap["eventName"]), "AuditRecordsLost");
  EXPECT_EQ(std::int64_t(gap.at_pointer("/additionalEventData/lostRecords")), 7);
}

}  // namespace
}  // namespace amity::audit
