#include "protocol/iam/reader.h"

#include "protocol/iam/names.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <functional>
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

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }

// What a sentence may repeat of the text: it ends up in JSON, in logs and on terminals.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 64;
  std::string out = "\"";
  for (char c : text.substr(0, kMost)) out += c >= ' ' && c <= '~' ? c : '?';
  out += text.size() > kMost ? "…\"" : "\"";
  return out;
}

// "Effect, Action or Resource"
std::string listed(std::span<const std::string_view> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, PolicyKind kind)
      : kind_(kind), size_(text.size()), text_(text.data(), text.size()) {}

  Program read();

 private:
  using Take = std::function<void(std::string_view name, json::value value, const char* at)>;

  [[noreturn]] void fail(const char* at, const std::string& sentence) const;
  [[noreturn]] void fail_text(simdjson::error_code error) const;

  const char* place(json::value value) { return seen_ = value.raw_json_token().data(); }
  void check_size() const;
  void members(json::object object, std::string_view whose, std::span<const std::string_view> known,
               const Take& take);
  json::object object(json::value value, std::string_view what, const char* at);
  std::string text(json::value value, std::string_view what);
  void texts(json::value value, std::string_view what, bool scalars,
             const std::function<void(std::string_view text, const char* at)>& take);

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
  std::size_t size_;
  simdjson::padded_string text_;
  const char* seen_ = text_.data();  // how far the text was looked at
  bool variables_ = false;
  std::vector<std::string> sids_;
  Program program_;
};

void Reader::fail(const char* at, const std::string& sentence) const {
  std::string_view before(text_.data(),
                          std::min(static_cast<std::size_t>(at - text_.data()), size_));
  auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  std::size_t start = line == 0 ? 0 : before.rfind('\n') + 1;
  throw PolicyError(line + 1, before.size() - start + 1, sentence);
}

// What the parser found before it looked at a single value: of these it does not say where.
void Reader::fail_text(simdjson::error_code error) const {
  const char* start = text_.data();
  if (error == simdjson::EMPTY) fail(start, "the policy is empty.");
  if (error != simdjson::UTF8_ERROR) fail(start + size_, "the text is not well-formed JSON.");
  const char* line = start;
  while (line < start + size_) {
    const char* end = std::find(line, start + size_, '\n');
    if (!simdjson::validate_utf8(line, static_cast<std::size_t>(end - line))) break;
    line = end + 1;
  }
  fail(line, "the text is not UTF-8.");
}

void Reader::check_size() const {
  std::string_view text(text_.data(), size_);
  Limit limit = limit_of(kind_);
  auto spaces = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_space));
  std::size_t counted = limit.counts_white_space ? size_ : size_ - spaces;
  if (size_ <= kLongestText && counted <= limit.characters) return;
  std::string most = size_ > kLongestText ? std::to_string(kLongestText) + " characters"
                     : limit.counts_white_space
                         ? std::to_string(limit.characters) + " characters"
                         : std::to_string(limit.characters) + " characters without white space";
  fail(text_.data(), "the policy is longer than " + most + ".");
}

// Gives each member of an object to `take`; refuses those that nobody knows and those that come
// twice. Without names in `known` every name is welcome.
void Reader::members(json::object object, std::string_view whose,
                     std::span<const std::string_view> known, const Take& take) {
  std::vector<std::string> seen;
  for (json::field field : object) {
    const char* at = seen_ = field.key().raw() - 1;
    std::string name(std::string_view(field.unescaped_key()));
    if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
      auto meant = std::find_if(known.begin(), known.end(), [&](std::string_view one) {
        return equal_without_case(one, name);
      });
      fail(at, meant != known.end() ? excerpt(name) + " must be written " + excerpt(*meant) + "."
                                    : std::string(whose) + " has no element " + excerpt(name) +
                                          ", only " + listed(known) + ".");
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
      fail(at, excerpt(name) + " stands twice in the same object.");
    take(name, field.value(), at);
    seen.push_back(std::move(name));
  }
}

json::object Reader::object(json::value value, std::string_view what, const char* at) {
  json::json_type type = value.type();
  if (type != json::json_type::object) fail(at, std::string(what) + " must be an object.");
  return value.get_object();
}

std::string Reader::text(json::value value, std::string_view what) {
  const char* at = place(value);
  json::json_type type = value.type();
  if (type != json::json_type::string) fail(at, std::string(what) + " must be a string.");
  return std::string(std::string_view(value.get_string()));
}

