// load: signed requests to a server on this machine, and what they cost it. bench/README.md has the
// whole comparison, which bench/run makes with this program.
#include "bench/closed_loop.h"
#include "bench/invitation_file.h"
#include "bench/population.h"
#include "bench/report.h"
#include "bench/requests.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace amity::bench {
namespace {

struct Options {
  int accounts = 10'000;
  std::uint64_t seed_number = 1;
  std::uint16_t port = 0;
  std::string invitations;
  int connections = 32;
  int write_connections = 256;
  std::size_t requests = 100'000;
  std::int64_t first = 0;
  Window window{.warm_up_seconds = 1, .seconds = 5};
  std::optional<pid_t> server;
  bool json = false;
};

// Who invited whom, in the order in which this run asks for it: the same for one seed number, so
// that a later run can go on behind an earlier one with `first`.
std::vector<Invitation> shuffled(const Options& options, const Population& population) {
  auto invitations = read_invitations(options.invitations, population);
  std::mt19937_64 random(options.seed_number);
  std::shuffle(invitations.begin(), invitations.end(), random);
  return invitations;
}

// Reads of random invitations, each as one of its parties.
Requests gets(const Options& options, const Population& population, SdkClient& client) {
  Requests requests;
  auto invitations = shuffled(options, population);
  for (std::size_t n = 0; n < options.requests; ++n) {
    const Invitation& invitation = invitations[n % invitations.size()];
    client.get(requests, n % 2 ? invitation.accounts.sender : invitation.accounts.receiver,
               invitation.identifier());
  }
  return requests;
}

// First pages of 20, of accounts that have so many.
Requests lists(const Options& options, const Population& population, SdkClient& client) {
  constexpr int kPage = 20;
  std::map<int, int> held;
  for (const Invitation& invitation : read_invitations(options.invitations, population)) {
    ++held[invitation.accounts.sender];
    ++held[invitation.accounts.receiver];
  }
  std::vector<int> callers;
  for (auto [account, count] : held) {
    if (count >= kPage) callers.push_back(account);
  }
  if (callers.empty()) throw std::runtime_error("no account has 20 invitations to list");
  std::mt19937_64 random(options.seed_number);
  std::shuffle(callers.begin(), callers.end(), random);
  Requests requests;
  for (std::size_t n = 0; n < options.requests; ++n) {
    client.list(requests, callers[n % callers.size()], kPage);
  }
  return requests;
}

// One request a random account, of those that any account may send.
Requests of_accounts(const Options& options, const Population& population, SdkClient& client,
                     void (SdkClient::*request)(Requests&, int)) {
  std::mt19937_64 random(1);
  Requests requests;
  for (std::size_t n = 0; n < options.requests; ++n) {
    auto caller = static_cast<int>(random() % static_cast<std::uint64_t>(population.size()));
    (client.*request)(requests, caller);
  }
  return requests;
}

Requests rejects(const Options& options, const Population& population, SdkClient& client) {
  Requests requests;
  auto invitations = shuffled(options, population);
  auto first = static_cast<std::size_t>(options.first);
  if (first >= invitations.size())
    throw std::runtime_error("--first is behind the last invitation");
  std::size_t last = std::min(first + options.requests, invitations.size());
  for (std::size_t n = first; n < last; ++n) {
    client.reject(requests, invitations[n].accounts.receiver, invitations[n].identifier());
  }
  return requests;
}

Requests creates(const Population& population, SdkClient& client, std::int64_t first,
                 std::int64_t last) {
  Requests requests;
  for (std::int64_t n = first; n < last; ++n) client.create(requests, population.pair(n));
  return requests;
}

void tell(const Options& options, const Figures& figures) {
  std::fputs((options.json ? to_json(figures) + "\n" : to_text(figures)).c_str(), stdout);
}

// Measures that traffic; the exit code says whether all answers were 200.
int measure(const Options& options, const std::vector<Traffic>& traffic) {
  Figures figures = run_closed_loop(options.port, traffic, options.window, options.server);
  tell(options, figures);
  return failures(figures) == 0 ? 0 : 1;
}

// Creates invitations number 0 to requests - 1 and writes them to the file, some at a time: their
// signatures would not outlive the whole.
int fill(const Options& options, const Population& population, SdkClient& client) {
  constexpr std::int64_t kPart = 50'000;
  auto total = static_cast<std::int64_t>(options.requests);
  std::ofstream file(options.invitations);
  if (!file) throw std::runtime_error("cannot write " + options.invitations);
  auto start = std::chrono::steady_clock::now();

  for (std::int64_t first = 0; first < total; first += kPart) {
    std::int64_t last = std::min(first + kPart, total);
    Requests requests = creates(population, client, first, last);
    std::int64_t created = 0;
    auto observe = [&](std::size_t, std::size_t n, int status, std::string_view body) {
      std::size_t id = body.find("pacinv-");
      if (status != 200 || id == body.npos) {
        throw std::runtime_error(fmt::format("not created: {} {}", status, body));
      }
      write_invitation(file, population, body.substr(id, Invitation{}.id.size()),
                       population.pair(first + static_cast<std::int64_t>(n)));
      ++created;
    };
    std::vector<Traffic> traffic{{.name = "fill",
                                  .requests = requests,
                                  .connections = options.write_connections,
                                  .repeat = false}};
    run_closed_loop(options.port, traffic, {.warm_up_seconds = 0, .seconds = 200}, {}, observe);
    if (created != last - first) throw std::runtime_error("the server is too slow to be filled");
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fmt::print(stderr, "fill: {} of {} invitations, {:.0f}/s\n", last, total,
               static_cast<double>(last) / took.count());
  }
  if (!file.flush()) throw std::runtime_error("cannot write " + options.invitations);
  return 0;
}

int run(const std::string& work, const Options& options) {
  Population population(options.accounts, options.seed_number);
  if (work == "seed") {
    population.write_seed(std::cout);
    return std::cout.flush() ? 0 : 1;
  }
  SdkClient client(population, options.port);
  if (work == "print") {
    Requests requests;
    client.list(requests, 0, 20);
    std::cout << requests[0];
    return std::cout.flush() ? 0 : 1;
  }
  if (options.port == 0) throw std::runtime_error("--port is missing");
  if (work == "fill") return fill(options, population, client);
  if (work == "create") {
    auto last = options.first + static_cast<std::int64_t>(options.requests);
    Requests requests = creates(population, client, options.first, last);
    return measure(options, {{work, requests, options.write_connections, false}});
  }
  if (work == "reject") {
    Requests requests = rejects(options, population, client);
    return measure(options, {{work, requests, options.write_connections, false}});
  }
  if (work == "list-invitations") {
    Requests requests = lists(options, population, client);
    return measure(options, {{work, requests, options.connections, true}});
  }
  if (work == "get-partner" || work == "get-preferences") {
    Requests requests =
        of_accounts(options, population, client,
                    work == "get-partner" ? &SdkClient::get_partner : &SdkClient::get_preferences);
    return measure(options, {{work, requests, options.connections, true}});
  }
  Requests reads = gets(options, population, client);
  if (work == "mixed") {
    Requests writes = rejects(options, population, client);
    return measure(options, {{"get-invitation", reads, options.connections, true},
                             {"reject", writes, options.write_connections, false}});
  }
  return measure(options, {{work, reads, options.connections, true}});
}

}  // namespace
}  // namespace amity::bench

