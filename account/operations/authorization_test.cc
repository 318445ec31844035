// What policies are asked about every operation: behaviour.md §4.1, row by row.
#include "account/model/operations.h"
#include "account/operations/api_test.h"
#include "account/operations/sample_test.h"

#include <fmt/format.h>

namespace amity::account {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A row: the resource that a request made by Sample is about, and whether it is about a catalog.
struct Row {
  OperationId operation;
  std::string_view resource;
  bool has_catalog = true;
};

// The partner of kOwner.
#define PARTNER "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/partner/{}"
#define INVITATION \
  "arn:aws:partnercentral:us-east-1::catalog/AWS/connection-invitation/pacinv-222222222222a"
#define CONNECTION "arn:aws:partnercentral:us-east-1::catalog/AWS/connection/pac-222222222222a"

constexpr Row kRows[] = {
    {OperationId::AcceptConnectionInvitation, INVITATION},
    {OperationId::AssociateAwsTrainingCertificationEmailDomain, PARTNER},
    {OperationId::CancelConnection, CONNECTION},
    {OperationId::CancelConnectionInvitation, INVITATION},
    {OperationId::CancelProfileUpdateTask, PARTNER},
    {OperationId::CreateConnectionInvitation, "*"},
    {OperationId::CreatePartner, "*"},
    {OperationId::DisassociateAwsTrainingCertificationEmailDomain, PARTNER},
    {OperationId::GetAllianceLeadContact, PARTNER},
    {OperationId::GetConnection, CONNECTION},
    {OperationId::GetConnectionInvitation, INVITATION},
    {OperationId::GetConnectionPreferences, "*"},
    {OperationId::GetPartner, PARTNER},
    {OperationId::GetProfileUpdateTask, PARTNER},
    {OperationId::GetProfileVisibility, PARTNER},
    {OperationId::GetQualificationsAssociationDetails, PARTNER},
    {OperationId::GetQualificationsAssociationTask, PARTNER},
    {OperationId::GetQualificationsDisassociationTask, PARTNER},
    {OperationId::GetVerification, "*", false},
    {OperationId::ListConnectionInvitations, "*"},
    {OperationId::ListConnections, "*"},
    {OperationId::ListPartners, "*"},
    {OperationId::ListTagsForResource, "*"},
    {OperationId::PutAllianceLeadContact, PARTNER},
    {OperationId::PutProfileVisibility, PARTNER},
    {OperationId::RejectConnectionInvitation, INVITATION},
    {OperationId::SendEmailVerificationCode, "*"},
    {OperationId::StartProfileUpdateTask, PARTNER},
    {OperationId::StartQualificationsAssociationTask, PARTNER},
    {OperationId::StartQualificationsDisassociationTask, PARTNER},
    {OperationId::StartVerification, "*", false},
    {OperationId::TagResource, PARTNER},
    {OperationId::UntagResource, PARTNER},
    {OperationId::UpdateConnectionPreferences, "*"},
};
#undef PARTNER
#undef INVITATION
#undef CONNECTION

std::string statement(std::string_view effect, std::string_view action, std::string_view resource,
                      std::string_view condition = {}) {
  std::string text =
      fmt::format(R"({{"Effect":"{}","Action":"{}","Resource":"{}")", effect, action, resource);
  if (!condition.empty()) text += fmt::format(R"(,"Condition":{})", condition);
  return text + '}';
}

std::string policy(const std::vector<std::string>& statements) {
  return fmt::format(R"({{"Version":"2012-10-17","Statement":[{}]}})", fmt::join(statements, ","));
}

std::string allow(std::string_view action, std::string_view resource = "*",
                  std::string_view condition = {}) {
  return policy({statement("Allow", action, resource, condition)});
}

// The message of an answer that a policy denied; else empty.
std::string denial_in(const std::pair<int, std::string>& answer) {
  if (answer.first != 403) return {};
  auto denied = shape::decode_trusted<AccessDeniedException>(answer.second);
  EXPECT_EQ(denied.reason, AccessDeniedExceptionReason::ACCESS_DENIED) << answer.second;
  return denied.message.str().starts_with("User: ") ? denied.message.str() : std::string();
}

class Authorization : public testing::TestWithParam<Row> {
 protected:
  std::string name() const { return std::string(operation(GetParam().operation).name); }
  std::string action() const { return "partnercentral:" + name(); }
  std::string resource() const {
    return fmt::format(fmt::runtime(GetParam().resource), with_key_of("partner-", kOwner));
  }

  std::string denial() {
    std::string body = Sample(false, 0).of(operation(GetParam().operation).request());
    return denial_in(api.send(kOwner, "PartnerCentralAccount." + name(), body));
  }

