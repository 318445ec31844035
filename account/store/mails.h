#pragma once

#include "account/domain/mail.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace amity::account {

// The mails that were written, until they are of no use any more. Each is delivered at least once:
// whoever dies between handing it over and saying so leaves it to be handed over again.
class Mails {
 public:
  // Newest first: up to `limit` of those before the one with the id `after`.
  virtual std::vector<domain::Mail> list(std::optional<std::int64_t> after, std::size_t limit) = 0;
  // Those to that address, compared without case, newest first. Looks through all of them: for
  // people and tests.
  virtual std::vector<domain::Mail> to(std::string_view recipient, std::size_t limit) = 0;

 protected:
  ~Mails() = default;
};

class MailsForWriting : public Mails {
 public:
  virtual void append(const domain::Mail& mail) = 0;
  // The waiting one that has been due longest, now claimed until then: its attempts are counted up,
  // and nobody else gets it meanwhile.
  virtual std::optional<domain::Mail> claim_due(Timestamp now, Timestamp until) = 0;
  // Writes what became of a claimed one. False, with nothing changed, when the claim was lost.
  virtual bool report(const domain::Mail& mail) = 0;
  // Removes up to `at_most` of those that have expired, or were written before that; how many those
  // were.
  virtual std::size_t remove_useless(Timestamp now, Timestamp written_before,
                                     std::size_t at_most) = 0;

 protected:
  ~MailsForWriting() = default;
};

}  // namespace amity::account
