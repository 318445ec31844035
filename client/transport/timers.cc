#include "client/transport/timers.h"

namespace amity::client {

void Timers::add(Id id, Time time, std::function<void()> work) {
  times_.emplace(id, time);
  works_.emplace(std::pair(time, id), std::move(work));
}

std::function<void()> Timers::drop(Id id) {
  auto found = times_.find(id);
  if (found == times_.end()) return nullptr;
  auto work = works_.extract({found->second, id});
  times_.erase(found);
  return std::move(work.mapped());
}

std::optional<Timers::Time> Timers::next() const {
  if (works_.empty()) return std::nullopt;
  return works_.begin()->first.first;
}

std::function<void()> Timers::take_due(Time now) {
  auto first = works_.begin();
  if (first == works_.end() || first->first.first > now) return nullptr;
  std::function<void()> work = std::move(first->second);
  times_.erase(first->first.second);
  works_.erase(first);
  return work;
}

}  // namespace amity::client
