#pragma once

#include "account/operations/call.h"
#include "account/store/store.h"

#include <cstddef>
#include <span>
#include <string_view>

// What the clock brings: work that nobody asked for just now, done in the background by
// service/scheduler.h.
namespace amity::account {

// When such work is done, and by which rules.
struct Moment {
  Timestamp now;
  const Settings& settings;
  IdentifierSource& identifiers;
};

// Work that is whole inside one transaction. It takes what is due off the rows themselves, so that
// each item is done once, however many servers look and however often they start.
struct Chore {
  std::string_view name;  // for the log: "expire invitations"
  // Does what is due, `at_most` items of it; how many those were. Fewer than `at_most` means that
  // nothing is left for now.
  std::size_t (*run)(WriteTx& tx, const Moment& moment, std::size_t at_most);
};

// All of them, in the order in which a round does them.
std::span<const Chore> chores();

// Work that waits for something outside (a mail server, somebody's website) and therefore cannot
// hold a transaction: it is claimed in one transaction, done in none, and reported in another. A
// claim is a row that says until when it holds; whoever died with it loses it then. Used by one
// thread.
class Errand {
 public:
  virtual ~Errand() = default;
  virtual std::string_view name() const = 0;
  // Claims one item that is due and remembers it. False when nothing is.
  virtual bool claim(WriteTx& tx, const Moment& moment) = 0;
  // Does it. May wait for seconds. What goes wrong is remembered for the report.
  virtual void go() noexcept = 0;
  // Writes down what came of it.
  virtual void report(WriteTx& tx, const Moment& moment) = 0;
};

}  // namespace amity::account
