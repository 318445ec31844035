#include "server/config.h"

#include "account/domain/letter_case.h"
#include "account/domain/quota.h"
#include "protocol/awsjson/cors.h"
#include "protocol/validation/decode.h"
#include "server/account_quotas.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace amity::server {
namespace {

[[noreturn]] void refuse(std::string_view value, std::string_view expected) {
  throw ConfigError("'" + std::string(value) + "' is not " + std::string(expected));
}

template <class Number>
Number number(std::string_view text, Number min, Number max, std::string_view expected) {
  Number value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < min || value > max)
    refuse(text, expected);
  return value;
}

bool truth(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  refuse(text, "true or false");
}

std::uint16_t port_number(std::string_view text) {
  return number<std::uint16_t>(text, 0, 65535, "a port, 0 to 65535");
}

std::int64_t request_count(std::string_view text) {
  return number<std::int64_t>(text, 0, 1'000'000, "a number of requests, 0 to 1000000");
}

Duration retention(std::string_view text) {
  return days(number(text, 0, 36500, "a number of days, 0 to 36500"));
}

account::domain::Quota quota_named(std::string_view name) {
  if (auto quota = account::domain::quota_named(name)) return *quota;
  throw ConfigError("there is no quota '" + std::string(name) + "'; the quotas are " +
                    account::domain::quota_names());
}

// What stands between the commas, without blanks around it, in lower case.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    std::size_t comma = std::min(text.find(','), text.size());
    std::string_view word = text.substr(0, comma);
    std::size_t begin = word.find_first_not_of(' ');
    if (begin != std::string_view::npos)
      found.push_back(account::domain::in_lower_case(
          word.substr(begin, word.find_last_not_of(' ') + 1 - begin)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return found;
}

// NAME=VALUE
void apply_quota(Config& config, std::string_view text) {
  std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) refuse(text, "NAME=VALUE");
  config.settings.quotas.*quota_named(text.substr(0, equals)) =
      number<std::int64_t>(text.substr(equals + 1), 0, std::numeric_limits<std::int64_t>::max(),
                           "a whole number, 0 or more");
}

void apply_completion_url_base(Config& config, std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    refuse(url, "an address that begins with https:// or http://");
  while (url.ends_with('/')) url.remove_suffix(1);
  config.settings.verification.completion_url_base = url;
}

// HOST, HOST:PORT or [IPv6]:PORT
void apply_mail_server(Config& config, std::string_view text) {
  std::string_view host = text;
  std::size_t colon = text.rfind(':');
  bool has_port = colon != std::string_view::npos && text.back() != ']';
  if (has_port) host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find_first_of(" /@[]") != std::string_view::npos)
    refuse(text, "HOST or HOST:PORT");
  config.mail.server.host = host;
  config.mail.server.port = has_port ? port_number(text.substr(colon + 1)) : std::uint16_t{0};
}

void apply_mail_security(Config& config, std::string_view text) {
  using enum smtp::Security;
  if (text != "none" && text != "starttls" && text != "tls")
    refuse(text, "'none', 'starttls' or 'tls'");
  config.mail.server.security = text == "none" ? none : text == "tls" ? tls : starttls;
}

void apply_audit(Config& config, std::string_view text) {
  constexpr std::string_view file = "file:";
  AuditConfig& audit = config.audit;
  if (text == "none") {
    audit.place = AuditPlace::none;
  } else if (text == "stdout") {
    audit.place = AuditPlace::standard_output;
  } else if (text == "store") {
    audit.place = AuditPlace::store;
  } else if (text.starts_with(file) && text != file) {
    audit.place = AuditPlace::file;
    audit.file = text.substr(file.size());
  } else {
    refuse(text, "'none', 'store', 'stdout' or 'file:PATH'");
  }
}

void apply_cors_origins(Config& config, std::string_view text) {
  config.cors_origins = words(text);
  for (const std::string& origin : config.cors_origins) {
    if (!awsjson::is_origin(origin))
      refuse(origin,
             "an origin as browsers write it, such as https://console.example.com; '*' would let "
             "every page in, also those that only this browser can reach the API for");
  }
}

void apply_trusted_proxies(Config& config, std::string_view text) {
  config.trusted_proxies.clear();
  for (const std::string& word : words(text)) {
    auto network = ip::Network::parse(word);
    if (!network || !network->is_exact())
      refuse(word, "an IP address or a network such as 10.0.0.0/8");
    config.trusted_proxies.push_back(*network);
  }
}

