#pragma once

#include "account/model/profile.h"
#include "account/model/scalars.h"
#include "account/model/tag.h"
#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <optional>

// The partner: the registration of a company, its contact person and its e-mail domains.
namespace amity::account {

// The person AWS writes to about the partnership; seen by the partner itself only.
struct AllianceLeadContact {
  SensitiveUnicodeString first_name;
  SensitiveUnicodeString last_name;
  Email email;
  SensitiveUnicodeString business_title;

  static constexpr auto members() {
    using Self = AllianceLeadContact;
    return shape::fields(
        shape::field<&Self::first_name>("FirstName", "Given name."),
        shape::field<&Self::last_name>("LastName", "Family name."),
        shape::field<&Self::email>("Email", "Where mail about the partnership goes."),
        shape::field<&Self::business_title>("BusinessTitle",
                                            "What the person does in the company."));
  }
};

// A domain whose addresses count towards the partner's AWS training and certifications.
struct PartnerDomain {
  DomainName domain_name;
  DateTime registered_at;

  static constexpr auto members() {
    using Self = PartnerDomain;
    return shape::fields(
        shape::field<&Self::domain_name>("DomainName", "The domain, in lower case."),
        shape::field<&Self::registered_at>("RegisteredAt", "When it was associated."));
  }
};

// Domains, the oldest first.
struct PartnerDomainList : shape::List<PartnerDomainList, PartnerDomain> {
  static constexpr shape::ListLimits limits{.max = 100};
};

// Registers the calling account as a partner.
struct CreatePartnerRequest {
  Catalog catalog;
  std::optional<ClientToken> client_token{};
  SensitiveUnicodeString legal_name;
  shape::Open<PrimarySolutionType> primary_solution_type{};
  AllianceLeadContact alliance_lead_contact;
  EmailVerificationCode email_verification_code;
  std::optional<TagList> tags{};

  static constexpr auto members() {
    using Self = CreatePartnerRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where to register."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::legal_name>("LegalName",
                                        "The company's registered name; unique in the catalog, "
                                        "seen by its owner only, never changed."),
        shape::field<&Self::primary_solution_type>("PrimarySolutionType",
                                                   "What the company mainly sells."),
        shape::field<&Self::alliance_lead_contact>("AllianceLeadContact",
                                                   "The person to write to about the partnership."),
        shape::field<&Self::email_verification_code>(
            "EmailVerificationCode",
            "The code mailed to the contact's address; any six digits in Sandbox."),
        shape::field<&Self::tags>("Tags", "Labels to begin with; refused in Sandbox."));
  }
};

// The partner just registered.
struct CreatePartnerResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  SensitiveUnicodeString legal_name;
  DateTime created_at;
  PartnerProfile profile;
  std::optional<PartnerDomainList> aws_training_certification_email_domains{};
  AllianceLeadContact alliance_lead_contact;

  static constexpr auto members() {
    using Self = CreatePartnerResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it is registered."),
        shape::field<&Self::arn>("Arn", "Its full name."), shape::field<&Self::id>("Id", "Its id."),
        shape::field<&Self::legal_name>("LegalName", "The company's registered name."),
        shape::field<&Self::created_at>("CreatedAt", "When it was registered."),
        shape::field<&Self::profile>(
            "Profile", "Only the solution type, until a first profile update has succeeded."),
        shape::field<&Self::aws_training_certification_email_domains>(
            "AwsTrainingCertificationEmailDomains",
            "The domains associated with it; absent at first."),
        shape::field<&Self::alliance_lead_contact>("AllianceLeadContact",
                                                   "The contact person, as given."));
  }
};

// Asks for one partner of the calling account.
struct GetPartnerRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetPartnerRequest;
    return shape::fields(shape::field<&Self::catalog>("Catalog", "Where it is registered."),
                         shape::field<&Self::identifier>("Identifier", "The partner to show."));
  }
};

// A partner as its owner sees it.
struct GetPartnerResponse {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  SensitiveUnicodeString legal_name;
  DateTime created_at;
  PartnerProfile profile;
  std::optional<PartnerDomainList> aws_training_certification_email_domains{};

  static constexpr auto members() {
    using Self = GetPartnerResponse;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it is registered."),
        shape::field<&Self::arn>("Arn", "Its full name."), shape::field<&Self::id>("Id", "Its id."),
        shape::field<&Self::legal_name>("LegalName", "The company's registered name."),
        shape::field<&Self::created_at>("CreatedAt", "When it was registered."),
        shape::field<&Self::profile>("Profile",
                                     "What others may read about it; only the solution type until "
                                     "a first profile update has succeeded."),
        shape::field<&Self::aws_training_certification_email_domains>(
            "AwsTrainingCertificationEmailDomains",
            "The associated domains, the oldest first; absent when there are none."));
  }
};

// Asks for the calling account's own partners; this is no directory of others.
struct ListPartnersRequest {
  Catalog catalog;
  std::optional<NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListPartnersRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where to look."),
        shape::field<&Self::next_token>("NextToken", "Where to go on, from the page before."));
  }
};