// One string or a list of them; of conditions also numbers and true and false, as their text.
void Reader::texts(json::value value, std::string_view what, bool scalars,
                   const std::function<void(std::string_view text, const char* at)>& take) {
  auto one = [&](json::value entry) {
    place(entry);
    std::string_view token = entry.raw_json_token();
    json::json_type type = entry.type();
    if (type == json::json_type::string) {
      take(std::string(std::string_view(entry.get_string())), token.data());
      return;
    }
    bool boolean = type == json::json_type::boolean;
    if (!scalars || (!boolean && type != json::json_type::number))
      fail(token.data(), std::string(what) + " must be a string or a list of strings.");
    while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
    if (boolean)
      static_cast<void>(bool(entry.get_bool()));  // throws unless it is one
    else
      static_cast<void>(double(entry.get_double()));
    take(token, token.data());
  };

  json::json_type type = value.type();
  if (type != json::json_type::array) {
    one(value);
    return;
  }
  const char* at = place(value);
  bool empty = true;
  for (json::value entry : value.get_array()) {
    one(entry);
    empty = false;
  }
  if (empty) fail(at, std::string(what) + " is an empty list.");
}

Program Reader::read() {
  check_size();
  json::parser parser;
  json::document document;
  if (auto error = parser.iterate(text_).get(document)) fail_text(error);
  try {
    find_version(document);
    document = parser.iterate(text_);
    read_document(document);
  } catch (const simdjson::simdjson_error& error) {
    if (error.error() == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
      fail(text_.data() + size_, "the text ends before the policy does.");
    // A parser that has given up no longer says where.
    const char* at = nullptr;
    if (document.current_location().get(at) != simdjson::SUCCESS) at = seen_;
    fail(at, "the text is not well-formed JSON from here on.");
  }
  for (std::size_t i = 0; i < program_.statements.size(); ++i)
    (program_.statements[i].denies ? program_.denying : program_.allowing).push_back(i);
  return std::move(program_);
}

// Version may stand anywhere, but says how everything else is read.
void Reader::find_version(json::document& document) {
  json::json_type type = document.type();
  if (type != json::json_type::object) fail(text_.data(), "a policy must be an object.");
  for (json::field field : document.get_object())
    if (std::string_view(field.unescaped_key()) == "Version") read_version(field.value());
}

void Reader::read_document(json::document& document) {
  constexpr std::array<std::string_view, 3> kElements = {"Version", "Id", "Statement"};
  bool stated = false;
  members(document.get_object(), "A policy", kElements,
          [&](std::string_view name, json::value value, const char*) {
            if (name == "Version") {
              read_version(value);
            } else if (name == "Id") {
              text(value, "Id");
            } else {
              read_statements(value);
              stated = true;
            }
          });
  if (!stated) fail(text_.data(), "the policy has no Statement.");
  const char* at = nullptr;
  if (document.current_location().get(at) == simdjson::SUCCESS)
    fail(at, "something follows after the end of the policy.");
}

void Reader::read_version(json::value value) {
  const char* at = place(value);
  std::string version = text(value, "Version");
  if (std::find(std::begin(kVersions), std::end(kVersions), version) == std::end(kVersions))
    fail(at, "Version must be " + listed(kVersions) + ", not " + excerpt(version) + ".");
  variables_ = version == kVersions[0];
}

void Reader::read_statements(json::value value) {
  json::json_type type = value.type();
  if (type == json::json_type::object) {
    program_.statements.push_back(read_statement(value));
    return;
  }
  const char* at = place(value);
  if (type != json::json_type::array) fail(at, "Statement must be an object or a list of objects.");
  for (json::value statement : value.get_array())
    program_.statements.push_back(read_statement(statement));
  if (program_.statements.empty()) fail(at, "Statement is an empty list.");
}

Statement Reader::read_statement(json::value value) {
  constexpr std::array<std::string_view, 7> kOfIdentity = {
      "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"};
  constexpr std::array<std::string_view, 6> kOfTrust = {"Sid",    "Effect",    "Principal",
                                                        "Action", "NotAction", "Condition"};
  std::span<const std::string_view> known = kOfIdentity;
  if (kind_ == PolicyKind::trust) known = kOfTrust;

  const char* start = place(value);
  Statement statement;
  statement.line =
      static_cast<std::size_t>(std::count(static_cast<const char*>(text_.data()), start, '\n')) + 1;
  bool effect = false;
  bool principals = false;
  std::string_view actions;
  std::string_view resources;
  members(object(value, "A statement", start), "A statement of this kind of policy", known,
          [&](std::string_view name, json::value element, const char* at) {
            if (name == "Sid") {
              read_sid(element, statement);
            } else if (name == "Effect") {
              const char* value_at = place(element);
              std::string word = text(element, "Effect");
              if (word != "Allow" && word != "Deny")
                fail(value_at, "Effect must be Allow or Deny, not " + excerpt(word) + ".");
              statement.denies = word == "Deny";
              effect = true;
            } else if (name == "Action" || name == "NotAction") {
              if (!actions.empty()) fail(at, "a statement has Action or NotAction, not both.");
              actions = name == "Action" ? "Action" : "NotAction";
              read_actions(element, actions, statement.actions);
            } else if (name == "Resource" || name == "NotResource") {
              if (!resources.empty())
                fail(at, "a statement has Resource or NotResource, not both.");
              resources = name == "Resource" ? "Resource" : "NotResource";
              read_resources(element, resources, statement.resources);
            } else if (name == "Principal") {
              read_principals(element, statement.principals);
              principals = true;
            } else {
              read_conditions(element, statement);
            }
          });
  if (!effect) fail(start, "the statement has no Effect.");
  if (actions.empty()) fail(start, "the statement has neither Action nor NotAction.");
  if (kind_ == PolicyKind::trust) {
    if (!principals) fail(start, "the statement has no Principal.");
  } else if (resources.empty()) {
    fail(start, "the statement has neither Resource nor NotResource.");
  }
  return statement;
}

void Reader::read_sid(json::value value, Statement& statement) {
  const char* at = place(value);
  statement.sid = text(value, "Sid");
  if (statement.sid.empty()) return;
  if (!std::all_of(statement.sid.begin(), statement.sid.end(), is_alphanumeric))
    fail(at, "Sid must be of letters and digits, not " + excerpt(statement.sid) + ".");
  if (std::find(sids_.begin(), sids_.end(), statement.sid) != sids_.end())
    fail(at, "another statement has the Sid " + excerpt(statement.sid) + ", too.");
  sids_.push_back(statement.sid);
}

void Reader::read_actions(json::value value, std::string_view element, Actions& actions) {
  actions.all_but = element == "NotAction";
  texts(value, element, false, [&](std::string_view text, const char* at) {
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
      fail(at, std::string(element) + " must be * or service:Name, not " + excerpt(text) + ".");
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
  texts(value, element, false, [&](std::string_view text, const char* at) {
    // A * at the end of a part may stand for the parts after it.
    bool arn = text.starts_with("arn:") &&
               (std::count(text.begin(), text.end(), ':') >= 5 || text.ends_with('*'));
    if (text != "*" && !arn)
      fail(at, std::string(element) +
                   " must be * or an ARN, arn:partition:service:region:account:resource, not " +
                   excerpt(text) + ".");
    try {
      resources.patterns.emplace_back(text, Syntax{.wildcards = true, .variables = variables_});
    } catch (const std::invalid_argument& wrong) {
      fail(at, excerpt(text) + " " + wrong.what() + ".");
    }
  });
}

void Reader::read_principals(json::value value, Principals& principals) {
  const char* at = place(value);
  json::json_type type = value.type();
  if (type == json::json_type::string) {
    if (text(value, "Principal") != "*")
      fail(at, "Principal must be \"*\" or an object such as {\"AWS\": \"111122223333\"}.");
    principals.everybody = true;
    return;
  }
  constexpr std::array<std::string_view, 4> kTypes = {"AWS", "Service", "Federated",
                                                      "CanonicalUser"};
  bool empty = true;
  members(object(value, "Principal", at), "Principal", kTypes,
          [&](std::string_view name, json::value names, const char*) {
            empty = false;
            texts(names, name, false, [&](std::string_view text, const char* name_at) {
              // Nobody of the other types ever calls here.
              if (name == "AWS") read_aws_principal(text, name_at, principals);
            });
          });
  if (empty) fail(at, "Principal is empty.");
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
    fail(at,
         "AWS must be *, an account of 12 digits, or the ARN of a root, user, role or session "
         "without wildcards, not " +
             excerpt(name) + ".");
  principals.arns.emplace_back(name);
}

void Reader::read_conditions(json::value value, Statement& statement) {
  const char* at = place(value);
  members(object(value, "Condition", at), "Condition", {},
          [&](std::string_view name, json::value keys, const char* name_at) {
            std::optional<Operator> op = Operator::parse(name);
            if (!op) fail(name_at, excerpt(name) + " is no condition operator.");
            members(object(keys, name, name_at), name, {},
                    [&](std::string_view key, json::value values, const char* key_at) {
                      std::size_t colon = key.find(':');
                      if (colon == std::string_view::npos || colon == 0 || colon + 1 == key.size())
                        fail(key_at,
                             excerpt(key) + " is no condition key: it must be service:Name.");
                      Condition condition(*op, key);
                      texts(values, key, true, [&](std::string_view text, const char* text_at) {
                        try {
                          condition.add(text, variables_);
                        } catch (const std::invalid_argument& wrong) {
                          fail(text_at, excerpt(text) + " " + wrong.what() + ".");
                        }
                      });
                      statement.conditions.push_back(std::move(condition));
                    });
          });
}

}  // namespace

Program read_policy(std::string_view text, PolicyKind kind) { return Reader(text, kind).read(); }

}  // namespace amity::iam