  Api api;
};

TEST_P(Authorization, AsksForItsActionOnItsResource) {
  api.partner(kOwner);

  api.let_only(kOwner, {allow(action(), resource())});
  EXPECT_EQ(denial(), "");
  api.let_only(kOwner, {allow("partnercentral:*", "arn:aws:partnercentral:*:*:catalog/Sandbox/*")});
  EXPECT_EQ(denial(), fmt::format("User: arn:aws:iam::111111111111:user/ada is not authorized to "
                                  "perform: {0} on resource: {1} because no identity-based policy "
                                  "allows the {0} action",
                                  action(), resource()));
  api.let_only(kOwner,
               {policy({statement("Allow", "*", "*"), statement("Deny", action(), resource())})});
  EXPECT_THAT(denial(), EndsWith("with an explicit deny in an identity-based policy"));
  api.let_only(kOwner, {});
  EXPECT_THAT(denial(), StartsWith("User: "));
}

TEST_P(Authorization, TellsConditionsTheCatalogWhereThereIsOne) {
  api.partner(kOwner);
  constexpr std::string_view in_aws = R"({"StringEquals":{"partnercentral:Catalog":"AWS"}})";
  constexpr std::string_view in_sandbox =
      R"({"StringEquals":{"partnercentral:Catalog":"Sandbox"}})";
  constexpr std::string_view in_none = R"({"Null":{"partnercentral:Catalog":"true"}})";

  api.let_only(kOwner, {allow(action(), "*", in_sandbox)});
  EXPECT_NE(denial(), "");
  api.let_only(kOwner, {allow(action(), "*", GetParam().has_catalog ? in_aws : in_none)});
  EXPECT_EQ(denial(), "");
}

INSTANTIATE_TEST_SUITE_P(Of, Authorization, testing::ValuesIn(kRows), [](const auto& row) {
  return std::string(operation(row.param.operation).name);
});

TEST(AuthorizationRows, AreThoseOfAllOperations) {
  ASSERT_EQ(std::size(kRows), operation_count);
  for (std::size_t i = 0; i < operation_count; ++i)
    EXPECT_EQ(kRows[i].operation, static_cast<OperationId>(i));
}

class Conditions : public testing::Test {
 protected:
  std::string denial(std::string_view operation, std::string_view body) {
    return denial_in(api.send(kOwner, "PartnerCentralAccount." + std::string(operation), body));
  }
  std::string body(std::string_view format) const {
    return fmt::format(fmt::runtime(format), partner.partner_arn());
  }

  Api api;
  Party partner = api.partner(kOwner);
};

TEST_F(Conditions, KnowTheTypeOfAVerification) {
  api.let_only(kOwner, {allow("partnercentral:*", "*",
                              R"({"StringEquals":{"partnercentral:VerificationType":)"
                              R"("BUSINESS_VERIFICATION"}})")});

  EXPECT_EQ(denial("GetVerification", R"({"VerificationType":"BUSINESS_VERIFICATION"})"), "");
  EXPECT_NE(denial("GetVerification", R"({"VerificationType":"REGISTRANT_VERIFICATION"})"), "");
  EXPECT_NE(
      denial("StartVerification",
             R"({"ClientToken":"a","VerificationDetails":{"RegistrantVerificationDetails":{}}})"),
      "");
}

TEST_F(Conditions, KnowTheTagsOfTheRequest) {
  api.let_only(kOwner, {allow("partnercentral:TagResource", "*",
                              R"({"StringEquals":{"aws:RequestTag/Team":"blue"},)"
                              R"("ForAllValues:StringEquals":{"aws:TagKeys":["team"]}})")});

  EXPECT_EQ(denial("TagResource",
                   body(R"({{"ResourceArn":"{}","Tags":[{{"Key":"team","Value":"blue"}}]}})")),
            "");
  EXPECT_NE(denial("TagResource",
                   body(R"({{"ResourceArn":"{}","Tags":[{{"Key":"team","Value":"red"}}]}})")),
            "");
  EXPECT_NE(
      denial(
          "TagResource",
          body(
              R"({{"ResourceArn":"{}","Tags":[{{"Key":"team","Value":"blue"}},{{"Key":"x","Value":"y"}}]}})")),
      "");
}

TEST_F(Conditions, KnowTheKeysToTakeOff) {
  api.let_only(kOwner, {allow("partnercentral:UntagResource", "*",
                              R"({"ForAllValues:StringEquals":{"aws:TagKeys":["team","site"]}})")});

  EXPECT_EQ(denial("UntagResource", body(R"({{"ResourceArn":"{}","TagKeys":["site","team"]}})")),
            "");
  EXPECT_NE(denial("UntagResource", body(R"({{"ResourceArn":"{}","TagKeys":["site","cost"]}})")),
            "");
}

TEST_F(Conditions, KnowTheTagsOfThePartner) {
  api.write([&](WriteTx& tx) {
    TagList tags;
    tags.items.push_back({TagKey("Team"), TagValue("blue")});
    tx.tags().put(partner.id(), domain::CatalogId::AWS, tags);
  });
  auto only = [&](std::string_view team) {
    api.let_only(
        kOwner,
        {allow("partnercentral:*", "*",
               fmt::format(R"({{"StringEquals":{{"aws:ResourceTag/team":"{}"}}}})", team))});
  };
  std::string get = fmt::format(R"({{"Catalog":"AWS","Identifier":"{}"}})", partner.partner_arn());

  only("blue");
  EXPECT_EQ(denial("GetPartner", get), "");
  EXPECT_EQ(denial("ListTagsForResource", body(R"({{"ResourceArn":"{}"}})")), "");
  EXPECT_NE(denial("ListPartners", R"({"Catalog":"AWS"})"), "") << "it is about no partner";
  only("red");
  EXPECT_NE(denial("GetPartner", get), "");
}

TEST_F(Conditions, KnowWhoCallsFromWhereAndWhen) {
  constexpr std::string_view list = R"({"Catalog":"AWS"})";
  auto with = [&](std::string_view condition) {
    api.let_only(kOwner, {allow("partnercentral:ListPartners", "*", condition)});
    return denial("ListPartners", list).empty();
  };

  EXPECT_TRUE(with(R"({"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}})"));
  EXPECT_FALSE(with(R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})"));
  EXPECT_TRUE(with(R"({"Bool":{"aws:SecureTransport":"false"}})"));
  EXPECT_TRUE(with(R"({"StringEquals":{"aws:username":"ada","aws:PrincipalType":"User",
                       "aws:PrincipalAccount":"111111111111","aws:userid":"AIDAADA",
                       "aws:RequestedRegion":"us-east-1"}})"));
  EXPECT_TRUE(with(R"({"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:user/ada"}})"));
  EXPECT_TRUE(with(R"({"Null":{"aws:UserAgent":"true","aws:PrincipalTag/team":"true"}})"));
  std::string now = to_iso8601(api.clock.now());
  std::string before = fmt::format(R"({{"DateLessThan":{{"aws:CurrentTime":"{}"}}}})", now);
  EXPECT_FALSE(with(before));
  api.clock.advance(milliseconds(-1000));
  EXPECT_TRUE(with(before));
  EXPECT_TRUE(with(fmt::format(R"({{"NumericEquals":{{"aws:EpochTime":"{}"}}}})",
                               api.clock.now().milliseconds / 1000)));
}

