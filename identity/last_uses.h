#pragma once

#include "account/domain/identity.h"
#include "account/operations/chores.h"

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace amity::identity {

// When keys were used last, until it is written down: key rings tell it once a minute for each key,
// an errand writes it, many keys in one commit. What was not written yet is lost with the process;
// nothing but GetAccessKeyLastUsed depends on it. Any thread.
class LastUses {
 public:
  void add(account::domain::KeyUse use);
  // All that was added since the last call.
  std::vector<account::domain::KeyUse> take();

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, account::domain::KeyUse> uses_;
};

// Writes them down.
class NoteUses final : public account::Errand {
 public:
  // `uses` outlives it.
  explicit NoteUses(LastUses& uses) : uses_(uses) {}
  std::string_view name() const override { return "note uses of keys"; }
  bool claim(account::WriteTx& tx, const account::Moment& moment) override;
  void go() noexcept override {}
  void report(account::WriteTx& tx, const account::Moment& moment) override;

 private:
  LastUses& uses_;
  std::vector<account::domain::KeyUse> taken_;
};

}  // namespace amity::identity
