#include "protocol/iam/policy.h"

#include <gmock/gmock.h>

#include <string>

namespace amity::iam {
namespace {

using testing::HasSubstr;

struct Case {
  std::string name;
  std::string text;
  std::size_t line;
  std::size_t column;
  std::string sentence;  // a part of it
  PolicyKind kind = PolicyKind::identity;
};

class MalformedPolicy : public testing::TestWithParam<Case> {};

TEST_P(MalformedPolicy, IsRefusedWithThePlaceAndAReason) {
  try {
    Policy::parse(GetParam().text, GetParam().kind);
    FAIL() << "it was taken";
  } catch (const PolicyError& error) {
    EXPECT_THAT(error.what(), HasSubstr(GetParam().sentence));
    EXPECT_EQ(error.line(), GetParam().line) << error.what();
    EXPECT_EQ(error.column(), GetParam().column) << error.what();
  }
}

// A statement that allows everything, and then more elements, which start in column 54.
std::string with(const std::string& more) {
  return R"({"Statement":{"Effect":"Allow","Action":"*","Resource":)"
         "\n\"*\"," +
         more + "}}";
}

std::string condition(const std::string& text) { return with("\"Condition\":" + text); }

std::string padded(std::size_t size) {
  return R"({"Id":")" + std::string(size, 'x') + R"(","Statement":{"Effect":"Allow",)";
}

auto by_name = [](const auto& one) { return one.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Text, MalformedPolicy,
    testing::Values(
        Case{"empty", "", 1, 1, "is empty"}, Case{"blank", " \n ", 1, 1, "is empty"},
        Case{"no_object", "[]", 1, 1, "must be an object"},
        Case{"null", "null", 1, 1, "must be an object"},
        Case{"cut_off", "{\"Statement\":\n{\"Effect\":", 2, 11, "ends before the policy does"},
        Case{"no_comma", "{\"Id\":\"a\"\n \"Statement\":[]}", 2, 2, "not well-formed JSON"},
        Case{"no_utf8", "{\"Id\":\n\"\xC3\"}", 2, 1, "not UTF-8"},
        Case{"trailing", with("\"Sid\":\"a\"") + "\n {}", 3, 2, "after the end"},
        Case{"deep", std::string(100'000, '['), 1, 1, "longer than"},
        Case{"deep_but_short",
             "{\"Statement\":" + std::string(3000, '[') + std::string(3000, ']') + "}", 1, 15,
             "A statement must be an object"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Elements, MalformedPolicy,
    testing::Values(
        Case{"no_statement", R"({"Version":"2012-10-17"})", 1, 1, "no Statement"},
        Case{"no_statements", R"({"Statement":[]})", 1, 14, "empty list"},
        Case{"version", R"({"Version":"2012-10-18","Statement":[]})", 1, 12,
             R"(Version must be 2012-10-17 or 2008-10-17, not "2012-10-18")"},
        Case{"unknown", R"({"Statements":[]})", 1, 2,
             R"(no element "Statements", only Version, Id or Statement)"},
        Case{"case", R"({"statement":[]})", 1, 2, R"("statement" must be written "Statement")"},
        Case{"twice", R"({"Id":"a","Id":"b"})", 1, 11, R"("Id" stands twice)"},
        Case{"id", R"({"Id":7})", 1, 7, "Id must be a string"},
        Case{"effect", R"({"Statement":[{"Effect":"allow"}]})", 1, 25,
             R"(Allow or Deny, not "allow")"},
        Case{"no_effect", "{\"Statement\":[\n  {\"Action\":\"*\",\"Resource\":\"*\"}]}", 2, 3,
             "no Effect"},
        Case{"no_action", R"({"Statement":[{"Effect":"Deny","Resource":"*"}]})", 1, 15,
             "neither Action nor NotAction"},
        Case{"no_resource", R"({"Statement":[{"Effect":"Deny","Action":"*"}]})", 1, 15,
             "neither Resource nor NotResource"},
        Case{"both_actions", with(R"("NotAction":"*")"), 2, 5, "not both"},
        Case{"both_resources", with(R"("NotResource":"*")"), 2, 5, "not both"},
        Case{"empty_actions", R"({"Statement":{"Effect":"Deny","Action":[]}})", 1, 40,
             "Action is an empty list"},
        Case{"action_in_a_list", "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":[\"a:b\",\n7]}}",
             2, 1, "Action must be a string or a list"},
        Case{"action", R"({"Statement":{"Effect":"Deny","Action":"GetPartner"}})", 1, 40,
             R"(must be * or service:Name, not "GetPartner")"},
        Case{
            "action_variable",
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"a:${aws:username}"}})",
            1, 63, "must be * or service:Name"},
        Case{"resource", R"({"Statement":{"Effect":"Deny","Resource":"partner-1"}})", 1, 42,
             "must be * or an ARN"},
        Case{"short_arn", R"({"Statement":{"Effect":"Deny","Resource":"arn:aws:s3:bucket"}})", 1,
             42, "must be * or an ARN"},
        Case{
            "unclosed_variable",
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"arn:aws:s3:::${aws:username"}})",
            1, 65, "has a ${ without its }"},
        Case{
            "empty_variable",
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"arn:aws:s3:::${}"}})",
            1, 65, "names no condition key"},
        Case{
            "nested_variable",
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"arn:aws:s3:::${aws:${x}}"}})",
            1, 65, "names no condition key"},
        Case{
            "bare_default",
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"arn:aws:s3:::${a:b, c}"}})",
            1, 65, "not between quotes"},
        Case{"sid", with(R"("Sid":"a b")"), 2, 11, "Sid must be of letters and digits"},
        Case{"same_sid", R"({"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},
{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"}]})",
             2, 8, R"(another statement has the Sid "a")"},
        Case{"principal", with(R"("Principal":"*")"), 2, 5, R"(no element "Principal")"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Conditions, MalformedPolicy,
    testing::Values(
        Case{"not_an_object", condition("[]"), 2, 17, "Condition must be an object"},
        Case{"operator_case", condition(R"({"stringEquals":{"a:b":"c"}})"), 2, 18,
             R"("stringEquals" is no condition operator)"},
        Case{"unknown_operator", condition(R"({"StringContains":{"a:b":"c"}})"), 2, 18,
             "no condition operator"},
        Case{"null_if_exists", condition(R"({"NullIfExists":{"a:b":"true"}})"), 2, 18,
             "no condition operator"},
        Case{"some_values", condition(R"({"ForSomeValues:StringEquals":{"a:b":"c"}})"), 2, 18,
             "no condition operator"},
        Case{"key", condition(R"({"StringEquals":{"Catalog":"c"}})"), 2, 34,
             R"("Catalog" is no condition key)"},
        Case{"values", condition(R"({"StringEquals":{"a:b":{}}})"), 2, 40,
             "a:b must be a string or a list"},
        Case{"no_values", condition(R"({"StringEquals":{"a:b":[]}})"), 2, 40, "empty list"},
        Case{"null_value", condition(R"({"StringEquals":{"a:b":null}})"), 2, 40,
             "must be a string"},
        Case{"number", condition(R"({"NumericEquals":{"a:b":"ten"}})"), 2, 41,
             R"("ten" is no number)"},
        Case{"infinity", condition(R"({"NumericEquals":{"a:b":"inf"}})"), 2, 41, "is no number"},
        Case{"date", condition(R"({"DateEquals":{"a:b":"2026-13-01"}})"), 2, 38, "is no date"},
        Case{"bool", condition(R"({"Bool":{"a:b":"yes"}})"), 2, 32, "neither true nor false"},
        Case{"address", condition(R"({"IpAddress":{"a:b":"10.0.0.0/33"}})"), 2, 37,
             "is no IP address"},
        Case{"address_in_a_list", condition("{\"IpAddress\":{\"a:b\":[\"::1\",\n \"10.0.0\"]}}"), 3,
             2, "is no IP address"},
        Case{"binary", condition(R"({"BinaryEquals":{"a:b":"*"}})"), 2, 40, "is not base64"},
        Case{"same_operator",
             condition("{\"Bool\":{\"a:b\":\"true\"},\n\"Bool\":{\"a:c\":\"true\"}}"), 3, 1,
             "stands twice"},
        Case{"same_key", condition(R"({"Bool":{"a:b":"true","a:b":"true"}})"), 2, 39,
             "stands twice"},
        Case{"variable_in_a_number", condition(R"({"NumericEquals":{"a:b":"${a:c}"}})"), 2, 41,
             "is no number"},
        Case{"long_quote", condition(R"({")" + std::string(500, 'x') + R"(":{}})"), 2, 18,
             std::string(64, 'x') + "…\""},
        Case{"terminal", condition("{\"\\u001b[31m\":{}}"), 2, 18, "\"?[31m\""}),
    by_name);

