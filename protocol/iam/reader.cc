#include "protocol/iam/reader.h"

#include "protocol/iam/names.h"
#include "protocol/iam/policy_text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <stdexcept>

namespace amity::iam {
namespace {

namespace json = simdjson::ondemand;

constexpr std::size_t kLongestText = 131'072;  // as PolicyDocument in IAM's own API
constexpr std::string_view kVersions[] = {"2012-10-17", "2008-10-17"};

struct Limit {
  std::size_t characters;
  bool counts_white_space;
};

Limit limit_of(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::identity:
      return {6144, false};
    case PolicyKind::session:
      return {2048, true};
    case PolicyKind::trust:
      return {10240, false};
  }
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }

class Reader {
 public:
  Reader(std::string_view text, PolicyKind kind) : kind_(kind), text_(text) {}

  Program read();

 private:
  void check_size() const;
  void find_version(json::document& document);
  void read_document(json::document& document);
  void read_version(json::value value);
  void read_statements(json::value value);
  Statement read_statement(json::value value);
  void read_sid(json::value value, Statement& statement);
  void read_actions(json::value value, std::string_view element, Actions& actions);
  void read_resources(json::value value, std::string_view element, Resources& resources);
  void read_principals(json::value value, Principals& principals);
  void read_aws_principal(std::string_view name, const char* at, Principals& principals) const;
  void read_conditions(json::value value, Statement& statement);

  PolicyKind kind_;
  PolicyText text_;
  bool variables_ = false;
  std::vector<std::string> sids_;
  Program program_;
};

void Reader::check_size() const {
  std::string_view all = text_.all();
  Limit limit = limit_of(kind_);
  auto spaces = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_space));
  std::size_t counted = limit.counts_white_space ? all.size() : all.size() - spaces;
  if (all.size() <= kLongestText && counted <= limit.characters) return;
  std::string most = all.size() > kLongestText ? std::to_string(kLongestText) + " characters"
                     : limit.counts_white_space
                         ? std::to_string(limit.characters) + " characters"
                         : std::to_string(limit.characters) + " characters without white space";
  text_.fail(all.data(), "the policy is longer than " + most + ".");
}

Program Reader::read() {
  check_size();
  text_.walk([&](json::document& document) { find_version(document); });
  text_.walk([&](json::document& document) { read_document(document); });
  for (std::size_t i = 0; i < program_.statements.size(); ++i)
    (program_.statements[i].denies ? program_.denying : program_.allowing).push_back(i);
  return std::move(program_);
}

// Version may stand anywhere, but says how everything else is read.
void Reader::find_version(json::document& document) {
  for (json::field field : document.get_object())
    if (std::string_view(field.unescaped_key()) == "Version") read_version(field.value());
}

void Reader::read_document(json::document& document) {
  constexpr std::array<std::string_view, 3> kElements = {"Version", "Id", "Statement"};
  bool stated = false;
  text_.members(document.get_object(), "A policy", kElements,
                [&](std::string_view name, json::value value, const char*) {
                  if (name == "Version") {
                    read_version(value);
                  } else if (name == "Id") {
                    text_.string(value, "Id");
                  } else {
                    read_statements(value);
                    stated = true;
                  }
                });
  if (!stated) text_.fail(text_.all().data(), "the policy has no Statement.");
  text_.require_end(document);
}

void Reader::read_version(json::value value) {
  const char* at = text_.place(value);
  std::string version = text_.string(value, "Version");
  if (std::find(std::begin(kVersions), std::end(kVersions), version) == std::end(kVersions))
    text_.fail(at, "Version must be " + listed(kVersions) + ", not " + excerpt(version) + ".");
  variables_ = version == kVersions[0];
}

void Reader::read_statements(json::value value) {
  json::json_type type = value.type();
  if (type == json::json_type::object) {
    program_.statements.push_back(read_statement(value));
    return;
  }
  const char* at = text_.place(value);
  if (type != json::json_type::array)
    text_.fail(at, "Statement must be an object or a list of objects.");
  for (json::value statement : value.get_array())
    program_.statements.push_back(read_statement(statement));
  if (program_.statements.empty()) text_.fail(at, "Statement is an empty list.");
}

