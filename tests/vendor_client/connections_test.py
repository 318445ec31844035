"""boto3: what an acceptance makes, how both see it, and how it ends."""

import re

import pytest

from server_process import business_errors, field_errors, refused

COLLABORATION = "OPPORTUNITY_COLLABORATION"


def without_metadata(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def listed(partner, **filters) -> list[dict]:
    return partner.client.list_connections(Catalog="AWS", **filters)["ConnectionSummaries"]


def ids(partner, **filters) -> list[str]:
    return [entry["Id"] for entry in listed(partner, **filters)]


def connected(partners, kind=COLLABORATION):
    sender, receiver = partners(2)
    return sender, receiver, receiver.accepts(sender.invites(receiver, kind))


def test_an_accepted_collaboration_as_both_see_it(partners):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver, Email="ada@example.com", Name="Ada Lovelace")

    answer = receiver.client.accept_connection_invitation(
        Catalog="AWS", Identifier=invitation["Id"]
    )["Connection"]

    assert re.fullmatch("pac-[a-z2-7]{13}", answer["Id"])
    assert answer["Arn"] == (
        f"arn:aws:partnercentral:us-east-1::catalog/AWS/connection/{answer['Id']}"
    )
    assert answer["OtherParticipantAccountId"] == sender.account
    (entry,) = answer["ConnectionTypes"].values()
    assert entry == {
        "Status": "ACTIVE",
        "CreatedAt": answer["UpdatedAt"],
        "InviterEmail": "ada@example.com",
        "InviterName": "Ada Lovelace",
        "OtherParticipant": {"PartnerProfile": {"Id": sender.profile, "Name": sender.name}},
    }
    assert without_metadata(receiver.sees_connection(answer)) == answer

    for_sender = without_metadata(sender.sees_connection(answer))
    assert for_sender["OtherParticipantAccountId"] == receiver.account
    other = {"PartnerProfile": {"Id": receiver.profile, "Name": receiver.name}}
    expected = {COLLABORATION: entry | {"OtherParticipant": other}}
    assert for_sender == answer | {
        "OtherParticipantAccountId": receiver.account,
        "ConnectionTypes": expected,
    }


def test_both_list_it(partners):
    sender, receiver, connection = connected(partners)

    for party, other in ((sender, receiver), (receiver, sender)):
        (summary,) = listed(party)
        assert summary["Id"] == connection["Id"]
        assert summary["OtherParticipantAccountId"] == other.account
        assert summary["ConnectionTypes"] == {
            COLLABORATION: {
                "Status": "ACTIVE",
                "OtherParticipant": {"PartnerProfile": {"Id": other.profile, "Name": other.name}},
            }
        }


@pytest.mark.parametrize("who", ["sender", "receiver"])
def test_either_party_ends_it(partners, who):
    sender, receiver, connection = connected(partners)
    party = sender if who == "sender" else receiver

    answer = party.client.cancel_connection(
        Catalog="AWS", Identifier=connection["Id"], ConnectionType=COLLABORATION, Reason=""
    )

    entry = answer["ConnectionTypes"][COLLABORATION]
    assert entry["Status"] == "CANCELED"
    assert entry["CanceledBy"] == party.account
    assert entry["CanceledAt"] == answer["UpdatedAt"] >= connection["UpdatedAt"]
    for reader in (sender, receiver):
        seen = reader.sees_connection(connection)["ConnectionTypes"][COLLABORATION]
        assert (seen["Status"], seen["CanceledBy"]) == ("CANCELED", party.account)
        assert ids(reader) == []  # the list is of active ones
        assert ids(reader, ConnectionType=f"{COLLABORATION}:CANCELED") == [connection["Id"]]

    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_STATE"):
        sender.ends(connection)


def test_a_type_that_is_not_there_cannot_be_ended(partners):
    sender, _, connection = connected(partners)

    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_STATE"):
        sender.ends(connection, "SUBSIDIARY")

    assert sender.sees_connection(connection)["ConnectionTypes"][COLLABORATION]["Status"] == "ACTIVE"


def test_a_third_account_finds_nothing(partners):
    _, _, connection = connected(partners)
    (stranger,) = partners(1)

    for act in ("sees_connection", "ends"):
        with refused("ResourceNotFoundException", "CONNECTION_NOT_FOUND"):
            getattr(stranger, act)(connection)
    assert listed(stranger) == []


def test_the_other_catalog_is_another_world(partners):
    sender, _, connection = connected(partners)

    with refused("ResourceNotFoundException", "CONNECTION_NOT_FOUND"):
        sender.sees_connection(connection | {"Catalog": "Sandbox"})
    with refused("ResourceNotFoundException", "CONNECTION_NOT_FOUND"):
        sender.ends(connection | {"Catalog": "Sandbox"})


def test_a_second_type_joins_the_same_connection(partners):
    sender, receiver, connection = connected(partners)

    invitation = sender.invites(receiver, "SUBSIDIARY")
    assert invitation["ConnectionId"] == connection["Id"]  # it would add to what lives
    both = receiver.accepts(invitation)

    assert both["Id"] == connection["Id"]
    assert set(both["ConnectionTypes"]) == {COLLABORATION, "SUBSIDIARY"}
    assert ids(sender) == [connection["Id"]]
    assert ids(sender, ConnectionType="SUBSIDIARY") == [connection["Id"]]

    after = receiver.ends(connection, COLLABORATION)
    states = {name: entry["Status"] for name, entry in after["ConnectionTypes"].items()}
    assert states == {COLLABORATION: "CANCELED", "SUBSIDIARY": "ACTIVE"}
    assert ids(sender) == [connection["Id"]]
    assert ids(sender, ConnectionType=COLLABORATION) == []
    assert ids(sender, ConnectionType=f"{COLLABORATION}:CANCELED") == [connection["Id"]]


