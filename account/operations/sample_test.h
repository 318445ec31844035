#pragma once

#include "account/operations/api_test.h"
#include "protocol/shape/shape.h"
#include "protocol/validation/pattern.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Requests of all operations, made from their member tables.
namespace amity::account {

// Values that some text of the model takes, the more particular ones first.
inline constexpr std::string_view kSamples[] = {
    "pprofiletask-aaaaaaaaaaaaa",
    "pacinv-222222222222a",
    "pac-222222222222a",
    "222222222222",
    "123456",
    "en-US",
    "US",
    "https://example.com/",
    "lead@partner.example",
    "example.com",
    "a sample",
    "sample",
};

// The partner of kOwner names itself, and another's profile.
inline constexpr std::string_view kOwner = "111111111111";
inline constexpr std::string_view kOther = "222222222222";

inline std::string with_key_of(std::string_view prefix, std::string_view account) {
  return std::string(prefix) + domain::base32(domain::parse_account(account).value().number);
}

// Makes requests as JSON, along a member table.
class Sample {
 public:
  Sample(bool optional_members, std::size_t choice)
      : optional_members_(optional_members), choice_(choice) {
    std::string partner = with_key_of("partner-", kOwner);
    samples_ = {partner, with_key_of("pprofile-", kOther),
                "arn:aws:partnercentral:us-east-1:111111111111:catalog/AWS/partner/" + partner};
    samples_.insert(samples_.begin(), "AWS");
    samples_.insert(samples_.end(), std::begin(kSamples), std::end(kSamples));
  }

  std::string of(const shape::Type& type) {
    switch (type.kind) {
      case shape::Kind::boolean:
        return "true";
      case shape::Kind::text:
        return text(type);
      case shape::Kind::enumeration:
        return '"' + std::string(type.names[choice_ % type.names.size()]) + '"';
      case shape::Kind::integer:
      case shape::Kind::long_integer:
        return std::to_string(std::max<std::int64_t>(1, type.number.min));
      case shape::Kind::timestamp:
        return "\"2026-01-01T00:00:00Z\"";
      case shape::Kind::list:
        return '[' + of(type.element()) + ']';
      case shape::Kind::map:
        return "{}";
      case shape::Kind::union_: {
        const shape::Field& field = type.fields[choice_ % type.fields.size()];
        return "{\"" + std::string(field.name) + "\":" + of(field.type()) + '}';
      }
      case shape::Kind::structure:
        return structure(type);
    }
    return "null";
  }

 private:
  std::string structure(const shape::Type& type) {
    std::string json = "{";
    for (const shape::Field& field : type.fields) {
      if (!field.required && !optional_members_) continue;
      if (json.size() > 1) json += ',';
      json += '"' + std::string(field.name) + "\":" + of(field.type());
    }
    return json + '}';
  }

  std::string text(const shape::Type& type) const {
    for (std::string_view sample : samples_) {
      if (sample.size() < type.text.min || sample.size() > type.text.max) continue;
      if (type.pattern == nullptr || shape::matches(*type.pattern, sample))
        return '"' + std::string(sample) + '"';
    }
    ADD_FAILURE() << "no sample fits " << type.name << ": " << type.text.pattern;
    return "\"\"";
  }

  bool optional_members_;
  std::size_t choice_;
  std::vector<std::string> samples_;
};

}  // namespace amity::account
