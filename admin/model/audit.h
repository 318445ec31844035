#pragma once

#include "account/model/scalars.h"

// The records of calls that the store keeps.
namespace amity::admin {

struct ListAuditEventsRequest {
  std::optional<account::AwsAccountId> account{};
  std::optional<account::DateTime> start_time{};
  std::optional<account::DateTime> end_time{};
  std::optional<account::MaxResults> max_results{};
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListAuditEventsRequest;
    return shape::fields(
        shape::field<&Self::account>("Account", "Whose calls, twelve digits; all when absent."),
        shape::field<&Self::start_time>("StartTime", "Calls at or after then."),
        shape::field<&Self::end_time>("EndTime", "Calls before then."),
        shape::field<&Self::max_results>("MaxResults", "1 to 100; 20 when absent."),
        shape::field<&Self::next_token>("NextToken", "As the page before gave it."));
  }
};

// A record of a call: JSON, in the shape of CloudTrail's events.
struct CloudTrailEvent : shape::Text<CloudTrailEvent> {
  using Text::Text;
  static constexpr shape::TextLimits limits{};
};

struct AuditEventSummary {
  account::DateTime event_time;
  std::optional<account::AwsAccountId> account{};
  CloudTrailEvent event;

  static constexpr auto members() {
    using Self = AuditEventSummary;
    return shape::fields(
        shape::field<&Self::event_time>("EventTime", "When the call was taken up."),
        shape::field<&Self::account>("Account", "Whose call; absent when nobody was believed."),
        shape::field<&Self::event>("CloudTrailEvent", "The record, JSON in one line."));
  }
};
struct AuditEventList : shape::List<AuditEventList, AuditEventSummary> {};

struct ListAuditEventsResponse {
  AuditEventList events;
  std::optional<account::NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListAuditEventsResponse;
    return shape::fields(
        shape::field<&Self::events>("Events", "The newest first."),
        shape::field<&Self::next_token>("NextToken", "Present when there are more."));
  }
};

}  // namespace amity::admin
