#pragma once

#include "client/credentials/credentials.h"

namespace amity::client {

// Keeps credentials and fetches new ones before they expire: from five minutes before on in the
// background, while the old ones are still given out, and at once when they have less than a
// minute. However many ask meanwhile, the provider is asked once. Where it fails or brings nothing
// better, what is at hand serves until it expires, and the provider has ten seconds of rest. The
// constructor does nothing; a thread exists only while something is being fetched. Any thread.
class CredentialsCache {
 public:
  // Never null.
  using Shared = std::shared_ptr<const Credentials>;
  // Credentials; nothing where no source has any; or why a source that was named failed.
  using Found = std::variant<Shared, std::monostate, std::string>;
  using Clock = std::function<Timestamp()>;

  CredentialsCache(std::shared_ptr<CredentialsProvider> provider, Clock clock);
  // Stops what is being fetched and waits for its end; those who wait for it are not called. May be
  // the work of one who is being called: then the thread ends by itself.
  ~CredentialsCache();
  CredentialsCache(const CredentialsCache&) = delete;
  CredentialsCache& operator=(const CredentialsCache&) = delete;

  // Calls `done` once: before it returns where credentials are at hand, else later on a thread of
  // the cache. `done` does not throw.
  void get(std::function<void(Found)> done);

  // The service says that these have expired or do not exist: the provider is asked for others
  // before any are given out again.
  void forget(const Credentials& refused);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace amity::client
