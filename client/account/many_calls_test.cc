// A thousand calls at once on one client, in each of the three ways to call.
#include "client/account/client.h"
#include "client/call/task.h"
#include "client/transport/hostile_server_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace amity::account {
namespace {

using client::HostileServer;
using client::Task;

constexpr int kCalls = 1'000;

std::string name_in(const std::string& request) {
  std::size_t begin = request.find("partner-");
  return request.substr(begin, request.find('"', begin) - begin);
}

PartnerIdentifier partner(int number) {
  return PartnerIdentifier("partner-" + std::to_string(1'000'000'000'000 + number));
}

// A service that knows every partner, by the name of its identifier. It refuses now and then, so
// that calls are repeated.
class ManyCalls : public testing::Test {
 protected:
  ManyCalls()
      : server([this](HostileServer::Peer& peer) {
          for (std::string request; !(request = peer.read()).empty();) {
            if (++served % 100 == 0)
              peer.send(client::response(500, ""));
            else
              peer.send(client::response(200, "{\"LegalName\":\"" + name_in(request) + "\"}"));
          }
        }) {
    client::Config config;
    config.settings.endpoint_url = server.url();
    config.settings.region = "us-east-1";
    config.settings.max_attempts = 10;
    config.unsigned_requests = true;
    config.environment = [](const std::string&) { return std::string(); };
    config.most_connections = 32;
    config.call_timeout = std::chrono::minutes(2);
    client.emplace(std::move(config));
  }
  ~ManyCalls() override {
    EXPECT_EQ(right, kCalls);
    if (keeps_connections) {
      EXPECT_LE(server.most_at_once(), 32);
    }
  }

  void see(int number, const Outcome<GetPartnerResponse>& outcome) {
    ASSERT_TRUE(outcome) << outcome.error().sentence();
    if (outcome->legal_name.view() == partner(number).view()) ++right;
  }

  std::atomic<int> served = 0;
  std::atomic<int> right = 0;
  bool keeps_connections = true;
  HostileServer server;
  std::optional<Client> client;
};

TEST_F(ManyCalls, FromThreadsThatWait) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < kCalls; ++i)
    threads.emplace_back([this, i] { see(i, client->get_partner({Catalog("AWS"), partner(i)})); });
}

TEST_F(ManyCalls, AsFutures) {
  std::vector<std::future<Outcome<GetPartnerResponse>>> futures;
  for (int i = 0; i < kCalls; ++i)
    futures.push_back(client->async.get_partner({Catalog("AWS"), partner(i)}).future());
  for (int i = 0; i < kCalls; ++i) see(i, futures[static_cast<std::size_t>(i)].get());
}

Task<Outcome<GetPartnerResponse>> ask(Client client, PartnerIdentifier partner) {
  const GetPartnerRequest request{Catalog("AWS"), partner};
  co_return co_await client.async.get_partner(request);
}

TEST_F(ManyCalls, AsCoroutines) {
  std::vector<Task<Outcome<GetPartnerResponse>>> tasks;
  for (int i = 0; i < kCalls; ++i) tasks.push_back(ask(*client, partner(i)));
  auto outcomes = client::sync_wait(client::when_all(std::move(tasks)));
  for (int i = 0; i < kCalls; ++i) see(i, outcomes[static_cast<std::size_t>(i)]);
}

TEST_F(ManyCalls, OfWhichTwoThirdsAreGivenUp) {
  // The server sees that one was closed after the next was opened.
  keeps_connections = false;
  std::vector<std::future<Outcome<GetPartnerResponse>>> futures;
  {
    std::vector<Call<GetPartnerResponse>> dropped;
    for (int i = 0; i < kCalls; ++i) {
      futures.push_back(client->async.get_partner({Catalog("AWS"), partner(i)}).future());
      dropped.push_back(client->async.get_partner({Catalog("AWS"), partner(i)}));
      client->async.get_partner({Catalog("AWS"), partner(i)}).cancel();
    }
  }
  for (int i = 0; i < kCalls; ++i) see(i, futures[static_cast<std::size_t>(i)].get());
}

}  // namespace
}  // namespace amity::account