Statement Reader::read_statement(json::value value) {
  constexpr std::array<std::string_view, 7> kOfIdentity = {
      "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"};
  constexpr std::array<std::string_view, 6> kOfTrust = {"Sid",    "Effect",    "Principal",
                                                        "Action", "NotAction", "Condition"};
  std::span<const std::string_view> known = kOfIdentity;
  if (kind_ == PolicyKind::trust) known = kOfTrust;

  const char* start = text_.place(value);
  Statement statement;
  statement.line = static_cast<std::size_t>(
                       std::count(static_cast<const char*>(text_.all().data()), start, '\n')) +
                   1;
  bool effect = false;
  bool principals = false;
  std::string_view actions;
  std::string_view resources;
  text_.members(text_.object(value, "A statement", start), "A statement of this kind of policy",
                known, [&](std::string_view name, json::value element, const char* at) {
                  if (name == "Sid") {
                    read_sid(element, statement);
                  } else if (name == "Effect") {
                    const char* value_at = text_.place(element);
                    std::string word = text_.string(element, "Effect");
                    if (word != "Allow" && word != "Deny")
                      text_.fail(value_at,
                                 "Effect must be Allow or Deny, not " + excerpt(word) + ".");
                    statement.denies = word == "Deny";
                    effect = true;
                  } else if (name == "Action" || name == "NotAction") {
                    if (!actions.empty())
                      text_.fail(at, "a statement has Action or NotAction, not both.");
                    actions = name == "Action" ? "Action" : "NotAction";
                    read_actions(element, actions, statement.actions);
                  } else if (name == "Resource" || name == "NotResource") {
                    if (!resources.empty())
                      text_.fail(at, "a statement has Resource or NotResource, not both.");
                    resources = name == "Resource" ? "Resource" : "NotResource";
                    read_resources(element, resources, statement.resources);
                  } else if (name == "Principal") {
                    read_principals(element, statement.principals);
                    principals = true;
                  } else {
                    read_conditions(element, statement);
                  }
                });
  if (!effect) text_.fail(start, "the statement has no Effect.");
  if (actions.empty()) text_.fail(start, "the statement has neither Action nor NotAction.");
  if (kind_ == PolicyKind::trust) {
    if (!principals) text_.fail(start, "the statement has no Principal.");
  } else if (resources.empty()) {
    text_.fail(start, "the statement has neither Resource nor NotResource.");
  }
  return statement;
}

void Reader::read_sid(json::value value, Statement& statement) {
  const char* at = text_.place(value);
  statement.sid = text_.string(value, "Sid");
  if (statement.sid.empty()) return;
  if (!std::all_of(statement.sid.begin(), statement.sid.end(), is_alphanumeric))
    text_.fail(at, "Sid must be of letters and digits, not " + excerpt(statement.sid) + ".");
  if (std::find(sids_.begin(), sids_.end(), statement.sid) != sids_.end())
    text_.fail(at, "another statement has the Sid " + excerpt(statement.sid) + ", too.");
  sids_.push_back(statement.sid);
}

void Reader::read_actions(json::value value, std::string_view element, Actions& actions) {
  actions.all_but = element == "NotAction";
  text_.texts(value, element, false, [&](std::string_view text, const char* at) {
    std::size_t colon = text.find(':');
    auto service = text.substr(0, colon);
    auto name = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    auto wild = [](char c) { return c == '*' || c == '?'; };
    bool named = !service.empty() && !name.empty() &&
                 std::all_of(service.begin(), service.end(),
                             [&](char c) { return is_alphanumeric(c) || c == '-' || wild(c); }) &&
                 std::all_of(name.begin(), name.end(),
                             [&](char c) { return is_alphanumeric(c) || wild(c); });
    if (text != "*" && !named)
      text_.fail(at,
                 std::string(element) + " must be * or service:Name, not " + excerpt(text) + ".");
    Pattern pattern(lower(text), {.wildcards = true});
    if (const std::string* literal = pattern.literal()) {
      actions.literal_hashes.push_back(hash_of(*literal));
      actions.literals.push_back(*literal);
    } else {
      actions.patterns.push_back(std::move(pattern));
    }
  });
}

