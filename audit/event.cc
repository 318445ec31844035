#include "audit/event.h"

#include "audit/elements.h"
#include "audit/identity.h"
#include "protocol/shape/encode.h"

#include <string_view>

namespace amity::audit {
namespace {

using awsjson::AuditedCall;

// CloudTrail's limits for a field.
constexpr std::size_t kLongestText = 1024;
constexpr std::size_t kLongestElements = 100 * 1024;

// Text from outside, cut and made UTF-8.
void append_foreign(std::string_view text, std::string& out) {
  text = text.substr(0, kLongestText);
  if (simdjson::validate_utf8(text)) return shape::append_json_string(text, out);
  std::string plain(text);
  for (char& c : plain)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  shape::append_json_string(plain, out);
}

void append_foreign_member(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += ",\"";
  out += name;
  out += "\":";
  append_foreign(text, out);
}

// Members whose values need no escaping.
void append_plain_member(std::string_view name, std::string_view text, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":\"";
  out += text;
  out += '"';
}

// To the second, as CloudTrail writes it.
void append_time(Timestamp at, std::string& out) {
  append_iso8601(at, out);
  out.resize(out.size() - std::string_view(".000Z").size());
  out += 'Z';
}

std::string_view message_of(simdjson::dom::parser& parser, std::string_view json) {
  simdjson::dom::element body;
  std::string_view message;
  if (parser.parse(json.data(), json.size()).get(body) != simdjson::SUCCESS) return {};
  for (std::string_view name : {"message", "Message"})
    if (body[name].get_string().get(message) == simdjson::SUCCESS) return message;
  return {};
}

// "connection-invitation" is AWS::PartnerCentral::ConnectionInvitation.
void append_camel_case(std::string_view words, std::string& out) {
  bool begins = true;
  for (char c : words) {
    if (c != '-') out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
    begins = c == '-';
  }
}

// The parts of an ARN that say what it is of: "partnercentral", the account,
// "catalog/AWS/partner/…"
struct ArnParts {
  std::string_view service, account, resource;
};
ArnParts parts_of(std::string_view arn) {
  std::string_view fields[6];
  for (std::string_view& field : fields) {
    bool last = &field == &fields[5];
    field = last ? arn : arn.substr(0, arn.find(':'));
    arn.remove_prefix(std::min(arn.size(), field.size() + 1));
  }
  return {fields[2], fields[4], fields[5]};
}

// CloudTrail's name for the kind of a resource, empty where there is none.
std::string resource_type(const ArnParts& arn) {
  std::string_view family = arn.service == "partnercentral" ? "PartnerCentral"
                            : arn.service == "iam"          ? "IAM"
                                                            : "";
  std::string_view path = arn.resource;
  if (path.starts_with("catalog/")) {
    path.remove_prefix(std::string_view("catalog/").size());
    path.remove_prefix(std::min(path.size(), path.find('/') + 1));
  }
  if (family.empty() || path.find('/') == std::string_view::npos) return {};
  std::string type = "AWS::" + std::string(family) + "::";
  append_camel_case(path.substr(0, path.find('/')), type);
  return type;
}

// OpenSSL's names are those of CloudTrail. The host is told of plain text, too.
void append_tls(const AuditedCall& call, std::string& out) {
  if (call.host.empty() && call.tls.version.empty()) return;
  out += R"(,"tlsDetails":{)";
  std::size_t begin = out.size();
  if (!call.tls.version.empty()) {
    append_plain_member("tlsVersion", call.tls.version, out);
    append_plain_member("cipherSuite", call.tls.cipher, out);
  }
  append_foreign_member("clientProvidedHostHeader", call.host, out);
  out.erase(begin, 1);  // the first comma
  out += '}';
}

}  // namespace

void EventWriter::append(const AuditedCall& call, std::string& out) {
  std::string_view account = account_of(call.identity);
  arns_.clear();
  out += R"({"eventVersion":"1.11","userIdentity":)";
  append_user_identity(call.identity, call.claimed_key, out);
  out += R"(,"eventTime":")";
  append_time(call.time, out);
  out += '"';
  append_plain_member("eventSource", call.source, out);
  if (call.operation != nullptr) {
    append_plain_member("eventName", call.operation->name, out);
  } else {
    out += R"(,"eventName":null)";
  }
  append_plain_member("awsRegion", region_, out);
  append_foreign_member("sourceIPAddress", call.peer, out);
  append_foreign_member("userAgent", call.user_agent, out);
  if (!call.error.empty()) {
    append_plain_member("errorCode", call.error, out);
    append_foreign_member("errorMessage", message_of(parser_, call.response), out);
  }
  append_request(call, out);
  append_response(call, out);
  append_plain_member("requestID", call.request_id, out);
  append_event_id(out);
  if (call.operation != nullptr)
    out += call.operation->access == shape::Access::read ? R"(,"readOnly":true)"
                                                         : R"(,"readOnly":false)";
  append_resources(account, out);
  append_plain_member("eventType", "AwsApiCall", out);
  out += R"(,"managementEvent":true)";
  if (!account.empty()) append_plain_member("recipientAccountId", account, out);
  append_plain_member("eventCategory", "Management", out);
  append_tls(call, out);
  out += '}';
}

