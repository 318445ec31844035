#include "bench/report.h"

#include <gmock/gmock.h>
#include <simdjson.h>

#include <cstdint>
#include <string>

namespace amity::bench {
namespace {

using ::testing::HasSubstr;

// A thousand answers of 1 to 1000 ms and three refusals, within two seconds.
Figures thousand_and_three() {
  Figures figures{.seconds = 2, .server = CpuTime{.user = 0.5, .system = 1.006}, .traffic = {}};
  TrafficFigures& traffic = figures.traffic.emplace_back();
  traffic.name = "reject";
  traffic.connections = 64;
  traffic.latencies.assign(1003, 1'000'000);
  for (std::uint32_t i = 0; i < 1000; ++i) traffic.latencies[i] = (1000 - i) * 1000;
  traffic.statuses = {{200, 1000}, {409, 3}};
  traffic.samples = {{200, "{}"}, {409, "{\"Reason\":\"a \\ b\"}"}};
  traffic.failures = 3;
  return figures;
}

TEST(Report, SaysTheSameToProgramsInJson) {
  simdjson::dom::parser parser;
  simdjson::padded_string json(to_json(thousand_and_three()));
  simdjson::dom::element report = parser.parse(json);

  EXPECT_EQ(report["requests"].get_int64().value(), 1003);
  EXPECT_EQ(report["failures"].get_int64().value(), 3);
  EXPECT_NEAR(report["server"]["cpu_us_per_request"].get_double().value(), 1.506e6 / 1003, 0.001);
  EXPECT_NEAR(report["server"]["busy"].get_double().value(), 0.753, 0.001);
  simdjson::dom::element traffic = report["traffic"].at(0);
  EXPECT_EQ(traffic["per_second"].get_double().value(), 501.5);
  EXPECT_EQ(traffic["latency_ms"]["p50"].get_double().value(), 502);
  EXPECT_EQ(traffic["latency_ms"]["p99"].get_double().value(), 993);
  EXPECT_EQ(traffic["latency_ms"]["max"].get_double().value(), 1000);
  EXPECT_EQ(traffic["statuses"]["409"].get_int64().value(), 3);
  EXPECT_EQ(traffic["samples"]["409"].get_string().value(), "{\"Reason\":\"a \\ b\"}");
}

TEST(Report, ShowsAPersonWhatWasRefused) {
  std::string text = to_text(thousand_and_three());
  EXPECT_THAT(text, HasSubstr("reject x64: 1003 requests in 2.00 s, 502/s"));
  EXPECT_THAT(text, HasSubstr("1000 x 200, 3 x 409\n  409: {\"Reason\""));
  EXPECT_THAT(text, HasSubstr("75 %"));
}

TEST(Report, CountsNothingWhereNothingCame) {
  Figures figures{.seconds = 1, .server = CpuTime{}, .traffic = {TrafficFigures{}}};
  EXPECT_THAT(to_json(figures), HasSubstr("\"requests\":0"));
}

}  // namespace
}  // namespace amity::bench
