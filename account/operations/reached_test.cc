// Which of the model's reasons and codes the stories of this program have reached.
#include "account/operations/reached_test.h"

#include "account/model/errors.h"
#include "account/model/profile.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>

namespace amity::account {
namespace {

std::set<std::string, std::less<>>& reached() {
  static std::set<std::string, std::less<>> words;
  return words;
}

// What no request can bring about, and why.
const std::map<std::string_view, std::string_view> kExplained = {
    {"InternalServerException", "a fault of ours: awsjson/dispatch_test.cc makes one"},
};

template <class Enum>
void add_all(std::set<std::string_view>& words) {
  for (std::string_view name : wire_names(Enum{})) words.insert(name);
}

std::set<std::string_view> words_of_the_model() {
  std::set<std::string_view> words;
  for (const shape::ErrorKind& kind : error_kinds) words.insert(kind.name);
  add_all<ResourceNotFoundExceptionReason>(words);
  add_all<AccessDeniedExceptionReason>(words);
  add_all<ConflictExceptionReason>(words);
  add_all<ServiceQuotaExceededExceptionReason>(words);
  add_all<ValidationExceptionReason>(words);
  add_all<FieldValidationCode>(words);
  add_all<BusinessValidationCode>(words);
  add_all<ProfileValidationErrorReason>(words);
  return words;
}

class Reached final : public testing::Environment {
 public:
  void TearDown() override {
    if (std::getenv("AMITY_ALL_REASONS") == nullptr) return;
    for (std::string_view word : words_of_the_model()) {
      if (reached().contains(word)) continue;
      auto explained = kExplained.find(word);
      if (explained == kExplained.end()) {
        ADD_FAILURE() << "no test has reached " << word;
      } else {
        std::printf("not reached: %s (%s)\n", std::string(word).c_str(),
                    std::string(explained->second).c_str());
      }
    }
  }
};

[[maybe_unused]] const auto* environment = testing::AddGlobalTestEnvironment(new Reached);

}  // namespace

void note_answer(std::string_view body) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (parser.parse(body.data(), body.size()).get(json) != simdjson::SUCCESS) return;
  auto note = [](simdjson::simdjson_result<simdjson::dom::element> found) {
    std::string_view word;
    if (found.get(word) == simdjson::SUCCESS) reached().emplace(word.substr(word.find('#') + 1));
  };
  note(json["__type"]);
  note(json["Reason"]);
  simdjson::dom::array details;
  if (json["ErrorDetails"].get(details) == simdjson::SUCCESS)
    for (simdjson::dom::element detail : details)
      for (const char* kind : {"FieldValidationError", "BusinessValidationError"})
        note(detail[kind]["Code"]);
  if (json["ErrorDetailList"].get(details) == simdjson::SUCCESS)
    for (simdjson::dom::element detail : details) note(detail["Reason"]);
}

}  // namespace amity::account