constexpr Setting kSettings[] = {
    {"address", "Address of both listeners.", "ADDRESS", false,
     [](Config& config, std::string_view value) { config.address = value; }},
    {"port", "Port of the API; 0 picks a free one.", "PORT", false,
     [](Config& config, std::string_view value) { config.port = port_number(value); }},
    {"management-port",
     "Port of health checks, admin API and completion pages; 0 picks a free one.", "PORT", false,
     [](Config& config, std::string_view value) { config.management_port = port_number(value); }},
    {"tls-certificate",
     "Certificate (PEM, with those that lead to the root): both listeners then speak HTTPS.",
     "FILE", false, [](Config& config, std::string_view value) { config.tls.certificate = value; }},
    {"tls-key", "The certificate's private key (PEM), which nobody else may read.", "FILE", false,
     [](Config& config, std::string_view value) { config.tls.key = value; }},
    {"management-client-authorities",
     "Certificates (PEM): the management listener lets in only clients with one issued by them.",
     "FILE", false,
     [](Config& config, std::string_view value) {
       config.tls.management_client_authorities = value;
     }},
    {"allow-plain-text", "Let serve speak plain HTTP where other machines can reach it.", "", false,
     [](Config& config, std::string_view value) { config.allow_plain_text = truth(value); }},
    {"threads", "I/O threads; 0 means one per core that the process may use.", "N", false,
     [](Config& config, std::string_view value) {
       config.threads = number<unsigned>(value, 0, 1024, "a number of threads, 0 to 1024");
     }},
    {"data", "Directory that keeps the data.", "DIR", false,
     [](Config& config, std::string_view value) { config.data = value; }},
    {"seed", "Partners to begin with: 'demo' or a seed file.", "FILE|demo", false,
     [](Config& config, std::string_view value) { config.seed = value; }},
    {"seed-ids", "Makes new identifiers repeat from run to run.", "N", false,
     [](Config& config, std::string_view value) {
       config.seed_ids = number<std::uint64_t>(value, 0, std::numeric_limits<std::uint64_t>::max(),
                                               "a whole number, 0 or more");
     }},
    {"sealing-key-file", "The keys that secrets in the store are sealed with.", "FILE", false,
     [](Config& config, std::string_view value) { config.sealing.file = value; }},
    {"sealing-key", "The same, instead of a file.", "KEY", false,
     [](Config& config, std::string_view value) { config.sealing.keys = value; }, true},
    {"verify-signatures", "Verify AWS Signature Version 4.", "", false,
     [](Config& config, std::string_view value) { config.verify_signatures = truth(value); }},
    {"clock-window", "Minutes that a signature may be off the clock, each way.", "MINUTES", false,
     [](Config& config, std::string_view value) {
       config.clock_window = minutes(number(value, 1, 24 * 60, "a number of minutes, 1 to 1440"));
     }},
    {"error-status", "HTTP status of the model's client errors: the modeled one, or 400 for all.",
     "modeled|400", false,
     [](Config& config, std::string_view value) {
       if (value != "modeled" && value != "400") refuse(value, "'modeled' or '400'");
       config.error_status =
           value == "400" ? awsjson::ErrorStatus::always_400 : awsjson::ErrorStatus::modeled;
     }},
    {"address-rate", "Requests a second that one address may send; 0 is no limit.", "N", false,
     [](Config& config, std::string_view value) {
       config.address_rates.per_second = request_count(value);
     }},
    {"address-burst", "Of these, how many may come at once; 0 is as many as in a second.", "N",
     false,
     [](Config& config, std::string_view value) {
       config.address_rates.burst = request_count(value);
     }},
    {"failed-authentication-rate",
     "Failed authentications a second, after ten seconds' worth at once, before an address is "
     "refused altogether for a while; 0 is no limit.",
     "N", false,
     [](Config& config, std::string_view value) {
       config.address_rates.failures_per_second = request_count(value);
     }},
    {"trusted-proxies",
     "Addresses or networks of proxies that tell by X-Forwarded-For whose request they pass on.",
     "ADDRESS,...", false, apply_trusted_proxies},
    {"cors-origins", "Origins whose pages may call the API from a browser, with commas.",
     "ORIGIN,...", false, apply_cors_origins},
    {"read-rate", "Reads a second that an account may make; 0 is no limit.", "N", false,
     [](Config& config, std::string_view value) {
       config.settings.read_rate.per_second = request_count(value);
     }},
    {"read-burst", "Reads that may come at once; 0 is as many as in a second.", "N", false,
     [](Config& config, std::string_view value) {
       config.settings.read_rate.burst = request_count(value);
     }},
    {"write-rate", "Writes a second that an account may make; 0 is no limit.", "N", false,
     [](Config& config, std::string_view value) {
       config.settings.write_rate.per_second = request_count(value);
     }},
    {"write-burst", "Writes that may come at once; 0 is as many as in a second.", "N", false,
     [](Config& config, std::string_view value) {
       config.settings.write_rate.burst = request_count(value);
     }},
    {"event-retention", "Days that events are kept; 0 is for ever.", "DAYS", false,
     [](Config& config, std::string_view value) {
       config.settings.event_retention = retention(value);
     }},
    {"ended-rows-retention",
     "Days that ended invitations and terminated connections are kept; 0 is for ever.", "DAYS",
     false,
     [](Config& config, std::string_view value) {
       config.settings.ended_rows_retention = retention(value);
     }},
    {"qualification-task-duration", "Seconds that a qualifications task takes.", "SECONDS", false,
     [](Config& config, std::string_view value) {
       config.settings.qualification_task_duration =
           seconds(number(value, 0, 86400, "a number of seconds, 0 to 86400"));
     }},
    {"region", "Region that requests are signed for and that ARNs name.", "REGION", false,
     [](Config& config, std::string_view value) { config.settings.place.region = value; }},
    {"invitation-lifetime", "Days until an unanswered invitation expires.", "DAYS", false,
     [](Config& config, std::string_view value) {
       config.settings.invitation_lifetime =
           days(number(value, 1, 3650, "a number of days, 1 to 3650"));
     }},
    {"public-mail-providers",
     "Mail domains that no partner can associate, in place of the well-known ones; with commas.",
     "DOMAIN,...", false,
     [](Config& config, std::string_view value) {
       config.settings.public_mail_providers = words(value);
     }},
    {"business-verification-duration", "Seconds that the check of a business takes.", "SECONDS",
     false,
     [](Config& config, std::string_view value) {
       config.settings.verification.business_duration =
           seconds(number(value, 0, 7 * 24 * 3600, "a number of seconds, 0 to 604800"));
     }},
    {"verification-approval",
     "Who decides verifications: the server by itself, or the operator by the admin API.",
     "automatic|manual", false,
     [](Config& config, std::string_view value) {
       if (value != "automatic" && value != "manual") refuse(value, "'automatic' or 'manual'");
       config.settings.verification.by_hand = value == "manual";
     }},
    {"registrant-page-lifetime", "Minutes until a registrant's completion page expires.", "MINUTES",
     false,
     [](Config& config, std::string_view value) {
       config.settings.verification.registrant_page_lifetime =
           minutes(number(value, 1, 7 * 24 * 60, "a number of minutes, 1 to 10080"));
     }},
    {"business-form-lifetime", "Days until the form that a business is asked for expires.", "DAYS",
     false,
     [](Config& config, std::string_view value) {
       config.settings.verification.business_form_lifetime =
           days(number(value, 1, 365, "a number of days, 1 to 365"));
     }},
    {"completion-url-base",
     "Where people reach the completion pages; the management listener's address when not set.",
     "URL", false, apply_completion_url_base},
    {"profile-task-duration", "Seconds until an update of a profile is reviewed.", "SECONDS", false,
     [](Config& config, std::string_view value) {
       config.settings.profile_task_duration =
           seconds(number(value, 0, 24 * 60 * 60, "a number of seconds, 0 to 86400"));
     }},
    {"profile-forbidden-words", "Words that fail a review, separated by commas.", "WORDS", false,
     [](Config& config, std::string_view value) {
       config.settings.review.forbidden_words = words(value);
     }},
    {"verification-code-tries", "Wrong tries after which a mailed code is good for nothing.", "N",
     false,
     [](Config& config, std::string_view value) {
       config.settings.code_wrong_tries =
           number<std::int64_t>(value, 1, 1000, "a number of tries, 1 to 1000");
     }},
    {"mail-server", "Where mails are handed over, by SMTP.", "HOST[:PORT]", false,
     apply_mail_server},
    {"mail-from", "The address that mails come from.", "ADDRESS", false,
     [](Config& config, std::string_view value) {
       if (!smtp::is_address(value)) refuse(value, "an e-mail address");
       config.mail.from = value;
     }},
    {"mail-security", "How the connection to the mail server is encrypted.", "starttls|tls|none",
     false, apply_mail_security},
    {"mail-authorities", "Certificates (PEM) to trust instead of the system's for mail.", "FILE",
     false, [](Config& config, std::string_view value) { config.mail.server.authorities = value; }},
    {"mail-user", "Whom to log in as at the mail server.", "NAME", false,
     [](Config& config, std::string_view value) { config.mail.server.user = value; }},
    {"mail-password", "The password for that.", "PASSWORD", false,
     [](Config& config, std::string_view value) { config.mail.server.password = value; }, true},
    {"mail-retry-seconds", "Pause after the first failure to send a mail; later ones are longer.",
     "SECONDS", false,
     [](Config& config, std::string_view value) {
       config.settings.mail_first_pause =
           seconds(number<std::int64_t>(value, 1, 3600, "a number of seconds, 1 to 3600"));
     }},
    {"mail-notices", "Whether alliance leads are told of invitations by mail.", "true|false", false,
     [](Config& config, std::string_view value) { config.mail.notices = truth(value); }},
    {"fetch-logos", "Fetch logos when a profile is reviewed, from the public Internet.", "", false,
     [](Config& config, std::string_view value) { config.settings.fetch_logos = truth(value); }},
    {"logo-bytes", "The largest file that a logo may be, in bytes.", "BYTES", false,
     [](Config& config, std::string_view value) {
       config.logo_limits.bytes =
           number<std::size_t>(value, 1, 100'000'000, "a number of bytes, 1 to 100000000");
     }},
    {"logo-pixels", "How wide and how high a logo may be, in pixels.", "PIXELS", false,
     [](Config& config, std::string_view value) {
       config.logo_limits.pixels =
           number<std::uint32_t>(value, 1, 100'000, "a number of pixels, 1 to 100000");
     }},
    {"audit", "Where a record of every call is kept.", "none|store|stdout|file:PATH", false,
     apply_audit},
    {"audit-reads", "Whether reads that succeed are on record as well.", "true|false", false,
     [](Config& config, std::string_view value) { config.audit.reads = truth(value); }},
    {"audit-failure", "While no records can be kept: refuse writes, or serve on without.",
     "refuse-writes|continue", false,
     [](Config& config, std::string_view value) {
       if (value != "refuse-writes" && value != "continue")
         refuse(value, "'refuse-writes' or 'continue'");
       config.audit.on_failure =
           value == "continue" ? audit::OnFailure::go_on : audit::OnFailure::refuse_changes;
     }},
    {"audit-retention", "Days that records of calls stay in the store; 0 is for ever.", "DAYS",
     false,
     [](Config& config, std::string_view value) {
       config.settings.audit_retention = retention(value);
     }},
    {"audit-file-bytes", "Size at which the file of records is put aside; 0: never.", "BYTES",
     false,
     [](Config& config, std::string_view value) {
       config.audit.file_bytes = number<std::uint64_t>(value, 0, 1'000'000'000'000,
                                                       "a number of bytes, 0 to 1000000000000");
     }},
    {"audit-files", "Files of records that are kept beside the current one.", "N", false,
     [](Config& config, std::string_view value) {
       config.audit.files = number<unsigned>(value, 1, 10'000, "a number of files, 1 to 10000");
     }},
    {"quota", "A quota of the service.", "NAME=VALUE", true, apply_quota},
};

// A scalar of the configuration file as the text that a flag would have.
std::string text_of(simdjson::dom::element value) {
  if (value.is_string()) return std::string(value.get_string().value());
  if (value.is_object() || value.is_array() || value.is_null())
    throw ConfigError("a text, a number, true or false is expected");
  return simdjson::minify(value);
}

std::string joined(const std::vector<shape::Violation>& violations) {
  std::string text;
  for (const auto& violation : violations)
    text += "\n  " + violation.name + ": " + violation.message;
  return text;
}

// A list of the file. All its mistakes are told at once.
template <class List>
List list_in(simdjson::dom::element json) {
  List list;
  auto violations =
      shape::decode(shape::type_of<List>(), json, &list, shape::UnknownMembers::refused);
  if (!violations.empty()) throw ConfigError("the list has mistakes:" + joined(violations));
  return list;
}

void apply_key(Config& config, std::string_view name, simdjson::dom::element value) {
  if (name == "account-quotas") {
    config.settings.account_quotas = quotas_in(list_in<AccountQuotaEntries>(value));
    return;
  }
  if (name == "quotas") {
    for (auto [quota, limit] : value.get_object())
      apply_quota(config, std::string(quota) + '=' + text_of(limit));
    return;
  }
  auto all = settings();
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const Setting& setting) { return setting.name == name; });
  if (found == all.end() || found->repeated) throw ConfigError("there is no such setting");
  found->apply(config, text_of(value));
}

}  // namespace

std::span<const Setting> settings() { return kSettings; }

void apply_file(Config& config, const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (auto error = parser.load(path).get(json))
    throw ConfigError(path + ": " + simdjson::error_message(error));
  if (!json.is_object()) throw ConfigError(path + ": a JSON object is expected");
  for (auto [name, value] : json.get_object()) {
    try {
      apply_key(config, name, value);
    } catch (const std::exception& error) {
      throw ConfigError(path + ": " + std::string(name) + ": " + error.what());
    }
  }
}

}  // namespace amity::server
