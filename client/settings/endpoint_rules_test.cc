// Holds the endpoint and the partitions against the public rules: those of the API, with their own
// cases, and those that the pinned botocore has.
#include "client/settings/endpoint.h"
#include "client/settings/settings.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace amity::client {
namespace {

using simdjson::dom::element;
using std::filesystem::path;

const path kShared = path(AMITY_SHARED_DIR) / "api/partnercentral-account/2025-04-04";

// Where botocore has its data; empty where there is none.
path botocore_data() {
  std::error_code none;
  for (const auto& python :
       std::filesystem::directory_iterator(AMITY_SOURCE_DIR "/.venv/lib", none)) {
    path data = python.path() / "site-packages/botocore/data";
    if (exists(data)) return data;
  }
  return {};
}

std::string resolved(const EndpointParameters& parameters) {
  try {
    return resolve_endpoint(parameters);
  } catch (const ConfigurationError& error) {
    return error.what();
  }
}

std::string_view text(element value) { return value.get_string().value(); }

bool has(element object, std::string_view name) {
  return object[name].error() == simdjson::SUCCESS;
}

EndpointParameters parameters_of(element params) {
  EndpointParameters parameters{.host_prefix = "partnercentral-account"};
  if (has(params, "Region")) parameters.region = text(params["Region"]);
  if (has(params, "Endpoint")) parameters.endpoint_url = text(params["Endpoint"]);
  if (has(params, "UseFIPS")) parameters.use_fips = params["UseFIPS"].get_bool().value();
  return parameters;
}

TEST(EndpointRules, TheirOwnCasesHold) {
  if (!exists(kShared)) GTEST_SKIP() << "no " << kShared;
  simdjson::dom::parser parser;
  int cases = 0;
  for (element test : parser.load(kShared / "endpoint-tests-1.json")["testCases"]) {
    element expect = test["expect"];
    EndpointParameters parameters{.host_prefix = "partnercentral-account"};
    if (has(test, "params")) parameters = parameters_of(test["params"]);
    EXPECT_EQ(resolved(parameters),
              has(expect, "error") ? text(expect["error"]) : text(expect["endpoint"]["url"]))
        << text(test["documentation"]);
    ++cases;
  }
  EXPECT_EQ(cases, 9);
}

// The rules as they are written, followed step by step; what they have that we do not know is a
// failure.
class Rules {
 public:
  explicit Rules(element rules) : rules_(rules) {}

  std::string resolve(const EndpointParameters& parameters) const {
    return follow(rules_["rules"], parameters);
  }

 private:
  // Empty when no rule applies.
  static std::string follow(element rules, const EndpointParameters& parameters) {
    for (element rule : rules) {
      bool applies = true;
      for (element condition : rule["conditions"])
        applies = applies && holds(condition, parameters);
      if (!applies) continue;
      if (has(rule, "rules")) return follow(rule["rules"], parameters);
      if (has(rule, "error")) return std::string(text(rule["error"]));
      return url(rule["endpoint"]["url"], parameters);
    }
    return "";
  }

  static bool holds(element condition, const EndpointParameters& parameters) {
    std::string_view function = text(condition["fn"]);
    std::string_view subject = text(condition["argv"].at(0)["ref"]);
    if (function == "isSet" && subject == "Endpoint") return !parameters.endpoint_url.empty();
    if (function == "isSet" && subject == "Region") return !parameters.region.empty();
    if (function == "aws.partition" && subject == "Region") return true;
    if (function == "booleanEquals" && subject == "UseFIPS")
      return parameters.use_fips == condition["argv"].at(1).get_bool().value();
    ADD_FAILURE() << "the rules ask " << function << " of " << subject;
    return false;
  }

  static std::string url(element url, const EndpointParameters& parameters) {
    if (url.is_object()) return std::string(parameters.endpoint_url);
    std::string written(text(url));
    replace(written, "{Region}", parameters.region);
    replace(written, "{PartitionResult#dualStackDnsSuffix}",
            partition_of(parameters.region).dual_stack_dns_suffix);
    return written;
  }

  static void replace(std::string& in, std::string_view what, std::string_view by) {
    if (auto at = in.find(what); at != std::string::npos) in.replace(at, what.size(), by);
  }

  element rules_;
};

void expect_ours_are(element rules) {
  for (std::string_view region : {"", "us-east-1", "cn-north-1", "us-isof-south-1", "new-place-1"})
    for (std::string_view endpoint : {"", "https://example.com/base"})
      for (bool fips : {false, true}) {
        EndpointParameters parameters{.host_prefix = "partnercentral-account",
                                      .region = region,
                                      .use_fips = fips,
                                      .endpoint_url = endpoint};
        EXPECT_EQ(resolved(parameters), Rules(rules).resolve(parameters))
            << region << ' ' << endpoint << ' ' << fips;
      }
  for (const char* known : {"UseFIPS", "Endpoint", "Region"})
    EXPECT_TRUE(has(rules["parameters"], known)) << known;
  EXPECT_EQ(rules["parameters"].get_object().size(), 3U);
}

TEST(EndpointRules, AreThoseOfTheApi) {
  if (!exists(kShared)) GTEST_SKIP() << "no " << kShared;
  simdjson::dom::parser parser;
  expect_ours_are(parser.load(kShared / "endpoint-rule-set-1.json"));
}

std::string unpacked(const path& file) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
      ::popen(("gzip -dc '" + file.string() + "'").c_str(), "r"), ::pclose);
  std::string bytes;
  std::array<char, 4096> piece;
  while (std::size_t count = std::fread(piece.data(), 1, piece.size(), pipe.get()))
    bytes.append(piece.data(), count);
  return bytes;
}

TEST(EndpointRules, AreThoseOfThePinnedBotocore) {
  path file = botocore_data() / "partnercentral-account/2025-04-04/endpoint-rule-set-1.json.gz";
  if (!exists(file)) GTEST_SKIP() << "no botocore";
  simdjson::dom::parser parser;
  std::string json = unpacked(file);
  expect_ours_are(parser.parse(json));
}

TEST(Partitions, AreThoseOfThePinnedBotocore) {
  path file = botocore_data() / "partitions.json";
  if (!exists(file)) GTEST_SKIP() << "no botocore";
  simdjson::dom::parser parser;
  int regions = 0;
  for (element theirs : parser.load(file)["partitions"]) {
    auto expect_ours = [&](std::string_view region) {
      const Partition& ours = partition_of(region);
      EXPECT_EQ(ours.id, text(theirs["id"])) << region;
      EXPECT_EQ(ours.dns_suffix, text(theirs["outputs"]["dnsSuffix"])) << region;
      EXPECT_EQ(ours.dual_stack_dns_suffix, text(theirs["outputs"]["dualStackDnsSuffix"]))
          << region;
      ++regions;
    };
    simdjson::dom::object known = theirs["regions"].get_object().value();
    for (auto [region, about] : known) {
      expect_ours(region);
      // A Region that is opened next year, beside one that is known.
      if (!region.ends_with("-global")) expect_ours(std::string(region) + "7");
    }
  }
  EXPECT_GT(regions, 80);
}

TEST(Partitions, ARegionThatNobodyKnowsIsInAws) {
  for (const char* region : {"", "cn-", "cn-north", "cn-north-", "cn--1", "cn-north-x", "cn-a-b-1",
                             "us-gov", "us-isox-east-1", "aws-cn", "aws-cn-globally", "moon-1"})
    EXPECT_EQ(partition_of(region).id, "aws") << region;
}

}  // namespace
}  // namespace amity::client
