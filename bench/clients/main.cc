// client-load: GetPartner again and again by Amity's client, and what that costs this process.
// bench/run compares it with boto3 and the JavaScript client (boto3_load.py, javascript_load.mjs).
// Endpoint, Region and credentials are in the environment, as for them.
#include "client/account/client.h"
#include "client/call/task.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace amity {
namespace {

using account::Client;
using account::GetPartnerRequest;
using client::Task;
using Clock = std::chrono::steady_clock;

struct Options {
  std::string partner;
  int in_flight = 1;
  double warm_up = 1;
  double seconds = 5;
};

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

[[noreturn]] void give_up(const client::Error& error) {
  fmt::print(stderr, "{}\n", error.sentence());
  std::exit(1);
}

std::int64_t call_in_turn(const Client& client, const GetPartnerRequest& request,
                          Clock::time_point end) {
  std::int64_t calls = 0;
  for (; Clock::now() < end; ++calls)
    if (auto outcome = client.get_partner(request); !outcome) give_up(outcome.error());
  return calls;
}

Task<std::int64_t> call_until(Client client, GetPartnerRequest request, Clock::time_point end) {
  std::int64_t calls = 0;
  for (; Clock::now() < end; ++calls) {
    auto outcome = co_await client.async.get_partner(request);
    if (!outcome) give_up(outcome.error());
  }
  co_return calls;
}

// One at a time as a program does that waits; many as coroutines.
std::int64_t calls_within(const Client& client, const Options& options, double seconds) {
  const GetPartnerRequest request{.catalog = account::Catalog("AWS"),
                                  .identifier = account::PartnerIdentifier(options.partner)};
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(seconds));
  if (options.in_flight == 1) return call_in_turn(client, request, end);
  std::vector<Task<std::int64_t>> tasks;
  for (int i = 0; i < options.in_flight; ++i) tasks.push_back(call_until(client, request, end));
  std::int64_t calls = 0;
  for (std::int64_t one : client::sync_wait(client::when_all(std::move(tasks)))) calls += one;
  return calls;
}

void run(const Options& options) {
  const Client client;
  calls_within(client, options, options.warm_up);
  const double cpu = cpu_seconds();
  const auto begin = Clock::now();
  const std::int64_t calls = calls_within(client, options, options.seconds);
  const std::chrono::duration<double> took = Clock::now() - begin;
  fmt::print("{{\"calls\": {}, \"seconds\": {}, \"cpu_seconds\": {}}}\n", calls, took.count(),
             cpu_seconds() - cpu);
}

}  // namespace
}  // namespace amity

int main(int count, char** words) {
  amity::Options options;
  CLI::App app("GetPartner again and again; what it costs, as JSON.");
  app.add_option("--partner", options.partner, "Whom to get")->required();
  app.add_option("--in-flight", options.in_flight, "Calls at a time");
  app.add_option("--warm-up", options.warm_up, "Seconds that do not count");
  app.add_option("--seconds", options.seconds, "Seconds that count");
  CLI11_PARSE(app, count, words);
  amity::run(options);
}
