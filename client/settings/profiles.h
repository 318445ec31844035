#pragma once

#include "client/settings/environment.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace amity::client {

// The files `config` and `credentials` that the AWS CLI and the SDKs share, as they were read.
class Profiles {
 public:
  // The values of a section. A nested block ("services" with its indented lines) has keys joined by
  // a point: "partnercentral_account.endpoint_url".
  using Section = std::map<std::string, std::string, std::less<>>;

  // Reads the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, or those in
  // ~/.aws. A file that is not there is empty. Throws ConfigurationError for one that cannot be
  // read or understood.
  static Profiles read(const Environment& environment);

  // The name of the profile that holds: the one that the program named, AWS_PROFILE,
  // AWS_DEFAULT_PROFILE, "default".
  static std::string name(const std::optional<std::string>& given, const Environment& environment);

  // The profile that holds; an empty one where nobody named any and there is no `default`. Throws
  // ConfigurationError when one was named that is not there.
  const Section& chosen(const std::optional<std::string>& given,
                        const Environment& environment) const;

  // A profile of both files: what `credentials` says goes first. Null when neither has it.
  const Section* profile(std::string_view name) const;
  const Section* sso_session(std::string_view name) const;
  const Section* services(std::string_view name) const;

 private:
  using Sections = std::map<std::string, Section, std::less<>>;
  Sections profiles_;
  Sections sso_sessions_;
  Sections services_;
};

// The value of a name; empty when the section has none.
const std::string& value_in(const Profiles::Section& section, std::string_view name);

}  // namespace amity::client
