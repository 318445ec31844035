#pragma once

#include "client/transport/transport.h"

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace amity::client {

// Works that wait for their time. No thread, no clock of its own.
class Timers {
 public:
  using Id = Transport::Id;
  using Time = Transport::Time;

  // `id` is one that no waiting work has.
  void add(Id id, Time time, std::function<void()> work);
  // Gives the work back; null when there is none of that name.
  std::function<void()> drop(Id id);

  // When the first is due; nothing when none waits.
  std::optional<Time> next() const;
  // Takes the first that is due at `now`; of those with the same time, the one with the lowest
  // name. Null when none is.
  std::function<void()> take_due(Time now);

 private:
  std::map<std::pair<Time, Id>, std::function<void()>> works_;
  std::unordered_map<Id, Time> times_;
};

}  // namespace amity::client
