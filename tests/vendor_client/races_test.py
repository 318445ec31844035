"""boto3: many at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

AT_ONCE = 50


def together(calls) -> list:
    """Runs all calls at once; answers what each answered or raised."""

    def outcome(call):
        try:
            return call()
        except ClientError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(outcome, calls))


def split(outcomes):
    won = [outcome for outcome in outcomes if not isinstance(outcome, ClientError)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, ClientError)]
    return won, lost


@pytest.fixture
def wide(server):
    """A client that really has that many connections open."""
    return lambda partner: server.client(
        partner.account, config=Config(max_pool_connections=AT_ONCE)
    )


def test_fifty_rejects_of_one_invitation(partners, wide):
    sender, receiver = partners(2)
    invitation = sender.invites(receiver)
    client = wide(receiver)

    won, lost = split(
        together(
            [
                lambda: client.reject_connection_invitation(
                    Catalog="AWS", Identifier=invitation["Id"]
                )
            ]
            * AT_ONCE
        )
    )

    assert [answer["Status"] for answer in won] == ["REJECTED"]
    assert len(lost) == AT_ONCE - 1
    for error in lost:
        assert type(error).__name__ == "ConflictException"
        assert error.response["Reason"] == "INCOMPATIBLE_CONNECTION_INVITATION_STATE"
    assert sender.sees_invitation(invitation)["UpdatedAt"] == won[0]["UpdatedAt"]


def test_accept_reject_and_withdraw_at_once(partners, wide):
    """Whoever wins, the others see it, and both parties see the same."""
    for _ in range(5):
        sender, receiver = partners(2)
        invitation = sender.invites(receiver)
        request = {"Catalog": "AWS", "Identifier": invitation["Id"]}
        mine, theirs = wide(sender), wide(receiver)

        won, lost = split(
            together(
                [
                    lambda: mine.cancel_connection_invitation(**request),
                    lambda: theirs.accept_connection_invitation(**request),
                    lambda: theirs.reject_connection_invitation(**request),
                ]
                * 4
            )
        )

        assert len(won) == 1
        status = "ACCEPTED" if "Connection" in won[0] else won[0]["Status"]
        assert sender.sees_invitation(invitation)["Status"] == status
        assert receiver.sees_invitation(invitation)["Status"] == status
        connections = sender.client.list_connections(Catalog="AWS")["ConnectionSummaries"]
        assert len(connections) == (status == "ACCEPTED")
        for error in lost:
            assert error.response["Reason"] == "INCOMPATIBLE_CONNECTION_INVITATION_STATE"


def test_crossing_invitations_at_once(partners, wide):
    one, two = partners(2)
    mine, theirs = wide(one), wide(two)

    def invite(client, receiver):
        return lambda: client.create_connection_invitation(
            Catalog="AWS",
            ConnectionType="OPPORTUNITY_COLLABORATION",
            Email="lead@example.com",
            Message="You first?",
            Name="Lead",
            ReceiverIdentifier=receiver.profile,
        )

    won, lost = split(together([invite(mine, two), invite(theirs, one)] * 10))

    assert len(won) == 1
    assert {error.response["Reason"] for error in lost} == {"DUPLICATE_CONNECTION_INVITATION"}


def test_one_token_fifty_times_at_once(partners, wide):
    sender, receiver = partners(2)
    client = wide(sender)
    request = {
        "Catalog": "AWS",
        "ConnectionType": "OPPORTUNITY_COLLABORATION",
        "Email": "lead@example.com",
        "Message": "Once is enough.",
        "Name": "Lead",
        "ReceiverIdentifier": receiver.profile,
        "ClientToken": "the-same",
    }

    won, lost = split(together([lambda: client.create_connection_invitation(**request)] * AT_ONCE))

    assert not lost
    assert len({answer["Id"] for answer in won}) == 1
    listed = sender.client.list_connection_invitations(Catalog="AWS")
    assert len(listed["ConnectionInvitationSummaries"]) == 1