int main(int argc, char** argv) {
  using namespace amity::bench;
  CLI::App app{"Loads a server on this machine with signed requests, and measures it."};
  std::string work;
  Options options;
  app.add_option("work", work,
                 "seed: write a seed file to standard output; "
                 "print: write one signed list request to standard output; "
                 "fill: create --requests invitations and write them to --invitations; "
                 "get-invitation, list-invitations, get-partner, get-preferences: reads; "
                 "create, reject: writes, each of another invitation; "
                 "mixed: reject on --write-connections beside get-invitation on --connections")
      ->required()
      ->check(CLI::IsMember({"seed", "print", "fill", "get-invitation", "list-invitations",
                             "get-partner", "get-preferences", "create", "reject", "mixed"}));
  app.option_defaults()->always_capture_default();
  app.add_option("--port", options.port, "Port of the server on 127.0.0.1")
      ->check(CLI::Range(1, 65535));
  app.add_option("--accounts", options.accounts, "Accounts of the seed file")
      ->check(CLI::Range(3, 1'000'000));
  app.add_option("--seed-number", options.seed_number, "Makes other secrets, another order");
  app.add_option("--invitations", options.invitations, "File of the invitations in the server");
  app.add_option("--connections", options.connections, "Connections that read")
      ->check(CLI::Range(1, 500));
  app.add_option("--write-connections", options.write_connections, "Connections that write")
      ->check(CLI::Range(1, 500));
  app.add_option("--requests", options.requests,
                 "Requests to sign; reads start over at the end, writes stop there")
      ->check(CLI::Range(1, 2'000'000));
  app.add_option("--first", options.first,
                 "Where writes begin in the sequence of invitations; those before it are used up")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--warm-up", options.window.warm_up_seconds, "Seconds before measuring")
      ->check(CLI::Range(0.0, 60.0));
  app.add_option("--seconds", options.window.seconds, "Seconds to measure")
      ->check(CLI::Range(0.05, 200.0));
  app.add_option("--server-pid", options.server, "Process whose CPU time to measure");
  app.add_flag("--json", options.json, "Print the figures as JSON");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(work, options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "load: {}\n", error.what());
    return 2;
  }
}
