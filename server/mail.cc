#include "server/mail.h"

#include "account/domain/identifiers.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace amity::server {
namespace {

using account::Delivery;
using account::DeliveryReport;
using account::MailCarrier;
using account::domain::Mail;

Delivery delivery_of(smtp::Outcome outcome) {
  switch (outcome) {
    case smtp::Outcome::accepted:
      return Delivery::accepted;
    case smtp::Outcome::refused:
      return Delivery::refused;
    case smtp::Outcome::later:
      return Delivery::later;
    case smtp::Outcome::unreachable:
      return Delivery::unreachable;
  }
  return Delivery::unreachable;
}

class SmtpCarrier final : public MailCarrier {
 public:
  explicit SmtpCarrier(const MailConfig& config) : from_(config.from), client_(config.server) {}

  DeliveryReport carry(const Mail& mail) noexcept override {
    try {
      std::string name = account::domain::base32(mail.id);
      smtp::Result result = client_.send({from_, mail.recipient, mail.subject, mail.text,
                                          account::domain::time_of(mail.id), name});
      // The server's own words stay out of the log: they may name people.
      if (result.outcome != smtp::Outcome::accepted)
        spdlog::warn("mail {}: attempt {} failed, reply {}: {}", name, mail.attempts, result.code,
                     result.outcome == smtp::Outcome::refused ? "refused" : "to be tried again");
      return {delivery_of(result.outcome), std::move(result.why)};
    } catch (const std::exception& error) {
      return {Delivery::later, error.what()};
    }
  }

 private:
  std::string from_;
  smtp::Client client_;
};

class LogCarrier final : public MailCarrier {
 public:
  DeliveryReport carry(const Mail& mail) noexcept override {
    spdlog::info("mail to {}: {}\n\n{}", mail.recipient, mail.subject, mail.text);
    return {Delivery::accepted, {}};
  }
};

}  // namespace

void require_usable(const MailConfig& mail) {
  if (mail.server.host.empty()) return;
  if (!smtp::is_address(mail.from))
    throw ConfigError("mail-server needs mail-from, the address that mails come from");
  if (mail.server.user.empty() != mail.server.password.empty())
    throw ConfigError("mail-user and mail-password belong together");
  if (!mail.server.user.empty() && mail.server.security == smtp::Security::none)
    throw ConfigError(
        "mail-user needs mail-security starttls or tls: a password is not sent in "
        "the clear");
}

std::unique_ptr<MailCarrier> make_carrier(const MailConfig& mail, bool dev) {
  if (!mail.server.host.empty()) return std::make_unique<SmtpCarrier>(mail);
  if (dev) return std::make_unique<LogCarrier>();
  return nullptr;
}

}  // namespace amity::server
