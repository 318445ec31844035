// Walks all operations with requests made from their member tables: whatever is sent, by whomever,
// the answer is a response, an error of the front door, or one that the operation's row lists.
#include "account/model/operations.h"
#include "account/operations/api_test.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace amity::account {
namespace {

// Values that some text of the model takes, the more particular ones first.
constexpr std::string_view kSamples[] = {
    "pprofiletask-aaaaaaaaaaaaa",
    "pacinv-222222222222a",
    "pac-222222222222a",
    "222222222222",
    "123456",
    "en-US",
    "US",
    "https://example.com/",
    "lead@partner.example",
    "example.com",
    "a sample",
    "sample",
};

// The partner of kOwner names itself, and another's profile.
constexpr std::string_view kOwner = "111111111111";
constexpr std::string_view kOther = "222222222222";

std::string with_key_of(std::string_view prefix, std::string_view account) {
  return std::string(prefix) + domain::base32(domain::parse_account(account).value().number);
}

// Makes requests as JSON, along a member table.
class Sample {
 public:
  Sample(bool optional_members, std::size_t choice)
      : optional_members_(optional_members), choice_(choice) {
    std::string partner = with_key_of("partner-", kOwner);
    samples_ = {partner, with_key_of("pprofile-", kOther),
                "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/partner/" + partner};
    samples_.insert(samples_.begin(), "AWS");
    samples_.insert(samples_.end(), std::begin(kSamples), std::end(kSamples));
  }

  std::string of(const shape::Type& type) {
    switch (type.kind) {
      case shape::Kind::boolean:
        return "true";
      case shape::Kind::text:
        return text(type);
      case shape::Kind::enumeration:
        return '"' + std::string(type.names[choice_ % type.names.size()]) + '"';
      case shape::Kind::integer:
      case shape::Kind::long_integer:
        return std::to_string(std::max<std::int64_t>(1, type.number.min));
      case shape::Kind::timestamp:
        return "\"2026-01-01T00:00:00Z\"";
      case shape::Kind::list:
        return '[' + of(type.element()) + ']';
      case shape::Kind::map:
        return "{}";
      case shape::Kind::union_: {
        const shape::Field& field = type.fields[choice_ % type.fields.size()];
        return "{\"" + std::string(field.name) + "\":" + of(field.type()) + '}';
      }
      case shape::Kind::structure:
        return structure(type);
    }
    return "null";
  }

 private:
  std::string structure(const shape::Type& type) {
    std::string json = "{";
    for (const shape::Field& field : type.fields) {
      if (!field.required && !optional_members_) continue;
      if (json.size() > 1) json += ',';
      json += '"' + std::string(field.name) + "\":" + of(field.type());
    }
    return json + '}';
  }

  std::string text(const shape::Type& type) const {
    for (std::string_view sample : samples_) {
      if (sample.size() < type.text.min || sample.size() > type.text.max) continue;
      if (type.pattern == nullptr || type.pattern->matches(sample))
        return '"' + std::string(sample) + '"';
    }
    ADD_FAILURE() << "no sample fits " << type.name << ": " << type.text.pattern;
    return "\"\"";
  }

  bool optional_members_;
  std::size_t choice_;
  std::vector<std::string> samples_;
};

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