void Reader::read_resources(json::value value, std::string_view element, Resources& resources) {
  resources.all_but = element == "NotResource";
  text_.texts(value, element, false, [&](std::string_view text, const char* at) {
    // A * at the end of a part may stand for the parts after it.
    bool arn = text.starts_with("arn:") &&
               (std::count(text.begin(), text.end(), ':') >= 5 || text.ends_with('*'));
    if (text != "*" && !arn)
      text_.fail(at,
                 std::string(element) +
                     " must be * or an ARN, arn:partition:service:region:account:resource, not " +
                     excerpt(text) + ".");
    try {
      resources.patterns.emplace_back(text, Syntax{.wildcards = true, .variables = variables_});
    } catch (const std::invalid_argument& wrong) {
      text_.fail(at, excerpt(text) + " " + wrong.what() + ".");
    }
  });
}

void Reader::read_principals(json::value value, Principals& principals) {
  const char* at = text_.place(value);
  json::json_type type = value.type();
  if (type == json::json_type::string) {
    if (text_.string(value, "Principal") != "*")
      text_.fail(at, "Principal must be \"*\" or an object such as {\"AWS\": \"111122223333\"}.");
    principals.everybody = true;
    return;
  }
  constexpr std::array<std::string_view, 4> kTypes = {"AWS", "Service", "Federated",
                                                      "CanonicalUser"};
  bool empty = true;
  text_.members(text_.object(value, "Principal", at), "Principal", kTypes,
                [&](std::string_view name, json::value names, const char*) {
                  empty = false;
                  text_.texts(names, name, false, [&](std::string_view text, const char* name_at) {
                    // Nobody of the other types ever calls here.
                    if (name == "AWS") read_aws_principal(text, name_at, principals);
                  });
                });
  if (empty) text_.fail(at, "Principal is empty.");
}

void Reader::read_aws_principal(std::string_view name, const char* at,
                                Principals& principals) const {
  auto is_account = [](std::string_view text) {
    return text.size() == 12 && std::all_of(text.begin(), text.end(), is_digit);
  };
  if (name == "*") {
    principals.everybody = true;
    return;
  }
  if (is_account(name)) {
    principals.accounts.emplace_back(name);
    return;
  }
  std::vector<std::string_view> parts;
  std::string_view rest = name;
  while (parts.size() < 5 && rest.find(':') != std::string_view::npos) {
    parts.push_back(rest.substr(0, rest.find(':')));
    rest.remove_prefix(parts.back().size() + 1);
  }
  bool arn = parts.size() == 5 && parts[0] == "arn" && !parts[1].empty() && parts[3].empty() &&
             is_account(parts[4]) && name.find_first_of("*?") == std::string_view::npos;
  if (arn && parts[2] == "iam" && rest == "root") {
    principals.accounts.emplace_back(parts[4]);
    return;
  }
  arn = arn && ((parts[2] == "iam" && (rest.starts_with("user/") || rest.starts_with("role/"))) ||
                (parts[2] == "sts" && rest.starts_with("assumed-role/")));
  if (!arn || rest.ends_with('/'))
    text_.fail(
        at,
        "AWS must be *, an account of 12 digits, or the ARN of a root, user, role or session "
        "without wildcards, not " +
            excerpt(name) + ".");
  principals.arns.emplace_back(name);
}

void Reader::read_conditions(json::value value, Statement& statement) {
  const char* at = text_.place(value);
  text_.members(
      text_.object(value, "Condition", at), "Condition", {},
      [&](std::string_view name, json::value keys, const char* name_at) {
        std::optional<Operator> op = Operator::parse(name);
        if (!op) text_.fail(name_at, excerpt(name) + " is no condition operator.");
        text_.members(
            text_.object(keys, name, name_at), name, {},
            [&](std::string_view key, json::value values, const char* key_at) {
              std::size_t colon = key.find(':');
              if (colon == std::string_view::npos || colon == 0 || colon + 1 == key.size())
                text_.fail(key_at, excerpt(key) + " is no condition key: it must be service:Name.");
              Condition condition(*op, key);
              text_.texts(values, key, true, [&](std::string_view text, const char* text_at) {
                try {
                  condition.add(text, variables_);
                } catch (const std::invalid_argument& wrong) {
                  text_.fail(text_at, excerpt(text) + " " + wrong.what() + ".");
                }
              });
              statement.conditions.push_back(std::move(condition));
            });
      });
}

}  // namespace

Program read_policy(std::string_view text, PolicyKind kind) { return Reader(text, kind).read(); }

}  // namespace amity::iam
