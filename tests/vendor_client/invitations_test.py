"""boto3: the life of an invitation, as both parties see it."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from server_process import business_errors, field_errors, refused

UNKNOWN = "pacinv-aaaaaaaaaaaaa"


def without_metadata(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def listed(partner, **filters) -> list[dict]:
    answer = partner.client.list_connection_invitations(Catalog="AWS", **filters)
    assert "NextToken" not in answer
    return answer["ConnectionInvitationSummaries"]


def test_the_sender_gets_a_pending_invitation_that_ends_in_15_days(partners):
    sender, receiver = partners(2)
    before = datetime.now(timezone.utc)

    invitation = sender.client.create_connection_invitation(
        Catalog="AWS",
        ConnectionType="OPPORTUNITY_COLLABORATION",
        Email="ada@example.com",
        Message="Line one\nline two – with ümlauts",
        Name="Ada Lovelace",
        ReceiverIdentifier=receiver.profile,
    )

    assert re.fullmatch("pacinv-[a-z2-7]{13}", invitation["Id"])
    assert invitation["Arn"] == (
        f"arn:aws:partnercentral:us-east-1::catalog/AWS/connection-invitation/{invitation['Id']}"
    )
    assert invitation["Catalog"] == "AWS"
    assert invitation["ConnectionType"] == "OPPORTUNITY_COLLABORATION"
    assert invitation["Status"] == "PENDING"
    assert invitation["ParticipantType"] == "SENDER"
    assert invitation["OtherParticipantIdentifier"] == receiver.profile
    assert invitation["InvitationMessage"] == "Line one\nline two – with ümlauts"
    assert invitation["InviterEmail"] == "ada@example.com"
    assert invitation["InviterName"] == "Ada Lovelace"
    assert "ConnectionId" not in invitation
    assert invitation["CreatedAt"] == invitation["UpdatedAt"]
    assert abs(invitation["CreatedAt"] - before) < timedelta(seconds=10)
    assert invitation["ExpiresAt"] - invitation["CreatedAt"] == timedelta(days=15)


def test_both_parties_read_the_same_invitation_from_their_own_side(partners):
    sender, receiver = partners(2)
    created = sender.invites(receiver)

    for_sender = without_metadata(sender.sees_invitation(created))
    for_receiver = without_metadata(receiver.sees_invitation(created))

    assert for_sender == without_metadata(created)
    assert for_receiver == for_sender | {
        "ParticipantType": "RECEIVER",
        "OtherParticipantIdentifier": sender.profile,
    }


def test_neither_side_learns_the_others_account_before_acceptance(partners):
    sender, receiver = partners(2)
    created = sender.invites(receiver)

    assert receiver.account not in str(without_metadata(sender.sees_invitation(created)))
    assert sender.account not in str(without_metadata(receiver.sees_invitation(created)))


def test_each_party_lists_it_in_its_direction(partners):
    sender, receiver = partners(2)
    created = sender.invites(receiver)

    assert [entry["Id"] for entry in listed(sender)] == [created["Id"]]
    assert [entry["Id"] for entry in listed(sender, ParticipantType="SENDER")] == [created["Id"]]
    assert listed(sender, ParticipantType="RECEIVER") == []
    assert [entry["Id"] for entry in listed(receiver)] == [created["Id"]]
    assert listed(receiver, ParticipantType="SENDER") == []
    (summary,) = listed(receiver, ParticipantType="RECEIVER")
    assert summary["OtherParticipantIdentifier"] == sender.profile
    assert summary["ParticipantType"] == "RECEIVER"
    assert summary["Status"] == "PENDING"
    assert summary["ExpiresAt"] == created["ExpiresAt"]
    assert "InvitationMessage" not in summary


def test_lists_both_directions_newest_first(partners):
    me, *others = partners(5)
    ids = []
    for position, other in enumerate(others):
        invitation = me.invites(other) if position % 2 else other.invites(me)
        ids.append(invitation["Id"])

    assert [entry["Id"] for entry in listed(me)] == ids[::-1]


def test_filters_are_joined_by_and_identifiers_by_or(partners):
    me, first, second, third = partners(4)
    sent = me.invites(first)
    subsidiary = me.invites(first, "SUBSIDIARY")
    received = second.invites(me)
    rejected = third.invites(me)
    me.rejects(rejected)

    def ids(**filters):
        return {entry["Id"] for entry in listed(me, **filters)}

    assert ids(Status="PENDING") == {sent["Id"], subsidiary["Id"], received["Id"]}
    assert ids(Status="REJECTED") == {rejected["Id"]}
    assert ids(Status="CANCELED") == set()
    assert ids(ConnectionType="SUBSIDIARY") == {subsidiary["Id"]}
    assert ids(ConnectionType="SUBSIDIARY", ParticipantType="RECEIVER") == set()
    assert ids(OtherParticipantIdentifiers=[first.profile]) >= {sent["Id"]}
    assert ids(OtherParticipantIdentifiers=[first.profile], Status="REJECTED") == set()
    assert ids(OtherParticipantIdentifiers=[second.profile, third.profile]) == {
        received["Id"],
        rejected["Id"],
    }
    assert ids(OtherParticipantIdentifiers=[]) == ids()
    assert ids(OtherParticipantIdentifiers=["pprofile-aaaaaaaaazzzz"]) == set()


def test_an_account_id_that_was_not_revealed_matches_nothing(partners):
    """Otherwise the filter would tell which account is behind a profile."""
    sender, receiver = partners(2)
    sender.invites(receiver)

    assert listed(sender, OtherParticipantIdentifiers=[receiver.account]) == []
    assert listed(receiver, OtherParticipantIdentifiers=[sender.account]) == []


def test_the_receiver_accepts(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    connection = receiver.client.accept_connection_invitation(
        Catalog="AWS", Identifier=invitation["Id"]
    )["Connection"]

    assert connection["OtherParticipantAccountId"] == sender.account
    for party in (sender, receiver):
        seen = party.sees_invitation(invitation)
        assert seen["Status"] == "ACCEPTED"
        assert seen["ConnectionId"] == connection["Id"]
        assert seen["UpdatedAt"] >= invitation["UpdatedAt"]
        assert seen["CreatedAt"] == invitation["CreatedAt"]
        assert seen["ExpiresAt"] == invitation["ExpiresAt"]


def test_the_receiver_rejects_with_a_reason(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    answer = receiver.client.reject_connection_invitation(
        Catalog="AWS", Identifier=invitation["Id"], Reason="Not this year, thank you 🙂"
    )

    assert answer["Status"] == "REJECTED"
    assert answer["ParticipantType"] == "RECEIVER"
    assert answer["Id"] == invitation["Id"]
    assert answer["UpdatedAt"] >= invitation["UpdatedAt"]
    assert answer["ExpiresAt"] == invitation["ExpiresAt"]
    assert "ConnectionId" not in answer
    assert without_metadata(receiver.sees_invitation(invitation)) == without_metadata(answer)
    assert sender.sees_invitation(invitation)["Status"] == "REJECTED"
    assert [entry["Status"] for entry in listed(sender)] == ["REJECTED"]


@pytest.mark.parametrize("reason", [None, "", "x" * 256], ids=["none", "empty", "longest"])
def test_the_reason_of_a_rejection_is_optional(partners, reason):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    more = {} if reason is None else {"Reason": reason}

    assert receiver.rejects(invitation, **more)["Status"] == "REJECTED"


def test_the_sender_takes_it_back(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    answer = sender.client.cancel_connection_invitation(
        Catalog="AWS", Identifier=invitation["Id"]
    )

    assert answer["Status"] == "CANCELED"
    assert answer["ParticipantType"] == "SENDER"
    assert receiver.sees_invitation(invitation)["Status"] == "CANCELED"


def test_each_act_is_one_partys_alone(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    with refused("AccessDeniedException", "ACCESS_DENIED"):
        sender.accepts(invitation)
    with refused("AccessDeniedException", "ACCESS_DENIED"):
        sender.rejects(invitation)
    with refused("AccessDeniedException", "ACCESS_DENIED"):
        receiver.withdraws(invitation)

    assert sender.sees_invitation(invitation)["Status"] == "PENDING"


@pytest.mark.parametrize("end", ["accepts", "rejects", "withdraws"])
def test_an_ended_invitation_stays_as_it_is(partners, end):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)
    getattr(sender if end == "withdraws" else receiver, end)(invitation)
    ended = without_metadata(sender.sees_invitation(invitation))

    for party, act in ((receiver, "accepts"), (receiver, "rejects"), (sender, "withdraws")):
        with refused("ConflictException", "INCOMPATIBLE_CONNECTION_INVITATION_STATE"):
            getattr(party, act)(invitation)

    assert without_metadata(sender.sees_invitation(invitation)) == ended


def test_a_third_account_finds_nothing(partners):
    sender, receiver, stranger = partners(3)
    invitation = sender.invites(receiver)

    for act in ("sees_invitation", "accepts", "rejects", "withdraws"):
        with refused("ResourceNotFoundException", "CONNECTION_INVITATION_NOT_FOUND"):
            getattr(stranger, act)(invitation)
    assert listed(stranger) == []

    assert sender.sees_invitation(invitation)["Status"] == "PENDING"


def test_the_other_catalog_is_another_world(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    for party in (sender, receiver):
        elsewhere = invitation | {"Catalog": "Sandbox"}
        for act in ("sees_invitation", "accepts", "rejects", "withdraws"):
            with refused("ResourceNotFoundException", "CONNECTION_INVITATION_NOT_FOUND"):
                getattr(party, act)(elsewhere)
        answer = party.client.list_connection_invitations(Catalog="Sandbox")
        assert answer["ConnectionInvitationSummaries"] == []


def test_an_invitation_that_never_was(partners):
    (someone,) = partners(1)
    missing = {"Catalog": "AWS", "Id": UNKNOWN}

    for act in ("sees_invitation", "accepts", "rejects", "withdraws"):
        with refused("ResourceNotFoundException", "CONNECTION_INVITATION_NOT_FOUND"):
            getattr(someone, act)(missing)


def test_one_open_invitation_per_pair_and_type(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)

    with refused("ConflictException", "DUPLICATE_CONNECTION_INVITATION"):
        sender.invites(receiver)
    with refused("ConflictException", "DUPLICATE_CONNECTION_INVITATION"):
        receiver.invites(sender)  # crossing: the answer is to accept the first
    sender.invites(receiver, "SUBSIDIARY")  # another type is another matter

    receiver.rejects(invitation)
    again = receiver.invites(sender)  # an ended one blocks nobody
    assert again["Id"] != invitation["Id"]


def test_no_invitation_to_a_connection_that_is(partners):
    sender, receiver = partners(2)
    receiver.accepts(sender.invites(receiver))

    with refused("ConflictException", "DUPLICATE_CONNECTION"):
        sender.invites(receiver)
    with refused("ConflictException", "DUPLICATE_CONNECTION"):
        receiver.invites(sender)


def test_who_can_be_invited(partners):
    sender, receiver = partners(2)

    with refused("ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND"):
        sender.invites(receiver, ReceiverIdentifier="pprofile-aaaaaaaaazzzz")
    with refused("ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND"):
        sender.invites(receiver, "SUBSIDIARY", ReceiverIdentifier="999999999999")

    assert listed(sender) == []


def test_identifiers_that_do_not_fit_the_type(partners):
    sender, receiver = partners(2)
    for kind, identifier in (
        ("OPPORTUNITY_COLLABORATION", sender.profile),
        ("OPPORTUNITY_COLLABORATION", receiver.account),
        ("SUBSIDIARY", sender.account),
        ("SUBSIDIARY", receiver.profile),
    ):
        with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
            sender.invites(receiver, kind, ReceiverIdentifier=identifier)
        assert business_errors(caught) == ["INCOMPATIBLE_CONNECTION_INVITATION_REQUEST"]


def test_all_bad_fields_are_named_at_once(partners):
    sender, receiver = partners(2)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        sender.invites(receiver, Email="nobody", Name="two\nlines", ConnectionType="FRIENDSHIP")

    assert field_errors(caught) == [
        ("ConnectionType", "INVALID_ENUM_VALUE"),
        ("Email", "INVALID_STRING_FORMAT"),
        ("Name", "INVALID_STRING_FORMAT"),
    ]
    assert "3 validation errors detected" in str(caught.value)


@pytest.mark.parametrize("catalog", ["sandbox", "aws", "AWS2"])
def test_catalogs_are_two(partners, catalog):
    (someone,) = partners(1)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        someone.client.list_connection_invitations(Catalog=catalog)

    assert field_errors(caught) == [("Catalog", "INVALID_ENUM_VALUE")]


def test_the_sdks_exceptions_by_name(partners):
    """What users write: except client.exceptions.ConflictException as e: e.response["Reason"]."""
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)
    receiver.rejects(invitation)

    try:
        receiver.rejects(invitation)
        pytest.fail("a rejected invitation was rejected again")
    except receiver.client.exceptions.ConflictException as error:
        assert error.response["Reason"] == "INCOMPATIBLE_CONNECTION_INVITATION_STATE"
        assert error.response["Error"]["Code"] == "ConflictException"
        assert error.response["Error"]["Message"] == error.response["Message"]
        metadata = error.response["ResponseMetadata"]
        assert re.fullmatch("[0-9a-f-]{36}", metadata["RequestId"])
        assert metadata["HTTPStatusCode"] == 409
        assert metadata["RetryAttempts"] == 0
