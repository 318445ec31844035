#pragma once

#include "account/domain/mail.h"
#include "account/operations/chores.h"

#include <cstdint>
#include <memory>
#include <string>

namespace amity::account {

// How it went to hand a mail over.
enum class Delivery : std::uint8_t {
  accepted,     // it is the other's now
  refused,      // never: there is no such address, or they do not want it
  later,        // not this mail, not now
  unreachable,  // nobody there who takes any mail
};
struct DeliveryReport {
  Delivery delivery = Delivery::unreachable;
  std::string why;  // unless accepted; not for the log: the other side's words may name anybody
};

// Hands mails over to whoever sends them on.
class MailCarrier {
 public:
  virtual ~MailCarrier() = default;
  // Less than a minute later, says how it went.
  virtual DeliveryReport carry(const domain::Mail& mail) noexcept = 0;
};

// Sends the mails that wait, one by one, the longest due first. One that fails is tried again after
// growing pauses (domain::pause_after) and is dead after the last, or at once when it was refused.
// While nobody can be reached, the others rest too. Each mail is handed over at least once: who
// takes it knows a second copy by its Message-ID.
class MailErrand final : public Errand {
 public:
  explicit MailErrand(std::unique_ptr<MailCarrier> carrier);

  std::string_view name() const override { return "send mail"; }
  bool claim(WriteTx& tx, const Moment& moment) override;
  void go() noexcept override;
  void report(WriteTx& tx, const Moment& moment) override;

 private:
  std::unique_ptr<MailCarrier> carrier_;
  domain::Mail mail_;        // the one that is claimed
  DeliveryReport report_;    // what came of it
  Timestamp resting_until_;  // nobody could be reached
};

}  // namespace amity::account
