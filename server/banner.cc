#include "server/banner.h"

#include "server/transport.h"

namespace amity::server {
namespace {

constexpr const char* kTryIt = R"(
  111122223333 (Anvil Cloud) has invited 444455556666 (Birch Consulting). Decline it:

    AWS_ACCESS_KEY_ID=444455556666 AWS_SECRET_ACCESS_KEY=amity-demo-secret-444455556666 \
    aws partnercentral-account reject-connection-invitation --catalog AWS \
      --identifier pacinv-222222222demo --reason "Not this quarter" \
      --region us-east-1 --endpoint-url %s

  Accounts of the demo (access key id / secret access key):
    111122223333 / amity-demo-secret-111122223333
    444455556666 / amity-demo-secret-444455556666
    777788889999 / amity-demo-secret-777788889999
)";

const char* transport(const Config& config) {
  if (config.tls.any()) return "HTTPS";
  return is_loopback(config.address) ? "plain text, on this machine only"
                                     : "PLAIN TEXT, and other machines can reach it";
}

}  // namespace

void print_banner(const Config& config, const Endpoints& endpoints, std::FILE* out) {
  std::fprintf(out, "\n  Amity %s, development mode\n\n", AMITY_VERSION);
  std::fprintf(out, "  API         %s  (region %s)\n", endpoints.api.c_str(),
               config.settings.place.region.c_str());
  std::fprintf(out, "  Management  %s  (health, admin API, completion pages)\n",
               endpoints.management.c_str());
  std::fprintf(out, "  Transport   %s\n", transport(config));
  std::fprintf(out, "  Data        %s\n",
               config.data.empty() ? "temporary: gone when the program ends"
                                   : (config.data + ", kept").c_str());
  std::fprintf(out, "  Signatures  %s\n",
               config.verify_signatures
                   ? "verified"
                   : "not verified: the 12-digit access key id is the account");
  if (!config.verify_signatures && !is_loopback(config.address))
    std::fprintf(out, "  WARNING     whoever reaches %s is any account they like\n",
                 config.address.c_str());
  std::fprintf(
      out, "  Mail        %s\n",
      config.mail.server.host.empty() ? "on this log" : ("by " + config.mail.server.host).c_str());
  if (config.seed == "demo") std::fprintf(out, kTryIt, endpoints.api.c_str());
  std::fprintf(out, "\n");
  std::fflush(out);
}

}  // namespace amity::server
