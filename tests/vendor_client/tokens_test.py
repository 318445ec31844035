"""boto3: a repeated ClientToken is answered once and for all."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from server_process import Partner, refused


def without_metadata(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


@pytest.fixture
def token():
    return str(uuid.uuid4())


def sent(partner) -> list[dict]:
    return partner.client.list_connection_invitations(Catalog="AWS", ParticipantType="SENDER")[
        "ConnectionInvitationSummaries"
    ]


def test_the_same_create_again_makes_nothing_new(partners, token):
    sender, receiver = partners(2)

    first = sender.invites(receiver, ClientToken=token)
    second = sender.invites(receiver, ClientToken=token)

    assert without_metadata(second) == without_metadata(first)
    assert len(sent(sender)) == 1


def test_a_replay_is_the_first_answer_and_not_the_present_state(partners, token):
    sender, receiver = partners(2)
    first = sender.invites(receiver, ClientToken=token)
    receiver.rejects(first)

    again = sender.invites(receiver, ClientToken=token)

    assert again["Status"] == "PENDING"
    assert without_metadata(again) == without_metadata(first)


def test_each_act_replays(partners):
    sender, receiver = partners(2)
    one, two = str(uuid.uuid4()), str(uuid.uuid4())
    invitation = sender.invites(receiver)
    request = {"Catalog": "AWS", "Identifier": invitation["Id"], "ClientToken": one}

    accepted = receiver.client.accept_connection_invitation(**request)
    assert without_metadata(receiver.client.accept_connection_invitation(**request)) == (
        without_metadata(accepted)
    )
    end = {
        "Catalog": "AWS",
        "Identifier": accepted["Connection"]["Id"],
        "ConnectionType": "OPPORTUNITY_COLLABORATION",
        "Reason": "Over",
        "ClientToken": two,
    }
    ended = sender.client.cancel_connection(**end)
    assert without_metadata(sender.client.cancel_connection(**end)) == without_metadata(ended)

    for party, act in (
        (receiver, "reject_connection_invitation"),
        (sender, "cancel_connection_invitation"),
    ):
        request = {
            "Catalog": "AWS",
            "Identifier": sender.invites(receiver)["Id"],
            "ClientToken": str(uuid.uuid4()),
        }
        first = getattr(party.client, act)(**request)
        assert without_metadata(getattr(party.client, act)(**request)) == without_metadata(first)


def test_another_body_under_the_same_token(partners, token):
    sender, receiver, other = partners(3)
    sender.invites(receiver, ClientToken=token)

    for changes in (
        {"Message": "Another text"},
        {"ReceiverIdentifier": other.profile},
        {"Email": "other@example.com"},
    ):
        with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
            sender.invites(receiver, ClientToken=token, **changes)
    assert len(sent(sender)) == 1


def test_another_reason_is_another_body(partners, token):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)
    receiver.rejects(invitation, ClientToken=token, Reason="No")

    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        receiver.rejects(invitation, ClientToken=token, Reason="No!")
    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        receiver.rejects(invitation, ClientToken=token)


def test_a_token_belongs_to_account_operation_and_catalog(partners, token):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver, ClientToken=token)

    assert receiver.rejects(invitation, ClientToken=token)["Status"] == "REJECTED"
    back = receiver.invites(sender, ClientToken=token)
    assert receiver.withdraws(back)["Status"] == "CANCELED"


def test_a_refused_call_may_use_its_token_again(partners, token):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)
    with refused("ConflictException", "DUPLICATE_CONNECTION_INVITATION"):
        sender.invites(receiver, ClientToken=token)
    receiver.rejects(invitation)

    assert sender.invites(receiver, ClientToken=token)["Status"] == "PENDING"


def test_two_at_once_are_one(partners, token):
    """The second waits for the first and replays it."""
    sender, receiver = partners(2)
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(sender.invites, receiver, ClientToken=token) for _ in range(8)]
        answers = [without_metadata(call.result()) for call in calls]

    assert all(answer == answers[0] for answer in answers)
    assert len(sent(sender)) == 1


def test_the_sdk_makes_a_token_of_its_own(partners):
    """Two calls without a token are two calls: the second is refused, not replayed."""
    sender, receiver = partners(2)
    sender.invites(receiver)

    with refused("ConflictException", "DUPLICATE_CONNECTION_INVITATION"):
        sender.invites(receiver)


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_tokens_survive_a_restart(server, numbers, end):
    """Last, for it restarts the file's server."""
    sender, receiver = (Partner(server, next(numbers)) for _ in range(2))
    token = str(uuid.uuid4())
    first = sender.invites(receiver, ClientToken=token)
    rejection = receiver.rejects(first, ClientToken=token, Reason="Later")

    getattr(server, end)()
    server.start()
    del sender.client, receiver.client  # the port is another one

    assert without_metadata(sender.invites(receiver, ClientToken=token)) == without_metadata(first)
    again = receiver.rejects(first, ClientToken=token, Reason="Later")
    assert without_metadata(again) == without_metadata(rejection)
    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        sender.invites(receiver, ClientToken=token, Message="Another text")
    assert len(sent(sender)) == 1
