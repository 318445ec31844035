// What signing and verifying one request costs: sigv4_benchmark [--benchmark_filter=...].
#include "protocol/sigv4/sign.h"
#include "protocol/sigv4/signing_key.h"
#include "protocol/sigv4/verify.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

namespace amity::sigv4 {
namespace {

constexpr Timestamp kAt{1785579072000};  // 2026-08-01T10:11:12Z
constexpr std::string_view kBody =
    R"({"Catalog":"AWS","Identifier":"arn:aws:partnercentral:us-east-1:444455556666:catalog/AWS/)"
    R"(connection-invitation/pacinv-0123456789abc"})";
constexpr std::array<Field, 7> kFields{
    Field{"Host", "partnercentral-account.us-east-1.api.aws"},
    Field{"X-Amz-Target", "PartnerCentralAccount.GetConnectionInvitation"},
    Field{"Content-Type", "application/x-amz-json-1.0"},
    Field{"User-Agent", "Boto3/1.40 md/Botocore#1.40 ua/2.1 os/linux lang/python#3.11"},
    Field{"amz-sdk-invocation-id", "01234567-89ab-cdef-0123-456789abcdef"},
    Field{"amz-sdk-request", "attempt=1"},
    Field{"Content-Length", "141"}};
constexpr Request kRequest{.method = "POST", .target = "/", .fields = kFields, .body = kBody};

class OneKey : public KeyStore {
 public:
  const AccessKey* find(std::string_view id) const override {
    return id == key_.access_key_id ? &key_ : nullptr;
  }

 private:
  AccessKey key_{.access_key_id = "AKIDEXAMPLE00000000X",
                 .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
};

void verify(benchmark::State& state, const std::string& id, const std::string& secret) {
  auto added = Signer({.access_key_id = id, .secret_access_key = secret}, {}).sign(kRequest, kAt);
  std::vector<Field> fields(kFields.begin(), kFields.end());
  for (const auto& [name, value] : added) fields.emplace_back(name, value);
  Request request = kRequest;
  request.fields = fields;
  const OneKey keys;
  Verifier verifier(keys, {});
  for (auto _ : state) benchmark::DoNotOptimize(verifier.verify(request, kAt));
}

BENCHMARK_CAPTURE(verify, right, "AKIDEXAMPLE00000000X",
                  "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
// These two must not differ by more than noise.
BENCHMARK_CAPTURE(verify, wrong_secret, "AKIDEXAMPLE00000000X", "another");
BENCHMARK_CAPTURE(verify, unknown_key, "AKIDEXAMPLE00000000Y", "another");

void sign(benchmark::State& state) {
  Signer signer({.access_key_id = "AKIDEXAMPLE", .secret_access_key = "secret"}, {});
  for (auto _ : state) benchmark::DoNotOptimize(signer.sign(kRequest, kAt));
}
BENCHMARK(sign);

void derive(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        derive_signing_key("secret", "20260801", "us-east-1", "partnercentral-account"));
  }
}
BENCHMARK(derive);

void hash(benchmark::State& state) {
  std::string text(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(sha256(text));
}
BENCHMARK(hash)->Arg(141)->Arg(500)->Arg(65536);

void authenticate(benchmark::State& state) {
  HmacSha256 mac("key");
  std::string text(140, 'x');
  for (auto _ : state) benchmark::DoNotOptimize(mac(text));
}
BENCHMARK(authenticate);

}  // namespace
}  // namespace amity::sigv4

BENCHMARK_MAIN();
