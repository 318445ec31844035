#pragma once

#include "client/settings/profiles.h"

#include <map>
#include <string>
#include <string_view>

namespace amity::client {

// The sections of a file, by what stands between their brackets.
using ProfileFile = std::map<std::string, Profiles::Section, std::less<>>;

// Reads one of the shared files. Python's configparser, with which the AWS CLI reads them, and the
// other SDKs differ in details; where they do, this takes what either takes. But a comment is a
// line of its own, as for the AWS CLI: another would cut "credential_process = a ; b".
//
//   # a comment, also "; a comment"
//   [profile a]                     what is behind it does not count
//   region = eu-west-1              names in any case; a value may have "="
//   role_arn = arn:aws:iam::1:role/
//     r                             deeper than its name: goes on, after a newline
//   s3 =
//     max_queue_size = 9            becomes "s3.max_queue_size"
//
// Throws ConfigurationError, which names `path` and the line but nothing of it, since that may be a
// secret: for a line that is none of these, and for a section or a name that is there twice.
ProfileFile read_profile_file(std::string_view text, const std::string& path);

}  // namespace amity::client
