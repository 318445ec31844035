#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// Who may send an account invitations to collaborate.
namespace amity::account {

// Whose invitations to collaborate are let in.
enum class AccessType : std::uint8_t {
  ALLOW_ALL,
  DENY_ALL,
  ALLOW_BY_DEFAULT_DENY_SOME,
};
constexpr auto wire_names(AccessType) {
  return shape::names("ALLOW_ALL", "DENY_ALL", "ALLOW_BY_DEFAULT_DENY_SOME");
}

// The full name of an account's preferences; each account has one set per catalog.
struct ConnectionPreferencesArn : shape::Text<ConnectionPreferencesArn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern = R"(arn:[a-zA-Z0-9-]+:partnercentral:[a-z0-9\-]*:[0-9]{12}:catalog)"
                 R"(/[a-zA-Z]+/connection-preferences)"};
};

// Counts the changes of the preferences; the first is 1.
struct Revision : shape::Number<Revision, std::int64_t> {
  using Number::Number;
  static constexpr shape::NumberLimits limits{};
};

// Partners that are kept out.
struct ParticipantIdentifierList : shape::List<ParticipantIdentifierList, ParticipantIdentifier> {
  static constexpr shape::ListLimits limits{.unique = true};
};

// Partners to keep out, each once.
struct ExcludedParticipantIdentifierList
    : shape::List<ExcludedParticipantIdentifierList, ParticipantIdentifier> {
  static constexpr shape::ListLimits limits{.max = 100, .unique = true};
};
using UpdateConnectionPreferencesRequestExcludedParticipantIdentifiersList =
    ExcludedParticipantIdentifierList;

// Asks for the caller's preferences.
struct GetConnectionPreferencesRequest {
  Catalog catalog;

  static constexpr auto members() {
    using Self = GetConnectionPreferencesRequest;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where they apply."));
  }
};

// Replaces the caller's preferences. Invitations and connections that exist already stay as they
// are.
struct UpdateConnectionPreferencesRequest {
  Catalog catalog;
  Revision revision;
  shape::Open<AccessType> access_type{};
  std::optional<ExcludedParticipantIdentifierList> excluded_participant_identifiers{};

  static constexpr auto members() {
    using Self = UpdateConnectionPreferencesRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where they apply."),
        shape::field<&Self::revision>(
            "Revision",
            "The revision the caller last saw; refused when it is no longer the current one."),
        shape::field<&Self::access_type>("AccessType", "Whose invitations to let in."),
        shape::field<&Self::excluded_participant_identifiers>(
            "ExcludedParticipantIdentifiers",
            "Whom to keep out; needed by ALLOW_BY_DEFAULT_DENY_SOME, refused by the other two."));
  }
};

// An account's preferences in a catalog.
struct ConnectionPreferences {
  Catalog catalog;
  ConnectionPreferencesArn arn;
  shape::Open<AccessType> access_type{};
  std::optional<ParticipantIdentifierList> excluded_participant_ids{};
  DateTime updated_at;
  Revision revision;

  static constexpr auto members() {
    using Self = ConnectionPreferences;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where they apply."),
        shape::field<&Self::arn>("Arn", "Their full name."),
        shape::field<&Self::access_type>(
            "AccessType", "Whose invitations are let in; everybody's until changed."),
        shape::field<&Self::excluded_participant_ids>("ExcludedParticipantIds",
                                                      "Who is kept out; absent when nobody is."),
        shape::field<&Self::updated_at>(
            "UpdatedAt", "When they last changed; at first, when the partner was registered."),
        shape::field<&Self::revision>("Revision", "What the next update must name."));
  }
};
using GetConnectionPreferencesResponse = ConnectionPreferences;
using UpdateConnectionPreferencesResponse = ConnectionPreferences;

}  // namespace amity::account
