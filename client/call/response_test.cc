#include "client/call/response.h"

#include "client/call/api_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::client {
namespace {

using testing::HasSubstr;

Error error_of(HttpResponse response) {
  auto result = read_response("GetThing", response);
  EXPECT_TRUE(std::holds_alternative<Error>(result));
  return std::get<Error>(std::move(result));
}

std::string answer_of(HttpResponse response) {
  return std::get<std::string>(read_response("GetThing", response));
}

TEST(AResponse, IsItsBody) {
  EXPECT_EQ(answer_of({200, {}, R"({"Name":"a"})"}), R"({"Name":"a"})");
  EXPECT_EQ(answer_of({200, {}, ""}), "{}");
}

TEST(AResponse, ThatIsNoJsonObjectIsNoAnswer) {
  for (const char* body : {"<html>", "[]", "{\"Name\":", "null", "{} {}"}) {
    Error error = error_of({200, {{"X-Amzn-RequestId", "r1"}}, body});
    EXPECT_EQ(error.kind, Error::Kind::response) << body;
    EXPECT_EQ(error.request_id, "r1");
    EXPECT_EQ(error.body, body);
  }
  EXPECT_EQ(error_of({204, {}, ""}).kind, Error::Kind::response);
}

TEST(AnError, IsNamedByHeaderOrBody) {
  struct Row {
    const char* header;
    const char* body;
  };
  for (const Row& row :
       {Row{"ConflictException", "{}"}, Row{"ConflictException:http://internal.example/x#y", "{}"},
        Row{"com.example.things#ConflictException", R"({"__type":"Other"})"},
        Row{"", R"({"__type":"com.example.things#ConflictException"})"},
        Row{"", R"({"__type":"ConflictException:"})"},
        Row{"", R"({"code":"ConflictException"})"}}) {
    Error error = error_of({409, {{"x-amzn-errortype", row.header}}, row.body});
    EXPECT_EQ(error.code, "ConflictException") << row.header << row.body;
    EXPECT_EQ(error.kind, Error::Kind::service);
    EXPECT_EQ(error.status, 409);
  }
}

TEST(AnError, HasTheServicesWordsAndReason) {
  Error error = error_of({409,
                          {{"x-amzn-RequestId", "r2"}},
                          R"({"__type":"ConflictException","Message":"No.","Reason":"TWICE"})"});
  EXPECT_EQ(error.message, "No.");
  EXPECT_EQ(error.reason, "TWICE");
  EXPECT_EQ(error.request_id, "r2");
  EXPECT_EQ(error.operation, "GetThing");
  EXPECT_EQ(error_of({403, {}, R"({"__type":"X","message":"lower"})"}).message, "lower");
  EXPECT_EQ(error.sentence(),
            "An error occurred (ConflictException) when calling the GetThing operation: No.");
}

TEST(AnError, TellsAllThatIsWrong) {
  Error error = error_of({400, {}, R"({"__type":"ValidationException","Message":"2 errors",
      "ErrorDetails":[
        {"FieldValidationError":{"Name":"Catalog","Message":"bad","Code":"INVALID_VALUE"}},
        {"BusinessValidationError":{"Message":"no tier","Code":"INELIGIBLE_ACCOUNT_TIER"}},
        {"Unknown":1}, 7]})"});
  ASSERT_EQ(error.details.size(), 2u);
  EXPECT_EQ(error.details[0].name, "Catalog");
  EXPECT_EQ(error.details[0].code, "INVALID_VALUE");
  EXPECT_EQ(error.details[0].message, "bad");
  EXPECT_EQ(error.details[1].name, "");
  EXPECT_EQ(error.details[1].code, "INELIGIBLE_ACCOUNT_TIER");
}

TEST(AnError, OfAProxyIsNamedByItsStatus) {
  for (const char* body : {"<html>502</html>", "", "{}", "\xff"}) {
    Error error = error_of({502, {}, body});
    EXPECT_EQ(error.code, "HTTP502");
    EXPECT_THAT(error.message, HasSubstr("status 502"));
    EXPECT_EQ(error.body, body);
  }
}

TEST(AnError, IsARedirect) {
  Error error = error_of({307, {{"Location", "https://elsewhere.example/"}}, ""});
  EXPECT_EQ(error.code, "HTTP307");
  EXPECT_THAT(error.message, HasSubstr("redirects to https://elsewhere.example/"));
}

TEST(AnError, IsItsOwnStructure) {
  Error error = error_of(
      {409, {}, R"({"__type":"ConflictException","Message":"No.","Reason":"TWICE","New":1})"});
  auto conflict = error.as<ConflictException>();
  ASSERT_TRUE(conflict);
  EXPECT_EQ(conflict->reason.view(), "TWICE");
  EXPECT_FALSE(error.as<Thing>());
}

TEST(AnError, IsNoStructureWhenItIsMisshapen) {
  EXPECT_FALSE(
      error_of({409, {}, R"({"__type":"ConflictException","Reason":{}})"}).as<ConflictException>());
}

}  // namespace
}  // namespace amity::client
