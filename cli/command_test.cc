#include "cli/command.h"

#include "cli/failure.h"
#include "cli/options.h"
#include "cli/settings.h"
#include "cli/test_api_test.h"
#include "sql/temporary_directory_test.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace amity::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

// Commands of the API of the tests, which nobody serves.
class Command : public testing::Test {
 protected:
  int run(const std::vector<std::string>& words) {
    out.str("");
    err.str("");
    return cli::run(test::api, words, [](const std::string&) { return ""; }, {out, err});
  }

  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(Command, CompleteWordsAreSent) {
  EXPECT_EQ(run({"paint-house", "--user-name", "ann", "--coats", "-1", "--no-dry", "--rooms", "a",
                 "b", "--tags", R"([{"Key":"a"},{"Key":"b"}])", "--colours", R"(["RED","GREEN"])"}),
            255);
  EXPECT_EQ(err.str(),
            "Could not connect to the endpoint URL: \"http://127.0.0.1:1\"\n"
            "Nobody said where to call: start Amity here (`amity dev`), or name an "
            "--endpoint-url.\n");
}

TEST_F(Command, SharedOptionsStandBeforeAndAfter) {
  EXPECT_EQ(run({"--endpoint-url", "http://localhost:2", "list-tags"}), 255);
  EXPECT_THAT(err.str(), HasSubstr("http://localhost:2"));
  EXPECT_EQ(run({"list-tags", "--endpoint-url=http://localhost:3"}), 255);
  EXPECT_THAT(err.str(), HasSubstr("http://localhost:3"));
}

TEST_F(Command, WordsThatMakeNoRequest) {
  EXPECT_EQ(run({}), 252);
  EXPECT_EQ(run({"sell-house"}), 252);
  EXPECT_THAT(err.str(), HasSubstr("sell-house"));
  EXPECT_EQ(run({"paint-house"}), 252);
  EXPECT_THAT(err.str(), HasSubstr("amity houses paint-house: error: the following arguments are "
                                   "required: --user-name"));
  EXPECT_EQ(run({"paint-house", "--user-name"}), 252);
  EXPECT_EQ(run({"paint-house", "--user-name", "ann", "--size", "7"}), 252);
  EXPECT_EQ(run({"paint-house", "--user-name", "ann", "--coats", "two"}), 252);
  EXPECT_EQ(run({"list-tags", "--output", "xml"}), 252);
  EXPECT_EQ(run({"list-tags", "--max-items", "0"}), 252);
  EXPECT_EQ(run({"list-tags", "--endpoint-url", "nowhere"}), 252);
  EXPECT_EQ(run({"list-tags", "--endpoint-url", "http://me:secret@localhost"}), 252);
  EXPECT_EQ(run({"paint-house", "--user-name", "ann", "--max-items", "1"}), 252);
  EXPECT_EQ(out.str(), "");
}

TEST_F(Command, HelpIsAskedForInFourWays) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"paint-house", "--help"},
                                                {"paint-house", "-h"},
                                                {"help", "paint-house"},
                                                {"paint-house", "help"}}) {
    EXPECT_EQ(run(words), 0);
    EXPECT_THAT(out.str(), HasSubstr("--user-name TEXT"));
    EXPECT_THAT(out.str(), HasSubstr("Whose. Required."));
    EXPECT_THAT(out.str(), HasSubstr("RED|GREEN"));
    EXPECT_THAT(out.str(), Not(HasSubstr("--max-items")));
  }
  EXPECT_EQ(run({"help"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("list-tags"));
  EXPECT_THAT(out.str(), HasSubstr("It's what it does."));
  EXPECT_THAT(out.str(), HasSubstr("--endpoint-url"));
}

TEST_F(Command, CredentialsAreFetchedOnce) {
  sql::TemporaryDirectory directory;
  std::ofstream(directory.inside("find")) << "echo once >> " << directory.inside("found") << R"(
    echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}')";
  std::ofstream(directory.inside("config"))
      << "[default]\ncredential_process = sh " << directory.inside("find") << '\n';
  auto environment = [&](const std::string& name) {
    return name == "AWS_CONFIG_FILE" ? directory.inside("config") : "";
  };
  EXPECT_EQ(cli::run(test::api, {"list-tags"}, environment, {out, err}), 255);
  std::stringstream found;
  found << std::ifstream(directory.inside("found")).rdbuf();
  EXPECT_EQ(found.str(), "once\n");
}

TEST_F(Command, ErrorsDoNotCommandATerminal) {
  std::vector<std::string> words{"list-tags", "--endpoint-url", "\x1b[2J"};
  auto environment = [](const std::string& name) { return name == "NO_COLOR" ? "1" : ""; };
  cli::run(test::api, words, environment, {out, err, false, true});
  EXPECT_THAT(err.str(), HasSubstr("Invalid endpoint: \\u001b[2J"));
  EXPECT_THAT(err.str(), Not(HasSubstr("\x1b")));
}

TEST_F(Command, SkeletonsCallNobody) {
  EXPECT_EQ(run({"list-tags", "--generate-cli-skeleton", "input"}), 0);
  EXPECT_EQ(out.str(), "{\n    \"MaxResults\": 0,\n    \"NextToken\": \"\"\n}\n");
  EXPECT_EQ(run({"paint-house", "--generate-cli-skeleton", "output"}), 0);
  EXPECT_EQ(out.str(), "{\n    \"Id\": \"\"\n}\n");
}

TEST_F(Command, NoMembersOptionHasANameThatIsTaken) {
  std::set<std::string> taken{"help"};
  for (const Setting& setting : settings()) taken.insert(std::string(setting.flag.substr(2)));
  for (const shape::Operation& operation : admin_api().operations) {
    EXPECT_NE(kebab_case(operation.name), "help");
    for (const shape::Field& field : operation.request().fields)
      EXPECT_FALSE(taken.contains(kebab_case(field.name)))
          << operation.name << " has " << field.name;
  }
}

TEST_F(Command, EveryOperationOfTheAdminApiHasHelp) {
  for (const shape::Operation& operation : admin_api().operations) {
    out.str("");
    EXPECT_EQ(cli::run(admin_api(), {kebab_case(operation.name), "--help"},
                       [](const std::string&) { return ""; }, {out, err}),
              0);
    for (const shape::Field& field : operation.request().fields)
      EXPECT_THAT(out.str(), HasSubstr("--" + kebab_case(field.name)));
  }
}

}  // namespace
}  // namespace amity::cli