// A partner in a list.
struct PartnerSummary {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  SensitiveUnicodeString legal_name;
  DateTime created_at;

  static constexpr auto members() {
    using Self = PartnerSummary;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where it is registered."),
        shape::field<&Self::arn>("Arn", "Its full name."), shape::field<&Self::id>("Id", "Its id."),
        shape::field<&Self::legal_name>("LegalName", "The company's registered name."),
        shape::field<&Self::created_at>("CreatedAt", "When it was registered."));
  }
};

// A page of partners.
struct PartnerSummaryList : shape::List<PartnerSummaryList, PartnerSummary> {
  static constexpr shape::ListLimits limits{.max = 50};
};

// One page of partners.
struct ListPartnersResponse {
  PartnerSummaryList partner_summary_list;
  std::optional<NextToken> next_token{};

  static constexpr auto members() {
    using Self = ListPartnersResponse;
    return shape::fields(shape::field<&Self::partner_summary_list>("PartnerSummaryList",
                                                                   "The partners of this page."),
                         shape::field<&Self::next_token>(
                             "NextToken", "Asks for the page after this one; absent on the last."));
  }
};

// Asks for a partner's contact person.
struct GetAllianceLeadContactRequest {
  Catalog catalog;
  PartnerIdentifier identifier;

  static constexpr auto members() {
    using Self = GetAllianceLeadContactRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner whose contact is wanted."));
  }
};

// Replaces a partner's contact person.
struct PutAllianceLeadContactRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  AllianceLeadContact alliance_lead_contact;
  std::optional<EmailVerificationCode> email_verification_code{};

  static constexpr auto members() {
    using Self = PutAllianceLeadContactRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner whose contact changes."),
        shape::field<&Self::alliance_lead_contact>(
            "AllianceLeadContact", "The new contact, replacing the old one as a whole."),
        shape::field<&Self::email_verification_code>(
            "EmailVerificationCode",
            "The code mailed to the new address; needed only when the address changes."));
  }
};

// A partner's contact person.
struct AllianceLeadContactDetails {
  Catalog catalog;
  PartnerArn arn;
  PartnerId id;
  AllianceLeadContact alliance_lead_contact;

  static constexpr auto members() {
    using Self = AllianceLeadContactDetails;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::arn>("Arn", "The partner's full name."),
        shape::field<&Self::id>("Id", "The partner's id."),
        shape::field<&Self::alliance_lead_contact>("AllianceLeadContact", "The contact person."));
  }
};
using GetAllianceLeadContactResponse = AllianceLeadContactDetails;
using PutAllianceLeadContactResponse = AllianceLeadContactDetails;

// Has a code mailed to an address.
struct SendEmailVerificationCodeRequest {
  Catalog catalog;
  Email email;

  static constexpr auto members() {
    using Self = SendEmailVerificationCodeRequest;
    return shape::fields(shape::field<&Self::catalog>(
                             "Catalog", "What the code will be used in; Sandbox sends no mail."),
                         shape::field<&Self::email>("Email", "The address to prove."));
  }
};

// Nothing to say: the code is in the mail.
struct SendEmailVerificationCodeResponse {
  static constexpr auto members() { return shape::fields(); }
};

// Claims a domain, proven by a code mailed to an address in it.
struct AssociateAwsTrainingCertificationEmailDomainRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  Email email;
  EmailVerificationCode email_verification_code;

  static constexpr auto members() {
    using Self = AssociateAwsTrainingCertificationEmailDomainRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner that claims the domain."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::email>("Email",
                                   "An address in the domain; the domain is the part after the @."),
        shape::field<&Self::email_verification_code>(
            "EmailVerificationCode",
            "The code mailed to that address; any six digits in Sandbox."));
  }
};

// Nothing to say.
struct AssociateAwsTrainingCertificationEmailDomainResponse {
  static constexpr auto members() { return shape::fields(); }
};

// Gives a domain up.
struct DisassociateAwsTrainingCertificationEmailDomainRequest {
  Catalog catalog;
  PartnerIdentifier identifier;
  std::optional<ClientToken> client_token{};
  DomainName domain_name;

  static constexpr auto members() {
    using Self = DisassociateAwsTrainingCertificationEmailDomainRequest;
    return shape::fields(
        shape::field<&Self::catalog>("Catalog", "Where the partner is registered."),
        shape::field<&Self::identifier>("Identifier", "The partner that gives it up."),
        shape::field<&Self::client_token>("ClientToken",
                                          "Makes a repeat of this request harmless for 24 hours.")
            .token(),
        shape::field<&Self::domain_name>("DomainName", "The domain to give up."));
  }
};

// Nothing to say.
struct DisassociateAwsTrainingCertificationEmailDomainResponse {
  static constexpr auto members() { return shape::fields(); }
};

}  // namespace amity::account
