#include "server/authenticators.h"

#include "account/model/operations.h"
#include "account/service/authorization.h"
#include "admin/model/operations.h"
#include "admin/service/access.h"
#include "identity/key_ring.h"
#include "sts/model.h"

namespace amity::server {
namespace {

// The keys of a seed before those of the store.
class DevKeys final : public sigv4::KeyStore {
 public:
  DevKeys(const SeedKeys& seed, std::unique_ptr<identity::KeyRing> stored)
      : seed_(seed), stored_(std::move(stored)) {}

  const sigv4::AccessKey* find(std::string_view access_key_id) const override {
    auto found = seed_.find(access_key_id);
    return found != seed_.end() ? &found->second : stored_->find(access_key_id);
  }
  void used(const sigv4::AccessKey& key, Timestamp now) const override {
    // Those of a seed have no principal, and no row.
    if (key.principal) stored_->used(key, now);
  }

 private:
  const SeedKeys& seed_;
  std::unique_ptr<identity::KeyRing> stored_;
};

// Signatures, verified with keys of its own.
class Signatures final : public awsjson::Authenticator {
 public:
  Signatures(std::unique_ptr<sigv4::KeyStore> keys, sigv4::Options options,
             awsjson::AddressThrottle& throttle)
      : keys_(std::move(keys)), signatures_(*keys_, std::move(options), &throttle) {}

  const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) override {
    return signatures_.authenticate(request, now);
  }

 private:
  std::unique_ptr<sigv4::KeyStore> keys_;
  awsjson::SignatureAuthenticator signatures_;
};

std::unique_ptr<identity::KeyRing> key_ring(const Config& config, const Identities& identities,
                                            std::string_view service,
                                            std::vector<std::string> actions = {}) {
  return std::make_unique<identity::KeyRing>(
      identities.environment(),
      identity::KeyRingOptions{std::string(service), config.settings.place.region,
                               std::move(actions)});
}

std::unique_ptr<identity::KeyRing> api_key_ring(const Config& config,
                                                const Identities& identities) {
  return key_ring(config, identities, account::signing_name, account::actions());
}

// Those of a seed, if there are any, before those of the store.
std::unique_ptr<sigv4::KeyStore> seeded(const SeedKeys& seed_keys,
                                        std::unique_ptr<identity::KeyRing> stored) {
  if (seed_keys.empty()) return stored;
  return std::make_unique<DevKeys>(seed_keys, std::move(stored));
}

std::unique_ptr<awsjson::Authenticator> signatures(const Config& config,
                                                   std::unique_ptr<sigv4::KeyStore> keys,
                                                   awsjson::AddressThrottle& throttle,
                                                   std::string_view service) {
  sigv4::Options options;
  options.region = config.settings.place.region;
  options.service = service;
  options.clock_window = config.clock_window;
  return std::make_unique<Signatures>(std::move(keys), std::move(options), throttle);
}

}  // namespace

SeedKeys by_id(std::vector<sigv4::AccessKey> keys) {
  SeedKeys all;
  for (sigv4::AccessKey& key : keys) {
    std::string id = key.access_key_id;
    all.insert_or_assign(std::move(id), std::move(key));
  }
  return all;
}

std::unique_ptr<awsjson::Authenticator> api_authenticator(const Config& config,
                                                          const Identities& identities,
                                                          const SeedKeys& seed_keys,
                                                          awsjson::AddressThrottle& throttle) {
  if (!config.verify_signatures) return std::make_unique<awsjson::TrustingAuthenticator>();
  return signatures(config, seeded(seed_keys, api_key_ring(config, identities)), throttle,
                    account::signing_name);
}

std::unique_ptr<awsjson::Authenticator> sts_authenticator(const Config& config,
                                                          const Identities& identities,
                                                          const SeedKeys& seed_keys,
                                                          awsjson::AddressThrottle& throttle) {
  if (!config.verify_signatures) return std::make_unique<awsjson::TrustingAuthenticator>();
  return signatures(config, seeded(seed_keys, key_ring(config, identities, sts::signing_name)),
                    throttle, sts::signing_name);
}

std::unique_ptr<awsjson::Authenticator> admin_authenticator(Mode mode, const Config& config,
                                                            const Identities& identities,
                                                            awsjson::AddressThrottle& throttle) {
  if (mode == Mode::dev) return admin::make_doorkeeper(nullptr);
  return admin::make_doorkeeper(signatures(
      config, key_ring(config, identities, admin::signing_name), throttle, admin::signing_name));
}

}  // namespace amity::server
