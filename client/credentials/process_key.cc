// credential_process: a command of the user's own prints a key.
#include "client/credentials/key_document.h"
#include "client/credentials/output_of.h"
#include "client/credentials/search.h"

namespace amity::client {

Credentials process_key(const Search& search, const std::string& command) {
  const char* source = "custom-process";
  CommandOutput output = output_of(command, search.stop);
  if (!output.failure.empty()) fail(source, output.failure);
  auto document = KeyDocument::read(output.text);
  if (!document) fail(source, "the output of credential_process is no JSON object");
  if (const std::string& version = document->text("Version"); version != "1")
    fail(source, "Unsupported version '" + (version.empty() ? "none" : version) +
                     "' for credential process provider, supported versions: 1");
  auto credentials = document->credentials("SessionToken");
  if (!credentials)
    fail(source,
         "the output of credential_process lacks AccessKeyId or SecretAccessKey, or its "
         "Expiration is no time");
  credentials->source = "credential_process";
  return *credentials;
}

}  // namespace amity::client
