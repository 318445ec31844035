#pragma once

#include "account/model/scalars.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <cstdint>
#include <optional>

// What others may read about a partner, how it is changed, and whether it is shown.
namespace amity::account {

// What a partner mainly sells.
enum class PrimarySolutionType : std::uint8_t {
  SOFTWARE_PRODUCTS,
  CONSULTING_SERVICES,
  PROFESSIONAL_SERVICES,
  MANAGED_SERVICES,
  HARDWARE_PRODUCTS,
  COMMUNICATION_SERVICES,
  VALUE_ADDED_RESALE_AWS_SERVICES,
  TRAINING_SERVICES,
};
constexpr auto wire_names(PrimarySolutionType) {
  return shape::names("SOFTWARE_PRODUCTS", "CONSULTING_SERVICES", "PROFESSIONAL_SERVICES",
                      "MANAGED_SERVICES", "HARDWARE_PRODUCTS", "COMMUNICATION_SERVICES",
                      "VALUE_ADDED_RESALE_AWS_SERVICES", "TRAINING_SERVICES");
}

// A line of business.
enum class IndustrySegment : std::uint8_t {
  AGRICULTURE_MINING,
  BIOTECHNOLOGY,
  BUSINESS_CONSUMER_SERVICES,
  BUSINESS_SERV,
  COMMUNICATIONS,
  COMPUTER_HARDWARE,
  COMPUTERS_ELECTRONICS,
  COMPUTER_SOFTWARE,
  CONSUMER_GOODS,
  CONSUMER_RELATED,
  EDUCATION,
  ENERGY_UTILITIES,
  FINANCIAL_SERVICES,
  GAMING,
  GOVERNMENT,
  GOVERNMENT_EDUCATION_PUBLIC_SERVICES,
  HEALTHCARE,
  HEALTHCARE_PHARMACEUTICALS_BIOTECH,
  INDUSTRIAL_ENERGY,
  INTERNET_SPECIFIC,
  LIFE_SCIENCES,
  MANUFACTURING,
  MEDIA_ENTERTAINMENT_LEISURE,
  MEDIA_ENTERTAINMENT,
  MEDICAL_HEALTH,
  NON_PROFIT_ORGANIZATION,
  OTHER,
  PROFESSIONAL_SERVICES,
  REAL_ESTATE_CONSTRUCTION,
  RETAIL,
  RETAIL_WHOLESALE_DISTRIBUTION,
  SEMICONDUCTOR_ELECTR,
  SOFTWARE_INTERNET,
  TELECOMMUNICATIONS,
  TRANSPORTATION_LOGISTICS,
  TRAVEL_HOSPITALITY,
  WHOLESALE_DISTRIBUTION,
};
constexpr auto wire_names(IndustrySegment) {
  return shape::names(
      "AGRICULTURE_MINING", "BIOTECHNOLOGY", "BUSINESS_CONSUMER_SERVICES", "BUSINESS_SERV",
      "COMMUNICATIONS", "COMPUTER_HARDWARE", "COMPUTERS_ELECTRONICS", "COMPUTER_SOFTWARE",
      "CONSUMER_GOODS", "CONSUMER_RELATED", "EDUCATION", "ENERGY_UTILITIES", "FINANCIAL_SERVICES",
      "GAMING", "GOVERNMENT", "GOVERNMENT_EDUCATION_PUBLIC_SERVICES", "HEALTHCARE",
      "HEALTHCARE_PHARMACEUTICALS_BIOTECH", "INDUSTRIAL_ENERGY", "INTERNET_SPECIFIC",
      "LIFE_SCIENCES", "MANUFACTURING", "MEDIA_ENTERTAINMENT_LEISURE", "MEDIA_ENTERTAINMENT",
      "MEDICAL_HEALTH", "NON_PROFIT_ORGANIZATION", "OTHER", "PROFESSIONAL_SERVICES",
      "REAL_ESTATE_CONSTRUCTION", "RETAIL", "RETAIL_WHOLESALE_DISTRIBUTION", "SEMICONDUCTOR_ELECTR",
      "SOFTWARE_INTERNET", "TELECOMMUNICATIONS", "TRANSPORTATION_LOGISTICS", "TRAVEL_HOSPITALITY",
      "WHOLESALE_DISTRIBUTION");
}

// Whether other partners can find and read the profile.
enum class ProfileVisibility : std::uint8_t {
  PRIVATE,
  PUBLIC,
};
constexpr auto wire_names(ProfileVisibility) { return shape::names("PRIVATE", "PUBLIC"); }

// How far an update of the profile is.
enum class ProfileTaskStatus : std::uint8_t {
  IN_PROGRESS,
  CANCELED,
  SUCCEEDED,
  FAILED,
};
constexpr auto wire_names(ProfileTaskStatus) {
  return shape::names("IN_PROGRESS", "CANCELED", "SUCCEEDED", "FAILED");
}

// What the review found wrong with a text, a link or a logo.
enum class ProfileValidationErrorReason : std::uint8_t {
  INVALID_CONTENT,
  DUPLICATE_PROFILE,
  INVALID_LOGO,
  INVALID_LOGO_URL,
  INVALID_LOGO_FILE,
  INVALID_LOGO_SIZE,
  INVALID_WEBSITE_URL,
};
constexpr auto wire_names(ProfileValidationErrorReason) {
  return shape::names("INVALID_CONTENT", "DUPLICATE_PROFILE", "INVALID_LOGO", "INVALID_LOGO_URL",
                      "INVALID_LOGO_FILE", "INVALID_LOGO_SIZE", "INVALID_WEBSITE_URL");
}

// An update of a profile; "pprofiletask-" and 13 characters.
struct ProfileTaskId : shape::Text<ProfileTaskId> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1, .max = 80, .pattern = "pprofiletask-[A-Za-z0-9]{13}"};
};