TEST_F(Conditions, ATaggedPartnerNeedsTagResourceToo) {
  std::string create = Sample(false, 0).of(operation(OperationId::CreatePartner).request());
  std::string tagged = create;
  tagged.insert(tagged.size() - 1, R"(,"Tags":[{"Key":"team","Value":"blue"}])");
  api.let_only(kOwner, {allow("partnercentral:CreatePartner")});

  EXPECT_EQ(denial("CreatePartner", create), "");
  EXPECT_THAT(denial("CreatePartner", tagged),
              HasSubstr("partnercentral:TagResource on resource: "
                        "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/partner/*"));
  api.let_only(kOwner, {policy({statement("Allow", "partnercentral:CreatePartner", "*"),
                                statement("Allow", "partnercentral:TagResource",
                                          "arn:aws:partnercentral:*:*:catalog/AWS/partner/*")})});
  EXPECT_EQ(denial("CreatePartner", tagged), "");
}

// Whoever may not see a thing is not told whether there is one.
TEST_F(Conditions, ADenialSaysNothingOfWhetherTheThingExists) {
  Party other = api.partner(kOther);
  std::string there = partner.invites(other).id.str();
  std::string nowhere = there;
  nowhere.back() = nowhere.back() == 'a' ? 'b' : 'a';
  api.let_only(kOwner, {});
  auto ask = [&](std::string id) {
    std::string text = denial("GetConnectionInvitation",
                              fmt::format(R"({{"Catalog":"AWS","Identifier":"{}"}})", id));
    EXPECT_THAT(text, HasSubstr(id));
    return text.erase(text.find(id), id.size());
  };

  EXPECT_EQ(ask(there), ask(nowhere));
}

// A denied write changes nothing, is not remembered under its token, and is done once it may be.
TEST_F(Conditions, ADeniedWriteIsNotRemembered) {
  Party other = api.partner(kOther);
  auto request = partner.invitation_to(other);
  api.let_only(kOwner, {});
  EXPECT_REFUSED(
      partner.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request),
      "AccessDeniedException", "ACCESS_DENIED");
  api.let_only(kOwner, {allow("partnercentral:*")});
  ASSERT_ANSWERED(
      partner.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request));
  api.let_only(kOwner, {});
  EXPECT_REFUSED(
      partner.call<CreateConnectionInvitationResponse>("CreateConnectionInvitation", request),
      "AccessDeniedException", "ACCESS_DENIED");
}

// The request's own mistakes come first: they say nothing of what there is.
TEST_F(Conditions, AreAskedOnceTheRequestIsWellFormed) {
  api.let_only(kOwner, {});
  EXPECT_REFUSED(partner.call<GetPartnerResponse>("GetPartner", GetPartnerRequest{}),
                 "ValidationException", "REQUEST_VALIDATION_FAILED");
}

}  // namespace
}  // namespace amity::account
