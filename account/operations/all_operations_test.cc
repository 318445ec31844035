// Walks all operations with requests made from their member tables: whatever is sent, by whomever,
// the answer is a response, an error of the front door, or one that the operation's row lists.
#include "account/model/operations.h"
#include "account/operations/api_test.h"
#include "account/operations/sample_test.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace amity::account {
namespace {

class AllOperations : public testing::TestWithParam<const shape::Operation*> {
 protected:
  // Checks the answer and returns it: the response, or nothing for an error.
  std::optional<std::string> send(std::string_view account, const std::string& body) {
    const shape::Operation& operation = *GetParam();
    auto [status, answer] =
        api.send(account, std::string(target_prefix) + '.' + std::string(operation.name), body);
    std::string where = std::string(account) + ' ' + body + " -> " + answer;
    if (status == 200) return answer;
    simdjson::dom::parser parser;
    std::string type(parser.parse(answer).value()["__type"].get_string().value());
    if (type.starts_with("com.amazon.coral.service#")) {
      EXPECT_LT(status, 500) << where;
      return std::nullopt;
    }
    std::string name = type.substr(type.find('#') + 1);
    EXPECT_NE(name, "InternalServerException") << where;
    bool listed = false;
    for (std::size_t i = 0; i < std::size(error_kinds); ++i)
      listed = listed || (error_kinds[i].name == name &&
                          contains(operation.errors, static_cast<ErrorCode>(i)));
    EXPECT_TRUE(listed) << where;
    return std::nullopt;
  }

  static bool has_token() {
    const auto fields = GetParam()->request().fields;
    return std::any_of(fields.begin(), fields.end(),
                       [](const shape::Field& field) { return field.idempotency_token; });
  }

  Api api;
};

TEST_P(AllOperations, AnswerOnlyWhatTheirRowLists) {
  api.partner(kOwner);
  api.partner(kOther);
  api.stranger("333333333333");
  const shape::Type& type = GetParam()->request();

  for (std::string_view account :
       {kOwner, kOther, std::string_view("333333333333"), std::string_view("999999999999")})
    for (bool optional_members : {false, true})
      for (std::size_t choice = 0; choice < 3; ++choice) {
        std::string body = Sample(optional_members, choice).of(type);
        auto first = send(account, body);
        auto again = send(account, body);
        if (first && has_token() && body.find("ClientToken") != std::string::npos) {
          EXPECT_EQ(again, first) << "a repeat under the same token " << body;
        }
        std::string sandbox = body;
        for (auto at = sandbox.find("AWS"); at != std::string::npos; at = sandbox.find("AWS"))
          sandbox.replace(at, 3, "Sandbox");
        send(account, sandbox);
      }
}

TEST_P(AllOperations, RefuseWhatIsNoRequest) {
  api.partner(kOwner);
  const shape::Type& type = GetParam()->request();
  send(kOwner, "{}");
  send(kOwner, "[]");
  send(kOwner, "{\"Catalog\":\"AWS\"}");
  std::string nothing = "{";
  for (const shape::Field& field : type.fields) {
    std::string name = '"' + std::string(field.name) + "\":";
    for (std::string_view value : {"null", "17", "-1", "1e400", "true", "\"\"", "[]", "{}",
                                   "[null]", "{\"x\":[{}]}", "\"\\u0000\"", "\"\\ud83d\\ude00\""})
      send(kOwner, '{' + name + std::string(value) + '}');
    nothing += (nothing.size() > 1 ? "," : "") + name + "null";
  }
  send(kOwner, nothing + '}');
}

std::vector<const shape::Operation*> all_operations() {
  std::vector<const shape::Operation*> all;
  for (const shape::Operation& operation : operations) all.push_back(&operation);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Api, AllOperations, testing::ValuesIn(all_operations()),
                         [](const auto& row) { return std::string(row.param->name); });

}  // namespace
}  // namespace amity::account
