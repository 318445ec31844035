#pragma once

#include "account/domain/email_domain.h"
#include "account/domain/identifiers.h"
#include "account/domain/profile_review.h"
#include "account/domain/quota.h"
#include "account/domain/verification.h"
#include "account/operations/page_token.h"
#include "protocol/shape/timestamp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace amity::account {

// How many requests of a kind an account may make (behaviour.md §3).
struct RequestRate {
  std::int64_t per_second = 0;  // 0: as many as it likes
  std::int64_t burst = 0;       // at once, after a pause; 0: as many as in a second
};

// What an installation decides; the same for every call.
struct Settings {
  domain::Quotas quotas;
  domain::AccountQuotas account_quotas;  // instead of those above, for single accounts
  domain::Place place;
  // Mail domains of no one company, in lower case.
  std::vector<std::string> public_mail_providers = domain::well_known_mail_providers();
  domain::VerificationRules verification;
  Duration invitation_lifetime = days(15);
  Duration profile_task_duration = seconds(1);  // until an update of a profile is reviewed
  domain::ReviewSettings review;
  bool fetch_logos = false;                  // reviews are errands then, see logo_review.h
  Duration token_lifetime = hours(24);       // how long a ClientToken is remembered
  Duration page_token_lifetime = hours(24);  // how long a NextToken may be used
  Duration code_lifetime = hours(48);        // how long a mailed code proves its address
  std::int64_t code_wrong_tries = 5;         // after so many it proves nothing any more
  bool mails_are_sent = false;               // there is somebody to hand them to
  bool notices = false;                      // alliance leads are told of invitations by mail
  Duration mail_first_pause = minutes(1);    // after the first failure; later ones are longer
  Duration mail_lifetime = days(30);         // how long a mail that does not expire is kept
  Duration qualification_task_duration = seconds(2);
  Duration event_retention = days(30);  // how long events are kept; 0: for ever
  Duration audit_retention = days(90);  // how long records of calls are kept here; 0: for ever
  // How long ended invitations and terminated connections are kept; 0: for ever.
  Duration ended_rows_retention = days(0);
  Duration session_memory = days(1);  // how long expired sessions are told from unknown ones
  RequestRate read_rate;
  RequestRate write_rate;
};

// Where new identifiers come from. May be called from any thread.
class IdentifierSource {
 public:
  virtual ~IdentifierSource() = default;
  // A number that no thing of ours has, and that sorts after those given out before it.
  virtual std::int64_t next(Timestamp now) = 0;
};

// Where secrets come from. May be called from any thread.
class SecretSource {
 public:
  virtual ~SecretSource() = default;
  // A number below `bound` that nobody can guess, each as likely as the others. `bound` is not 0.
  virtual std::uint64_t below(std::uint64_t bound) = 0;
};

// Everything an operation may know beside its request and its transaction.
struct Call {
  domain::AccountId caller;
  domain::CatalogId catalog;  // the request's, as it was recognised
  Timestamp now;
  const Settings& settings;
  IdentifierSource& identifiers;
  const PageTokens& page_tokens;
  SecretSource& secrets;
};

}  // namespace amity::account
