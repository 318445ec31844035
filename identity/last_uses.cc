#include "identity/last_uses.h"

#include <utility>

namespace amity::identity {

using account::domain::KeyUse;

void LastUses::add(KeyUse use) {
  std::lock_guard guard(mutex_);
  std::string id = use.access_key_id;
  uses_.insert_or_assign(std::move(id), std::move(use));
}

std::vector<KeyUse> LastUses::take() {
  std::unordered_map<std::string, KeyUse> taken;
  {
    std::lock_guard guard(mutex_);
    taken.swap(uses_);
  }
  std::vector<KeyUse> uses;
  uses.reserve(taken.size());
  for (auto& [id, use] : taken) uses.push_back(std::move(use));
  return uses;
}

bool NoteUses::claim(account::WriteTx& /*tx*/, const account::Moment& /*moment*/) {
  taken_ = uses_.take();
  return !taken_.empty();
}

void NoteUses::report(account::WriteTx& tx, const account::Moment& /*moment*/) {
  for (const KeyUse& use : taken_) tx.identities().note_use(use);
}

}  // namespace amity::identity
