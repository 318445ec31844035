#pragma once

#include "protocol/shape/operation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The options of an operation's command, made from its request's member table.
namespace amity::cli {

// "PutAccountQuota" as a command line spells it: "put-account-quota". A run of capitals is one
// word: "ListMFADevices" is "list-mfa-devices".
std::string kebab_case(std::string_view name);

// What a member's option takes.
enum class Takes { flag, one_value, several_values };
Takes takes(const shape::Type& type);

// What stands for a value in help texts: "TEXT", "NUMBER", "AWS|Sandbox", "JSON", …
std::string placeholder(const shape::Type& type);

// The JSON of a member from the words that its option was given, at least one. A text, and JSON,
// may be "file://PATH", the content of that file. A list is given as words, one an item, or as one
// JSON array; a structure as JSON or in shorthand (cli/shorthand.h); a map as JSON. Throws Failure
// (usage) that names `option` when a word is no value of the type; limits of the model, and which
// values an enum has, are the service's to check: it may know more of them.
std::string json_of(std::string_view option, const shape::Type& type,
                    std::span<const std::string> words);

// A word, or what is in the file that it names as "file://PATH". Throws Failure (usage) when it
// cannot be read or is not UTF-8.
std::string content_of(std::string_view option, const std::string& word);

}  // namespace amity::cli