// What the company does, in one paragraph.
struct ProfileDescription : shape::Text<ProfileDescription> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 600, .pattern = printable_line};
};
using PartnerProfileDescriptionString = ProfileDescription;
using TaskDetailsDescriptionString = ProfileDescription;
using LocalizedContentDescriptionString = ProfileDescription;

// A state or province, the second part of an ISO 3166-2 code.
struct SubdivisionCode : shape::Text<SubdivisionCode> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 3, .pattern = "[A-Z0-9]{1,3}"};
};

// Where the company's main office is.
struct Headquarters {
  CountryCode country_code;
  SubdivisionCode subdivision_code;

  static constexpr auto members() {
    using Self = Headquarters;
    return shape::fields(
        shape::field<&Self::country_code>("CountryCode", "Its country, ISO 3166-1."),
        shape::field<&Self::subdivision_code>("SubdivisionCode",
                                              "Its state or province, without the country."));
  }
};

// Lines of business, each once (behaviour.md §6.3; the public model does not say so).
struct IndustrySegmentList : shape::List<IndustrySegmentList, shape::Open<IndustrySegment>> {
  static constexpr shape::ListLimits limits{.min = 1, .max = 3, .unique = true};
};

// The profile's texts in one more language.
struct LocalizedContent {
  UnicodeString display_name;
  ProfileDescription description;
  Url website_url;
  Url logo_url;
  Locale locale;

  static constexpr auto members() {
    using Self = LocalizedContent;
    return shape::fields(
        shape::field<&Self::display_name>("DisplayName", "The public name in that language."),
        shape::field<&Self::description>("Description", "What the company does, in that language."),
        shape::field<&Self::website_url>("WebsiteUrl", "The page for readers of that language."),
        shape::field<&Self::logo_url>("LogoUrl", "The logo for readers of that language."),
        shape::field<&Self::locale>("Locale", "The language; once per profile."));
  }
};

// The further languages of a profile, each once (likewise).
struct LocalizedContentList : shape::List<LocalizedContentList, LocalizedContent> {
  static constexpr shape::ListLimits limits{.max = 20, .unique_by = "Locale"};
};

// What others may read about a partner. Until a first update has succeeded there is only the
// solution type, although the public model promises more.
struct PartnerProfile {
  std::optional<UnicodeString> display_name{};
  std::optional<ProfileDescription> description{};
  std::optional<Url> website_url{};
  std::optional<Url> logo_url{};
  shape::Open<PrimarySolutionType> primary_solution_type{};
  std::optional<IndustrySegmentList> industry_segments{};
  std::optional<Locale> translation_source_locale{};
  std::optional<LocalizedContentList> localized_contents{};
  std::optional<Headquarters> headquarters{};
  std::optional<PartnerProfileId> profile_id{};

  static constexpr auto members() {
    using Self = PartnerProfile;
    return shape::fields(
        shape::field<&Self::display_name>(
            "DisplayName",
            "The public name. Like the members after it, absent until a first "
            "update has succeeded; the solution type is always there.")
            .required(),
        shape::field<&Self::description>("Description", "What the company does.").required(),
        shape::field<&Self::website_url>("WebsiteUrl", "Its home page.").required(),
        shape::field<&Self::logo_url>("LogoUrl", "Its logo.").required(),
        shape::field<&Self::primary_solution_type>("PrimarySolutionType", "What it mainly sells."),
        shape::field<&Self::industry_segments>("IndustrySegments", "Its lines of business.")
            .required(),
        shape::field<&Self::translation_source_locale>("TranslationSourceLocale",
                                                       "The language of the texts above.")
            .required(),
        shape::field<&Self::localized_contents>("LocalizedContents",
                                                "The same texts in other languages."),
        shape::field<&Self::headquarters>("Headquarters",
                                          "Where its main office is; absent when never told."),
        shape::field<&Self::profile_id>(
            "ProfileId", "What other partners know it by; made when the first update succeeds."));
  }
};

// The profile as it shall become. Replaces everything but the headquarters, which stay when left
// out.
struct TaskDetails {
  UnicodeString display_name;
  ProfileDescription description;
  Url website_url;
  Url logo_url;
  shape::Open<PrimarySolutionType> primary_solution_type{};
  IndustrySegmentList industry_segments;
  Locale translation_source_locale;
  std::optional<LocalizedContentList> localized_contents{};
  std::optional<Headquarters> headquarters{};

