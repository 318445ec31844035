#pragma once

#include "client/credentials/sources.h"
#include "sql/temporary_directory_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace amity::client {

// An environment of a test's own, with a home; it is 2026-01-31, noon.
class SourceTest : public testing::Test {
 protected:
  static constexpr Timestamp kNow{1'769'860'800'000};

  SourceTest() {
    variables["HOME"] = home.inside("");
    // Whatever a test forgets stays on this machine.
    variables["AWS_EC2_METADATA_DISABLED"] = "true";
    settings.environment = [this](const std::string& name) {
      auto found = variables.find(name);
      return found != variables.end() ? found->second : "";
    };
    settings.clock = [] { return kNow; };
  }

  // Writes a file in the home and returns its path.
  std::string write(std::string_view name, std::string_view text) const {
    std::string path = home.inside(name);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << text;
    return path;
  }

  // What a source brings: "key/secret/token", with " until" and when it expires; "none"; or why
  // not.
  static std::string fetched(const std::shared_ptr<CredentialsProvider>& source,
                             const std::stop_token& stop = {}) {
    try {
      auto found = source->fetch(stop);
      if (!found) return "none";
      return found->access_key_id + '/' + found->secret_access_key + '/' + found->session_token +
             (found->expires_at ? " until " + to_iso8601(*found->expires_at) : "");
    } catch (const CredentialsError& error) {
      return error.what();
    }
  }
  // Whom a source would have asked, had it not been stopped.
  static std::string asked(const std::shared_ptr<CredentialsProvider>& source) {
    std::stop_source stop;
    stop.request_stop();
    std::string why = fetched(source, stop.get_token());
    std::size_t at = why.find("stopped (");
    return at == std::string::npos ? why : why.substr(at + 9, why.size() - at - 10);
  }
  // Of the profile of that name in `config`.
  std::string profile(const std::string& name) {
    settings.profile = name;
    return fetched(profile_credentials(settings));
  }

  sql::TemporaryDirectory home;
  std::map<std::string, std::string> variables;
  SourceSettings settings;
};

}  // namespace amity::client