void EventWriter::append_gap(std::uint64_t lost, Timestamp now, std::string& out) {
  out += R"({"eventVersion":"1.11","userIdentity":{"type":"AWSService","invokedBy":"amity"})";
  out += R"(,"eventTime":")";
  append_time(now, out);
  out += '"';
  append_plain_member("eventSource", "amity", out);
  append_plain_member("eventName", "AuditRecordsLost", out);
  append_plain_member("awsRegion", region_, out);
  out += R"(,"additionalEventData":{"lostRecords":)" + std::to_string(lost) + '}';
  append_event_id(out);
  append_plain_member("eventType", "AwsServiceEvent", out);
  out += R"(,"managementEvent":true)";
  append_plain_member("eventCategory", "Management", out);
  out += '}';
}

void EventWriter::append_request(const AuditedCall& call, std::string& out) {
  out += R"(,"requestParameters":)";
  if (call.operation == nullptr) {
    out += "null";
    return;
  }
  append_side("requestParameters", call.operation->request(), call.request, out);
}

void EventWriter::append_response(const AuditedCall& call, std::string& out) {
  out += R"(,"responseElements":)";
  if (call.operation == nullptr || !call.error.empty()) {
    out += "null";
    return;
  }
  append_side("responseElements", call.operation->response(), call.response, out);
}

// One side of the call. What is too long is left out, as CloudTrail does.
void EventWriter::append_side(std::string_view name, const shape::Type& type, std::string_view json,
                              std::string& out) {
  std::size_t before = out.size();
  simdjson::dom::element value;
  if (json.empty() || parser_.parse(json.data(), json.size()).get(value) != simdjson::SUCCESS) {
    out += "null";
    return;
  }
  append_elements(type, value, out, arns_);
  std::size_t size = out.size() - before;
  if (std::string_view(out).substr(before) == "{}") {
    out.replace(before, size, "null");
  } else if (size > kLongestElements) {
    out.resize(before);
    out += R"({"omitted":true,"originalSize":)" + std::to_string(size) + R"(,"reason":")";
    out += name;
    out += R"( too large"})";
  }
}

void EventWriter::append_resources(std::string_view account, std::string& out) const {
  bool first = true;
  for (const std::string& arn : arns_) {
    ArnParts parts = parts_of(arn);
    std::string type = resource_type(parts);
    if (type.empty()) continue;
    out += first ? R"(,"resources":[{)" : ",{";
    first = false;
    // An ARN of two parties names no account: the caller's has called.
    out += R"("accountId":)";
    append_foreign(parts.account.empty() ? account : parts.account, out);
    out += R"(,"type":)";
    append_foreign(type, out);
    out += R"(,"ARN":)";
    append_foreign(arn, out);
    out += '}';
  }
  if (!first) out += ']';
}

void EventWriter::append_event_id(std::string& out) {
  append_plain_member("eventID", ids_.next().text(), out);
}

}  // namespace amity::audit