std::string trust(const std::string& principal) {
  return R"({"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":)"
         "\n" +
         principal + "}}";
}

INSTANTIATE_TEST_SUITE_P(
    Trust, MalformedPolicy,
    testing::Values(Case{"none", R"({"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}})", 1,
                         14, "no Principal", PolicyKind::trust},
                    Case{"resource", R"({"Statement":{"Resource":"*"}})", 1, 15,
                         R"(no element "Resource")", PolicyKind::trust},
                    Case{"word", trust(R"("111122223333")"), 2, 1, "Principal must be",
                         PolicyKind::trust},
                    Case{"empty", trust("{}"), 2, 1, "Principal is empty", PolicyKind::trust},
                    Case{"type", trust(R"({"Aws":"*"})"), 2, 2, R"("Aws" must be written "AWS")",
                         PolicyKind::trust},
                    Case{"account", trust(R"({"AWS":"1111"})"), 2, 8, "an account of 12 digits",
                         PolicyKind::trust},
                    Case{"wildcard", trust(R"({"AWS":"arn:aws:iam::111122223333:user/*"})"), 2, 8,
                         "without wildcards", PolicyKind::trust},
                    Case{"group", trust(R"({"AWS":"arn:aws:iam::111122223333:group/g"})"), 2, 8,
                         "the ARN of a root", PolicyKind::trust},
                    Case{"not_principal", R"({"Statement":{"NotPrincipal":"*"}})", 1, 15,
                         R"(no element "NotPrincipal")", PolicyKind::trust}),
    by_name);

TEST(PolicySize, CountsNoWhiteSpaceOfIdentityPolicies) {
  std::string tail = R"("Action":"*","Resource":"*"}})";
  std::size_t frame = padded(0).size() + tail.size();
  EXPECT_NO_THROW(
      Policy::parse(padded(6144 - frame) + std::string(5000, ' ') + tail, PolicyKind::identity));
  EXPECT_THROW(Policy::parse(padded(6145 - frame) + tail, PolicyKind::identity), PolicyError);
}

TEST(PolicySize, CountsAllOfSessionPolicies) {
  std::string tail = R"("Action":"*","Resource":"*"}})";
  std::size_t frame = padded(0).size() + tail.size();
  EXPECT_NO_THROW(Policy::parse(padded(2048 - frame) + tail, PolicyKind::session));
  EXPECT_THROW(Policy::parse(padded(2047 - frame) + "  " + tail, PolicyKind::session), PolicyError);
}

TEST(PolicySize, IsLargerForTrustPolicies) {
  std::string tail = R"("Action":"sts:AssumeRole","Principal":"*"}})";
  std::size_t frame = padded(0).size() + tail.size();
  EXPECT_NO_THROW(Policy::parse(padded(10240 - frame) + tail, PolicyKind::trust));
  EXPECT_THROW(Policy::parse(padded(10241 - frame) + tail, PolicyKind::trust), PolicyError);
}

TEST(Policy, KnowsItsStatementsByNameAndLine) {
  Policy policy = Policy::parse(R"({
    "Id": "example", "Version": "2008-10-17",
    "Statement": [
      {"Sid": "First", "Effect": "Allow", "Action": "*", "Resource": "*"},
      {"Sid": "", "Effect": "Deny", "NotAction": ["a:B"], "NotResource": ["arn:aws:s3:::b/*"]}
    ]})",
                                PolicyKind::identity);

  ASSERT_EQ(policy.statement_count(), 2u);
  EXPECT_EQ(policy.sid(0), "First");
  EXPECT_EQ(policy.line(0), 4u);
  EXPECT_EQ(policy.sid(1), "");
  EXPECT_EQ(policy.line(1), 5u);
}

}  // namespace
}  // namespace amity::iam
