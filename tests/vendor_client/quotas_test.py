"""boto3: the quotas that the eleven operations meet, each made small by its flag."""

import pytest

from server_process import Partner, refused, seed_account, write_seed


@pytest.fixture
def house(start, tmp_path):
    """house(*flags): six partners on a server of their own."""

    def opens(*flags):
        seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in range(1, 7)])
        server = start("--seed", str(seed), *flags)
        return [Partner(server, n) for n in range(1, 7)]

    return opens


QUOTA = "ServiceQuotaExceededException"


def test_invitations_per_day(house):
    me, *others = house("--quota", "connection-invitations-per-day=3")
    for other in others[:3]:
        other.rejects(me.invites(other))

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY"):
        me.invites(others[3])

    others[3].invites(me)  # everybody has a day of his own
    me.invites(others[3], Catalog="Sandbox", ReceiverIdentifier=sandbox_profile(4 + 1))


def sandbox_profile(number: int) -> str:
    return seed_account(number)["partners"][1]["profile"]["ProfileId"]


def test_only_successful_calls_count_and_replays_do_not(house):
    me, first, second, third, *_ = house("--quota", "connection-invitations-per-day=2")
    for _ in range(3):
        me.invites(first, ClientToken="the-same")
    for _ in range(3):
        with refused("ConflictException", "DUPLICATE_CONNECTION_INVITATION"):
            me.invites(first)

    me.invites(second)

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY"):
        me.invites(third)
    assert me.invites(first, ClientToken="the-same")["Status"] == "PENDING"


def test_open_invitations(house):
    me, first, second, third, *_ = house("--quota", "open-connection-invitations=2")
    invitation = me.invites(first)
    me.invites(second)

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION"):
        me.invites(third)
    third.invites(me)  # what one receives is not counted

    first.rejects(invitation)
    me.invites(first)


def test_active_connections(house):
    me, first, second, third, *_ = house("--quota", "active-connections=2")
    connection = first.accepts(me.invites(first))
    waiting = third.invites(me)
    second.accepts(me.invites(second))

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION"):
        me.accepts(waiting)
    assert me.sees_invitation(waiting)["Status"] == "PENDING"

    first.accepts(me.invites(first, "SUBSIDIARY"))  # the same connection, one more type
    first.ends(connection)
    first.ends(connection, "SUBSIDIARY")
    assert me.accepts(waiting)["OtherParticipantAccountId"] == third.account


def test_the_senders_quota_counts_at_acceptance(house):
    me, first, second, *_ = house("--quota", "active-connections=1")
    waiting = me.invites(first)
    second.accepts(me.invites(second))

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_ACTIVE_CONNECTION"):
        first.accepts(waiting)


def test_several_flags(house):
    me, first, second, *_ = house(
        "--quota", "open-connection-invitations=1", "--quota", "connection-invitations-per-day=2"
    )
    first.rejects(me.invites(first))
    me.invites(first)

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY"):
        me.invites(second)
