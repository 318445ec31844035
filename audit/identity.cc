#include "audit/identity.h"

#include "protocol/iam/principal.h"
#include "protocol/shape/encode.h"

#include <algorithm>
#include <array>

namespace amity::audit {
namespace {

constexpr std::size_t kLongestKeyId = 128;

// The parts of a note, in this order, each ended by a zero byte.
enum Part : std::size_t {
  access_key_id,
  account,
  arn,
  principal_id,  // this and what follows: of principals that the store knows
  issuer_arn,
  issuer_id,
  issuer_name,
  part_count
};
using Parts = std::array<std::string_view, part_count>;

Parts parts_of(std::string_view note) {
  Parts parts;
  for (std::string_view& part : parts) {
    part = note.substr(0, note.find('\0'));
    note.remove_prefix(std::min(note.size(), part.size() + 1));
  }
  return parts;
}

void append_member(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  if (out.back() != '{') out += ',';
  shape::append_json_string(name, out);
  out += ':';
  shape::append_json_string(value, out);
}

std::string_view type_of(std::string_view arn) {
  if (arn.ends_with(":root")) return "Root";
  if (arn.find(":user/") != std::string_view::npos) return "IAMUser";
  if (arn.find(":assumed-role/") != std::string_view::npos) return "AssumedRole";
  return "AWSAccount";
}

std::string_view name_in(std::string_view arn) { return arn.substr(arn.rfind('/') + 1); }

// The role that a session is of.
void append_session_context(const Parts& who, std::string& out) {
  out += R"(,"sessionContext":{"sessionIssuer":{)";
  append_member("type", "Role", out);
  append_member("principalId", who[issuer_id], out);
  append_member("arn", who[issuer_arn], out);
  append_member("accountId", who[account], out);
  append_member("userName", who[issuer_name], out);
  out += "}}";
}

// Whoever puts something else there by mistake, a secret perhaps, shall not find it in the records.
bool looks_like_a_key_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestKeyId &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

void note_identity(const sigv4::AccessKey& key, std::string& note) {
  static const iam::Principal unknown;
  const iam::Principal& who = key.principal ? *key.principal : unknown;
  const std::array<std::string_view, part_count> parts = {
      key.access_key_id,      key.account,           key.principal_arn,      who.id,
      who.session_issuer_arn, who.session_issuer_id, who.session_issuer_name};
  std::size_t size = part_count;
  for (std::string_view part : parts) size += part.size();
  note.reserve(size);
  for (std::string_view part : parts) {
    note += part;
    note += '\0';
  }
}

std::string_view account_of(std::string_view note) { return parts_of(note)[account]; }

void append_user_identity(std::string_view note, std::string_view claimed_key, std::string& out) {
  out += '{';
  if (note.empty()) {
    append_member("type", "Unknown", out);
    if (looks_like_a_key_id(claimed_key)) append_member("accessKeyId", claimed_key, out);
  } else {
    Parts who = parts_of(note);
    std::string_view type = type_of(who[arn]);
    append_member("type", type, out);
    bool root = type == "Root";
    append_member("principalId", root ? who[account] : who[principal_id], out);
    append_member("arn", who[arn], out);
    append_member("accountId", who[account], out);
    append_member("accessKeyId", who[access_key_id], out);
    if (type == "IAMUser") append_member("userName", name_in(who[arn]), out);
    if (!who[issuer_arn].empty()) append_session_context(who, out);
  }
  out += '}';
}

}  // namespace amity::audit
