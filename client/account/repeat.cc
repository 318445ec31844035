#include "client/account/repeat.h"

#include "account/model/operations.h"

namespace amity::account {

using client::Repeat;

client::Repeat repeat_of(const shape::Operation& operation) {
  using enum OperationId;
  switch (id_of(operation)) {
    // They change nothing.
    case GetAllianceLeadContact:
    case GetConnection:
    case GetConnectionInvitation:
    case GetConnectionPreferences:
    case GetPartner:
    case GetProfileUpdateTask:
    case GetProfileVisibility:
    case GetQualificationsAssociationDetails:
    case GetQualificationsAssociationTask:
    case GetQualificationsDisassociationTask:
    case GetVerification:
    case ListConnectionInvitations:
    case ListConnections:
    case ListPartners:
    case ListTagsForResource:
      return Repeat::always;

    // What they put there twice is there once.
    case PutAllianceLeadContact:
    case PutProfileVisibility:
    case TagResource:
    case UntagResource:
      return Repeat::always;

    // It names the revision that it replaces: it takes effect once. Repeated after that it is
    // refused, and whoever then reads the preferences finds them as wanted.
    case UpdateConnectionPreferences:
      return Repeat::always;

    // The service answers their client token with what it answered before.
    case AcceptConnectionInvitation:
    case AssociateAwsTrainingCertificationEmailDomain:
    case CancelConnection:
    case CancelConnectionInvitation:
    case CancelProfileUpdateTask:
    case CreateConnectionInvitation:
    case CreatePartner:
    case DisassociateAwsTrainingCertificationEmailDomain:
    case RejectConnectionInvitation:
    case StartProfileUpdateTask:
    case StartQualificationsAssociationTask:
    case StartQualificationsDisassociationTask:
    case StartVerification:
      return Repeat::with_token;

    // Every one is a mail to somebody, and the code of the one before is void.
    case SendEmailVerificationCode:
      return Repeat::never;
  }
  return Repeat::never;
}

}  // namespace amity::account
