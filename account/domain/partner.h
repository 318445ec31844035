#pragma once

#include "account/domain/identifiers.h"
#include "account/model/partner.h"
#include "account/model/profile.h"

#include <cstdint>
#include <optional>
#include <string>

namespace amity::account::domain {

// An AWS account that this installation knows of, whether it is a partner or not.
struct Account {
  AccountId id;
  std::string name;
  std::optional<SellerProfileSummary> seller_profile{};  // as AWS Marketplace would know it
  // What AWS knows of the account and no operation of this API tells.
  bool on_paid_plan = true;
  bool in_good_standing = true;
  bool linked_to_legacy_account = false;  // an APN account of the time before this API
  // What this installation makes of it.
  bool suspended = false;    // its keys are as unknown ones
  bool is_operator = false;  // its identities may use the admin API; one account at most
  Timestamp created_at{};
};

// Whose qualifications a partner shares (behaviour.md §8). Changed by domain/qualification.h alone.
struct Qualifications {
  std::optional<AccountId> primary;  // from the time an association is asked for until it is undone
  bool associated = false;           // whether that association has succeeded
  std::int64_t associates = 0;       // those that have the partner as their `primary`
  std::optional<Timestamp> updated_at;
};

// A company's registration in one catalog. The profile starts with its solution type alone and gets
// its id with the first profile that is published (behaviour.md §6.2).
struct Partner {
  AccountId account;
  CatalogId catalog{};
  PartnerId id;
  SensitiveUnicodeString legal_name;
  Timestamp created_at;
  PartnerProfile profile;
  ProfileVisibility visibility = ProfileVisibility::PUBLIC;
  Qualifications qualifications;
  std::int64_t revision = 1;  // counts the changes of the row

  bool has_profile() const { return profile.profile_id.has_value(); }
  bool is_public() const { return has_profile() && visibility == ProfileVisibility::PUBLIC; }
};

// A partner and the training and certification e-mail domains that are associated with it.
struct RegisteredPartner : Partner {
  PartnerDomainList email_domains;
};

// What every answer about a partner begins with, for its owner.
template <class Answer>
Answer answer_about(const Partner& partner, const Place& place) {
  Answer answer;
  answer.catalog = text(partner.catalog);
  answer.arn = partner_arn(place, partner.account, partner.catalog, partner.id);
  answer.id = partner.id;
  answer.legal_name = partner.legal_name;
  answer.created_at = partner.created_at;
  return answer;
}

// What rules ask of a partner, without its texts.
struct PartnerHead {
  AccountId account;
  CatalogId catalog{};
  PartnerId id;
  std::optional<PartnerProfileId> profile_id{};
  ProfileVisibility visibility = ProfileVisibility::PUBLIC;
  std::int64_t revision = 1;
};

// Whether the profile is shown to others, as its owner sees it. There is a profile.
ProfileVisibilityDetails visibility_details(const PartnerHead& partner, const Place& place);

// The partner's contact person, as its owner sees it.
AllianceLeadContactDetails contact_details(const PartnerHead& partner, AllianceLeadContact contact,
                                           const Place& place);

// What the other side of a connection is shown as: the partner profile where there is one, else the
// seller profile, else the account's name (behaviour.md §1.6).
Participant participant(const Account& account, const std::optional<Partner>& partner);

}  // namespace amity::account::domain
