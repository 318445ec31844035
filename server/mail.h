#pragma once

#include "account/operations/mail_errand.h"
#include "protocol/smtp/client.h"
#include "server/config.h"

#include <memory>

namespace amity::server {

// Says what is missing or does not fit in the settings of mail: throws ConfigError.
void require_usable(const MailConfig& mail);

// Who carries mails: the mail server, when there is one; else in dev the log, so that a person sees
// the codes; else nobody, and there is nothing to run.
std::unique_ptr<account::MailCarrier> make_carrier(const MailConfig& mail, bool dev);

}  // namespace amity::server
