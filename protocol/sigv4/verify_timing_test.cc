// That the time of a refusal does not say whether the key exists.
#include "protocol/sigv4/sign.h"
#include "protocol/sigv4/verify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>
#include <vector>

namespace amity::sigv4 {
namespace {

constexpr Timestamp kAt{1785579072000};
constexpr int kRounds = 301;
constexpr int kRequestsInARound = 50;
// Beyond what noise does to medians of interleaved rounds, and far below what a signing key derived
// or a signature left out would add or take (a third and more).
constexpr double kTolerance = 0.10;

class OneKey : public KeyStore {
 public:
  const AccessKey* find(std::string_view id) const override {
    return id == key_.access_key_id ? &key_ : nullptr;
  }

 private:
  AccessKey key_{.access_key_id = "AKIAIOSFODNN7EXAMPLE", .secret_access_key = "the secret"};
};

// A request of the size that SDKs send, by that key.
struct Message {
  Message(const std::string& id, const std::string& secret) {
    std::vector<Field> given(fields.begin(), fields.end());
    for (auto& [name, value] : Signer({id, secret, {}}, {}).sign({"POST", "/", given, body}, kAt))
      fields.emplace_back(name, value);
    views.assign(fields.begin(), fields.end());
  }
  Request request() const { return {"POST", "/", views, body}; }

  std::string body = std::string(200, ' ');
  std::vector<std::pair<std::string, std::string>> fields{
      {"Host", "localhost:9480"},
      {"X-Amz-Target", "PartnerCentralAccount.GetConnectionInvitation"},
      {"Content-Type", "application/x-amz-json-1.0"}};
  std::vector<Field> views;
};

double thread_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

TEST(VerifyTiming, AnUnknownKeyTakesAsLongAsAWrongSignature) {
  OneKey keys;
  Verifier verifier(keys, {});
  const std::array messages{Message("AKIAIOSFODNN7EXAMPLE", "a wrong secret"),
                            Message("AKIAIOSFODNN7MISSING", "a wrong secret")};
  const std::array expected{Fault::invalid_signature, Fault::unrecognized_client};
  std::array<std::vector<double>, 2> times;

  for (int round = 0; round < kRounds; ++round) {
    for (int turn = 0; turn < 2; ++turn) {
      // Who goes first takes turns, too: the second finds the processor warmer.
      std::size_t which = static_cast<std::size_t>((round + turn) % 2);
      double begin = thread_seconds();
      for (int i = 0; i < kRequestsInARound; ++i) {
        auto outcome = verifier.verify(messages[which].request(), kAt);
        ASSERT_EQ(std::get<Refusal>(outcome).fault, expected[which]);
      }
      times[which].push_back((thread_seconds() - begin) / kRequestsInARound);
    }
  }

  for (auto& of_one : times)
    std::nth_element(of_one.begin(), of_one.begin() + kRounds / 2, of_one.end());
  double wrong = times[0][kRounds / 2];
  double unknown = times[1][kRounds / 2];
  RecordProperty("wrong_signature_ns", static_cast<int>(wrong * 1e9));
  RecordProperty("unknown_key_ns", static_cast<int>(unknown * 1e9));
  EXPECT_NEAR(unknown / wrong, 1, kTolerance)
      << "wrong signature " << wrong * 1e9 << " ns, unknown key " << unknown * 1e9 << " ns";
}

}  // namespace
}  // namespace amity::sigv4
