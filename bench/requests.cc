#include "bench/requests.h"

#include "protocol/shape/system_time.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace amity::bench {
namespace {

constexpr std::string_view kUserAgent =
    "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1.0-37-amd64 md/arch#x86_64 "
    "lang/python#3.11.2 md/pyimpl#CPython m/Z,e,D,b,N cfg/retry-mode#legacy Botocore/1.43.11";

}  // namespace

SdkClient::SdkClient(const Population& population, std::uint16_t port)
    : population_(population),
      host_(fmt::format("127.0.0.1:{}", port)),
      signers_(static_cast<std::size_t>(population.size())),
      random_((std::uint64_t{std::random_device()()} << 32) | std::random_device()()) {}

void SdkClient::get(Requests& out, int caller, std::string_view invitation) {
  write(out, caller, "GetConnectionInvitation",
        fmt::format(R"({{"Catalog": "AWS", "Identifier": "{}"}})", invitation));
}

void SdkClient::list(Requests& out, int caller, int max_results) {
  write(out, caller, "ListConnectionInvitations",
        fmt::format(R"({{"Catalog": "AWS", "MaxResults": {}}})", max_results));
}

void SdkClient::get_partner(Requests& out, int caller) {
  write(out, caller, "GetPartner",
        fmt::format(R"({{"Catalog": "AWS", "Identifier": "{}"}})", population_.partner_id(caller)));
}

void SdkClient::get_preferences(Requests& out, int caller) {
  write(out, caller, "GetConnectionPreferences", R"({"Catalog": "AWS"})");
}

void SdkClient::create(Requests& out, Pair accounts) {
  write(out, accounts.sender, "CreateConnectionInvitation",
        fmt::format(R"({{"Catalog": "AWS", "ClientToken": "{}", "ConnectionType": )"
                    R"("OPPORTUNITY_COLLABORATION", "Email": "alliances@partner{}.example.com", )"
                    R"("Message": "We would like to work on opportunities with you.", )"
                    R"("Name": "Alliance lead {}", "ReceiverIdentifier": "{}"}})",
                    uuid(), accounts.sender, accounts.sender,
                    population_.profile_id(accounts.receiver)));
}

void SdkClient::reject(Requests& out, int caller, std::string_view invitation) {
  write(out, caller, "RejectConnectionInvitation",
        fmt::format(R"({{"Catalog": "AWS", "ClientToken": "{}", "Identifier": "{}", )"
                    R"("Reason": "Not this quarter."}})",
                    uuid(), invitation));
}

void SdkClient::write(Requests& out, int caller, std::string_view operation,
                      std::string_view body) {
  auto& signer = signers_[static_cast<std::size_t>(caller)];
  if (!signer) {
    sigv4::Credentials credentials{.access_key_id = population_.account_id(caller),
                                   .secret_access_key = population_.secret_access_key(caller),
                                   .session_token = {}};
    signer = std::make_unique<sigv4::Signer>(std::move(credentials), sigv4::SigningOptions{});
  }

  std::string target = fmt::format("PartnerCentralAccount.{}", operation);
  std::array<sigv4::Field, 3> signed_fields{
      {{"Host", host_}, {"X-Amz-Target", target}, {"Content-Type", "application/x-amz-json-1.0"}}};
  auto added = signer->sign(
      {.method = "POST", .target = "/", .fields = signed_fields, .body = body}, system_time());

  fmt::memory_buffer request;
  auto append = [&](std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(request), "{}: {}\r\n", name, value);
  };
  request.append(std::string_view("POST / HTTP/1.1\r\n"));
  append("Host", host_);
  append("Accept-Encoding", "identity");
  append("X-Amz-Target", target);
  append("Content-Type", "application/x-amz-json-1.0");
  append("User-Agent", kUserAgent);
  for (const auto& [name, value] : added) append(name, value);
  append("amz-sdk-invocation-id", uuid());
  append("amz-sdk-request", "attempt=1");
  append("Content-Length", std::to_string(body.size()));
  request.append(std::string_view("\r\n"));
  request.append(body);
  out.add({request.data(), request.size()});
}

std::string SdkClient::uuid() {
  std::uint64_t a = random_(), b = random_();
  return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", a >> 32, (a >> 16) & 0xffff,
                     a & 0xfff, (b >> 48) & 0xfff, b & 0xffff'ffff'ffff);
}

}  // namespace amity::bench