  static constexpr auto members() {
    using Self = TaskDetails;
    return shape::fields(
        shape::field<&Self::display_name>("DisplayName", "The public name."),
        shape::field<&Self::description>("Description", "What the company does."),
        shape::field<&Self::website_url>("WebsiteUrl", "Its home page."),
        shape::field<&Self::logo_url>("LogoUrl", "Its logo; the review fetches it."),
        shape::field<&Self::primary_solution_type>("PrimarySolutionType", "What it mainly sells."),
        shape::field<&Self::industry_segments>("IndustrySegments",
                                               "Its lines of business, each once."),
        shape::field<&Self::translation_source_locale>("TranslationSourceLocale",
                                                       "The language of the texts above."),
        shape::field<&Self::localized_contents>(
            "LocalizedContents", "The same texts in other languages, each language once."),
        shape::field<&Self::headquarters>(
            "Headquarters", "Where its main office is; left out, the known ones stay."));
  }
};

// One thing the review found wrong.
struct ErrorDetail {
  String locale;
  String message;
  shape::Open<ProfileValidationErrorReason> reason{};

  static constexpr auto members() {
    using Self = ErrorDetail;
    return shape::fields(
        shape::field<&Self::locale>("Locale", "The language of the text in question."),
        shape::field<&Self::message>("Message", "What is wrong, in words."),
        shape::field<&Self::reason>("Reason", "What is wrong, as a code."));
  }
};

// What the review found wrong.
struct ErrorDetailList : shape::List<ErrorDetailList, ErrorDetail> {
  static constexpr shape::ListLimits limits{.min = 1, .max = 50};
};

// Asks for a new profile; it is reviewed before anybody sees it.
struct StartProfileUpdateTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  TaskDetails task_details;

  static constexpr auto members() {
    using Self = StartProfileUpdateTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner whose profile changes."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::task_details>("TaskDetails", "The profile as it shall become."));
  }
};

// Asks how far the latest update is.
struct GetProfileUpdateTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetProfileUpdateTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier",
                                        "The partner whose latest update is wanted."));
  }
};

// Stops an update that is still being reviewed.
struct CancelProfileUpdateTaskRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  ProfileTaskId task_id;

  static constexpr auto members() {
    using Self = CancelProfileUpdateTaskRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner whose profile was to change."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::task_id>("TaskId", "The update to stop."));
  }
};

// An update of a profile and how far it is.
struct ProfileUpdateTaskDetails {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  ProfileTaskId task_id;
  TaskDetails task_details;
  DateTime started_at;
  shape::Open<ProfileTaskStatus> status{};
  std::optional<DateTime> ended_at{};
  std::optional<ErrorDetailList> error_detail_list{};

  static constexpr auto members() {
    using Self = ProfileUpdateTaskDetails;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::arn>("Arn", "The partner's full name."),
        shape::field<&Self::id>("Id", "The partner's id."),
        shape::field<&Self::task_id>("TaskId", "The update's id."),
        shape::field<&Self::task_details>("TaskDetails", "The profile it asked for."),
        shape::field<&Self::started_at>("StartedAt", "When it was asked for."),
        shape::field<&Self::status>("Status", "How far it is."),
        shape::field<&Self::ended_at>(
            "EndedAt", "When it succeeded, failed or was stopped; absent while it runs."),
        shape::field<&Self::error_detail_list>("ErrorDetailList",
                                               "Why it failed; absent otherwise."));
  }
};
using GetProfileUpdateTaskResponse = ProfileUpdateTaskDetails;
using StartProfileUpdateTaskResponse = ProfileUpdateTaskDetails;
using CancelProfileUpdateTaskResponse = ProfileUpdateTaskDetails;

// Asks whether the profile is shown to others.
struct GetProfileVisibilityRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetProfileVisibilityRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner whose visibility is wanted."));
  }
};

// Shows the profile to others or hides it.
struct PutProfileVisibilityRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  shape::Open<ProfileVisibility> visibility{};

  static constexpr auto members() {
    using Self = PutProfileVisibilityRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner to show or hide."),
        shape::field<&Self::visibility>(
            "Visibility", "PUBLIC shows the profile in every language, PRIVATE hides it."));
  }
};

// Whether a partner's profile is shown to others.
struct ProfileVisibilityDetails {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  shape::Open<ProfileVisibility> visibility{};
  PartnerProfileId profile_id;

  static constexpr auto members() {
    using Self = ProfileVisibilityDetails;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::arn>("Arn", "The partner's full name."),
        shape::field<&Self::id>("Id", "The partner's id."),
        shape::field<&Self::visibility>("Visibility", "Whether others can find the profile."),
        shape::field<&Self::profile_id>("ProfileId", "The profile's id."));
  }
};
using GetProfileVisibilityResponse = ProfileVisibilityDetails;
using PutProfileVisibilityResponse = ProfileVisibilityDetails;

}  // namespace amity::account
