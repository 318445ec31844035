#include "bench/report.h"

#include "protocol/shape/encode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::bench {
namespace {

struct Quantile {
  const char* name;
  double part;
};
constexpr std::array<Quantile, 5> kQuantiles{
    {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p99.9", 0.999}, {"max", 1}}};

// The latencies at kQuantiles in milliseconds: the least one that at least that part does not
// exceed.
std::array<double, kQuantiles.size()> quantiles(std::vector<std::uint32_t> latencies) {
  std::array<double, kQuantiles.size()> values{};
  if (latencies.empty()) return values;
  std::sort(latencies.begin(), latencies.end());
  for (std::size_t i = 0; i < kQuantiles.size(); ++i) {
    auto rank = std::ceil(kQuantiles[i].part * static_cast<double>(latencies.size()));
    values[i] = latencies[static_cast<std::size_t>(rank) - 1] / 1000.0;
  }
  return values;
}

// CPU microseconds per answer.
double per_request(const Figures& figures, double seconds) {
  return seconds * 1e6 / static_cast<double>(std::max<std::int64_t>(answers(figures), 1));
}

double per_second(const Figures& figures, const TrafficFigures& traffic) {
  return static_cast<double>(traffic.latencies.size()) / figures.seconds;
}

}  // namespace

std::int64_t answers(const Figures& figures) {
  std::int64_t sum = 0;
  for (const auto& traffic : figures.traffic) {
    sum += static_cast<std::int64_t>(traffic.latencies.size());
  }
  return sum;
}

std::int64_t failures(const Figures& figures) {
  std::int64_t sum = 0;
  for (const auto& traffic : figures.traffic) sum += traffic.failures;
  return sum;
}

std::string to_json(const Figures& figures) {
  std::string json = fmt::format(R"({{"seconds":{:.3f},"requests":{},"failures":{})",
                                 figures.seconds, answers(figures), failures(figures));
  auto out = std::back_inserter(json);
  if (figures.server) {
    fmt::format_to(
        out,
        R"(,"server":{{"cpu_us_per_request":{:.3f},"user_us_per_request":{:.3f},)"
        R"("system_us_per_request":{:.3f},"busy":{:.3f}}})",
        per_request(figures, figures.server->total()), per_request(figures, figures.server->user),
        per_request(figures, figures.server->system), figures.server->total() / figures.seconds);
  }
  json += ",\"traffic\":[";
  for (std::string_view comma; const auto& traffic : figures.traffic) {
    fmt::format_to(out,
                   R"({}{{"name":"{}","connections":{},"requests":{},"used":{},)"
                   R"("per_second":{:.1f},"latency_ms":{{)",
                   std::exchange(comma, ","), traffic.name, traffic.connections,
                   traffic.latencies.size(), traffic.used, per_second(figures, traffic));
    auto values = quantiles(traffic.latencies);
    for (std::size_t i = 0; i < values.size(); ++i) {
      fmt::format_to(out, R"({}"{}":{:.3f})", i ? "," : "", kQuantiles[i].name, values[i]);
    }
    json += "},\"statuses\":{";
    for (std::string_view next; const auto& [status, count] : traffic.statuses) {
      fmt::format_to(out, R"({}"{}":{})", std::exchange(next, ","), status, count);
    }
    json += "},\"samples\":{";
    for (std::string_view next; const auto& [status, body] : traffic.samples) {
      fmt::format_to(out, R"({}"{}":)", std::exchange(next, ","), status);
      shape::append_json_string(body, json);
    }
    json += "}}";
  }
  json += "]}";
  return json;
}

std::string to_text(const Figures& figures) {
  std::string text;
  auto out = std::back_inserter(text);
  for (const auto& traffic : figures.traffic) {
    fmt::format_to(out, "{} x{}: {} requests in {:.2f} s, {:.0f}/s, ms", traffic.name,
                   traffic.connections, traffic.latencies.size(), figures.seconds,
                   per_second(figures, traffic));
    auto values = quantiles(traffic.latencies);
    for (std::size_t i = 0; i < values.size(); ++i) {
      fmt::format_to(out, " {} {:.2f}", kQuantiles[i].name, values[i]);
    }
    for (const auto& [status, count] : traffic.statuses) {
      fmt::format_to(out, ", {} x {}", count, status);
    }
    text += '\n';
    for (const auto& [status, body] : traffic.samples) {
      if (status != 200) fmt::format_to(out, "  {}: {}\n", status, body);
    }
  }
  if (figures.server) {
    fmt::format_to(
        out, "server: {:.2f} us CPU per request ({:.2f} user, {:.2f} system), {:.0f} %\n",
        per_request(figures, figures.server->total()), per_request(figures, figures.server->user),
        per_request(figures, figures.server->system),
        100 * figures.server->total() / figures.seconds);
  }
  return text;
}

}  // namespace amity::bench
