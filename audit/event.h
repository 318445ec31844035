#pragma once

#include "protocol/awsjson/audit.h"
#include "protocol/awsjson/request_id.h"
#include "protocol/shape/timestamp.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

namespace amity::audit {

// Writes records in the shape of CloudTrail's events, version 1.11 (behaviour.md §12): one JSON
// object, without a line end. For one thread.
class EventWriter {
 public:
  explicit EventWriter(std::string region) : region_(std::move(region)) {}

  // Appends the record of a call. Its `identity` was made by note_identity().
  void append(const awsjson::AuditedCall& call, std::string& out);

  // Appends a record that says that so many are missing before it.
  void append_gap(std::uint64_t lost, Timestamp now, std::string& out);

 private:
  void append_request(const awsjson::AuditedCall& call, std::string& out);
  void append_response(const awsjson::AuditedCall& call, std::string& out);
  void append_side(std::string_view name, const shape::Type& type, std::string_view json,
                   std::string& out);
  void append_resources(std::string_view account, std::string& out) const;
  void append_event_id(std::string& out);

  std::string region_;
  simdjson::dom::parser parser_;
  awsjson::RequestIds ids_;
  std::vector<std::string> arns_;  // what the call was about, as far as it has said
};

}  // namespace amity::audit
