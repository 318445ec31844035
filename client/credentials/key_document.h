#pragma once

#include "client/credentials/credentials.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace amity::client {

// A JSON object as services, programs and files write it that have credentials. Only its texts and
// whole numbers are seen.
class KeyDocument {
 public:
  // The object, or that of one of its members. Nothing for a text that has no such object.
  static std::optional<KeyDocument> read(std::string_view json, std::string_view member = {});

  // The value of a member, a number as its digits; empty when there is none.
  const std::string& text(std::string_view name) const;

  // Nothing unless key and secret are there; a time that is there must be one.
  //
  //   {"AccessKeyId": "…", "SecretAccessKey": "…", "Token": "…",
  //    "Expiration": "2026-01-31T12:00:00Z"}
  std::optional<Credentials> credentials(std::string_view token_name) const;

 private:
  std::map<std::string, std::string, std::less<>> members_;
};

}  // namespace amity::client