def test_an_ended_type_comes_back_while_another_lives(partners):
    sender, receiver, connection = connected(partners)
    receiver.accepts(sender.invites(receiver, "SUBSIDIARY"))
    sender.ends(connection)

    again = sender.accepts(receiver.invites(sender, Name="Grace Hopper"))

    assert again["Id"] == connection["Id"]
    entry = again["ConnectionTypes"][COLLABORATION]
    assert entry["Status"] == "ACTIVE"
    assert entry["InviterName"] == "Grace Hopper"
    assert "CanceledAt" not in entry and "CanceledBy" not in entry


def test_after_the_end_a_new_connection_begins(partners):
    sender, receiver, old = connected(partners)
    ended = without_metadata(sender.ends(old))

    invitation = receiver.invites(sender)
    assert "ConnectionId" not in invitation  # nothing lives that it could add to
    new = sender.accepts(invitation)

    assert new["Id"] != old["Id"]
    assert without_metadata(sender.sees_connection(old)) == ended
    assert ids(sender) == ids(receiver) == [new["Id"]]


def test_a_subsidiary(partners):
    primary, subsidiary = partners(2)

    invitation = primary.invites(subsidiary, "SUBSIDIARY")
    assert invitation["OtherParticipantIdentifier"] == subsidiary.account  # it typed that itself
    for_receiver = subsidiary.sees_invitation(invitation)
    assert for_receiver["OtherParticipantIdentifier"] == primary.profile
    connection = subsidiary.accepts(invitation)

    seen = connection["ConnectionTypes"]["SUBSIDIARY"]["OtherParticipant"]
    assert seen == {"PartnerProfile": {"Id": primary.profile, "Name": primary.name}}
    seen = primary.sees_connection(connection)["ConnectionTypes"]["SUBSIDIARY"]["OtherParticipant"]
    assert seen == {"PartnerProfile": {"Id": subsidiary.profile, "Name": subsidiary.name}}


def test_the_sender_of_a_subsidiary_invitation_finds_it_by_the_account_it_typed(partners):
    primary, subsidiary = partners(2)
    invitation = primary.invites(subsidiary, "SUBSIDIARY")

    found = primary.client.list_connection_invitations(
        Catalog="AWS", OtherParticipantIdentifiers=[subsidiary.account]
    )["ConnectionInvitationSummaries"]

    assert [entry["Id"] for entry in found] == [invitation["Id"]]


def test_one_primary_and_no_chains(partners):
    primary, subsidiary, other = partners(3)
    waiting = other.invites(subsidiary, "SUBSIDIARY")
    subsidiary.accepts(primary.invites(subsidiary, "SUBSIDIARY"))

    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER"):
        subsidiary.accepts(waiting)
    other.withdraws(waiting)
    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        other.invites(subsidiary, "SUBSIDIARY")  # it has a primary
    assert business_errors(caught) == ["INCOMPATIBLE_CONNECTION_INVITATION_REQUEST"]
    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        subsidiary.invites(other, "SUBSIDIARY")  # a subsidiary has none of its own
    assert business_errors(caught) == ["INCOMPATIBLE_CONNECTION_INVITATION_REQUEST"]


def test_newest_update_first(partners):
    me, *others = partners(4)
    connections = [other.accepts(me.invites(other)) for other in others]
    assert ids(me) == [connection["Id"] for connection in reversed(connections)]

    others[0].accepts(me.invites(others[0], "SUBSIDIARY"))  # touches the oldest

    assert ids(me)[0] == connections[0]["Id"]


def test_filters_of_the_list(partners):
    me, first, second = partners(3)
    collaboration = first.accepts(me.invites(first))
    subsidiary = second.accepts(me.invites(second, "SUBSIDIARY"))

    assert set(ids(me)) == {collaboration["Id"], subsidiary["Id"]}
    assert ids(me, ConnectionType=COLLABORATION) == [collaboration["Id"]]
    assert ids(me, ConnectionType=f"{COLLABORATION}:ACTIVE") == [collaboration["Id"]]
    assert ids(me, ConnectionType="SUBSIDIARY:CANCELED") == []
    assert ids(me, OtherParticipantIdentifiers=[first.profile]) == [collaboration["Id"]]
    assert ids(me, OtherParticipantIdentifiers=[second.account]) == [subsidiary["Id"]]
    assert set(ids(me, OtherParticipantIdentifiers=[first.account, second.profile])) == {
        collaboration["Id"],
        subsidiary["Id"],
    }
    assert ids(me, OtherParticipantIdentifiers=[me.account]) == []
    assert ids(me, OtherParticipantIdentifiers=[first.account], ConnectionType="SUBSIDIARY") == []


@pytest.mark.parametrize("words", ["FRIENDSHIP", "SUBSIDIARY:PENDING", "subsidiary", "SUBSIDIARY:active"])
def test_unknown_words_of_the_type_filter(partners, words):
    (someone,) = partners(1)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        someone.client.list_connections(Catalog="AWS", ConnectionType=words)

    assert field_errors(caught) == [("ConnectionType", "INVALID_ENUM_VALUE")]
