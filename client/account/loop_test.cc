// A client on a real loop, with real connections and threads: what only the thread sanitizer sees.
#include "client/account/waiters.h"
#include "client/transport/hostile_server_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace amity::account {
namespace {

using client::Error;
using client::HostileServer;
using client::response;
using client::sync_wait;
using client::Task;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kBirch = R"({"LegalName":"Birch"})";

void answers_all(HostileServer::Peer& peer) {
  while (!peer.read().empty())
    if (!peer.send(response(200, kBirch))) return;
}

void answers_nothing(HostileServer::Peer& peer) {
  peer.read();
  peer.wait_until_gone();
}

client::Config config_for(const HostileServer& server) {
  client::Config config;
  config.settings.endpoint_url = server.url();
  config.settings.region = "us-east-1";
  config.unsigned_requests = true;
  config.environment = [](const std::string&) { return std::string(); };
  return config;
}

const GetPartnerRequest kRequest{.catalog = Catalog("AWS"),
                                 .identifier = PartnerIdentifier("partner-1234567890123")};

Task<std::string> name_of(Client client) {
  auto outcome = co_await client.async.get_partner(kRequest);
  co_return outcome.value().legal_name.str();
}

TEST(OnALoop, AThousandCallsAreUnderWayAtOnce) {
  HostileServer server(answers_all);
  Client client(config_for(server));
  std::vector<Call<GetPartnerResponse>> calls;
  for (int i = 0; i < 1000; ++i) calls.push_back(client.async.get_partner(kRequest));
  int answered = 0;
  for (auto& call : calls) answered += call.get().ok() ? 1 : 0;
  EXPECT_EQ(answered, 1000);
  EXPECT_LE(server.most_at_once(), 64);
}

TEST(OnALoop, ManyThreadsAwaitAndWait) {
  HostileServer server(answers_all);
  Client client(config_for(server));
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, copy = client] {
        for (int j = 0; j < 20; ++j) {
          if (copy.get_partner(kRequest)) ++answered;
          if (copy.async.get_partner(kRequest).future().get()) ++answered;
          std::vector<Task<std::string>> tasks;
          for (int k = 0; k < 4; ++k) tasks.push_back(name_of(copy));
          answered += static_cast<int>(sync_wait(when_all(std::move(tasks))).size());
        }
      });
  }
  EXPECT_EQ(answered, 8 * 20 * 6);
}

TEST(OnALoop, ACallIsCanceledAtOnce) {
  HostileServer server(answers_nothing);
  Client client(config_for(server));
  auto call = client.async.get_partner(kRequest);
  while (server.requests() == 0) std::this_thread::yield();
  call.cancel();
  EXPECT_EQ(call.get().error().kind, Error::Kind::canceled);
}

TEST(OnALoop, ACoroutineIsDestroyedAsItWaits) {
  HostileServer server(answers_nothing);
  Client client(config_for(server));
  for (int i = 0; i < 50; ++i) {
    client::detail::Result<std::string> result;
    auto run = client::detail::run(name_of(client), result);
    run.start([] { FAIL(); });
  }
}

TEST(OnALoop, TheWholeCallIsBounded) {
  HostileServer server(answers_nothing);
  Client client(config_for(server));
  auto begun = std::chrono::steady_clock::now();
  auto outcome = client.get_partner(kRequest, {.call_timeout = milliseconds(50)});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Error::Kind::timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(5));
}

TEST(OnALoop, TheLastCopyGoesWithCallsUnderWay) {
  HostileServer server(answers_nothing);
  std::vector<std::future<Outcome<GetPartnerResponse>>> futures;
  {
    Client client(config_for(server));
    for (int i = 0; i < 20; ++i) futures.push_back(client.async.get_partner(kRequest).future());
  }
  for (auto& future : futures) EXPECT_EQ(future.get().error().kind, Error::Kind::canceled);
}

// Its frame has the last copy of the client, and ends on the loop's thread.
Task<std::thread::id> has_the_last_copy(client::Config config) {
  Client client(std::move(config));
  auto outcome = co_await client.async.get_partner(kRequest);
  EXPECT_TRUE(outcome);
  co_return std::this_thread::get_id();
}

TEST(OnALoop, TheLastCopyGoesOnTheLoopItself) {
  HostileServer server(answers_all);
  int on_the_loop = 0;  // but for calls that have ended before they are awaited
  for (int i = 0; i < 50; ++i)
    on_the_loop += sync_wait(has_the_last_copy(config_for(server))) != std::this_thread::get_id();
  EXPECT_GT(on_the_loop, 0);
}

Task<bool> waits_for_itself(Client client) {
  co_await client.async.get_partner(kRequest);
  try {
    static_cast<void>(client.get_partner(kRequest));
  } catch (const std::logic_error&) {
    co_return true;
  }
  co_return false;
}

TEST(OnALoop, NothingWaitsForItself) {
  // The answer comes once the coroutine waits, so that it goes on on the loop.
  std::promise<void> waiting;
  std::shared_future<void> answer = waiting.get_future();
  HostileServer server([answer](HostileServer::Peer& peer) {
    peer.read();
    answer.wait();
    peer.send(response(200, kBirch));
  });
  client::detail::Result<bool> refused;
  auto run = client::detail::run(waits_for_itself(Client(config_for(server))), refused);
  std::promise<void> ended;
  run.start([&] { ended.set_value(); });
  waiting.set_value();
  ended.get_future().wait();
  EXPECT_TRUE(refused.take());
}

TEST(OnALoop, AMisconfigurationIsTold) {
  HostileServer server(answers_all);
  client::Config config = config_for(server);
  config.settings.profile = "absent";
  Client client(config);
  EXPECT_EQ(client.get_partner(kRequest).error().kind, Error::Kind::configuration);
  EXPECT_EQ(client.async.get_partner(kRequest).get().error().kind, Error::Kind::configuration);
}

TEST(OnALoop, AWaitPauses) {
  std::atomic<int> asked = 0;
  HostileServer server([&](HostileServer::Peer& peer) {
    while (!peer.read().empty())
      peer.send(
          response(200, ++asked < 3 ? R"({"Status":"PENDING"})" : R"({"Status":"ACCEPTED"})"));
  });
  Client client(config_for(server));
  GetConnectionInvitationRequest request{.catalog = Catalog("AWS"), .identifier = {}};
  auto ended =
      wait_until_connection_invitation_decided(client, request, {.first_pause = milliseconds(1)});
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->succeeded);
}

}  // namespace
}  // namespace amity::account
