"""boto3, with a clock that the test turns: what is not answered expires."""

from server_process import refused

DAY = 24 * 3600


def test_an_invitation_expires_at_its_time(server, partners):
    me, other = partners(2)
    invitation = me.invites(other)
    assert (invitation["ExpiresAt"] - invitation["CreatedAt"]).total_seconds() == 15 * DAY
    server.admin("AdvanceClock", Seconds=14 * DAY)
    assert other.sees_invitation(invitation)["Status"] == "PENDING"

    server.admin("AdvanceClock", Seconds=DAY)

    for party in (me, other):
        seen = party.sees_invitation(invitation)
        assert seen["Status"] == "EXPIRED"
        assert seen["UpdatedAt"] == invitation["ExpiresAt"]
        listed = party.client.list_connection_invitations(Catalog="AWS", Status="EXPIRED")
        assert [each["Id"] for each in listed["ConnectionInvitationSummaries"]] == [
            invitation["Id"]
        ]
    for refusal in (other.accepts, other.rejects, me.withdraws):
        with refused("ConflictException", "INCOMPATIBLE_CONNECTION_INVITATION_STATE"):
            refusal(invitation)
    assert me.invites(other)["Status"] == "PENDING", "an expired one stands in nobody's way"


def test_a_day_of_the_quota_ends(server, partners):
    me, *others = partners(52)
    for other in others[:50]:
        me.invites(other)
    reason = "LIMIT_EXCEEDED_NUMBER_OF_CONNECTION_INVITATION_PER_DAY"
    with refused("ServiceQuotaExceededException", reason):
        me.invites(others[50])

    server.admin("AdvanceClock", Seconds=DAY)

    me.invites(others[50])


def test_a_token_is_forgotten_after_a_day(server, partners):
    me, other = partners(2)
    first = me.invites(other, ClientToken="the-same")
    other.rejects(first)
    server.admin("AdvanceClock", Seconds=DAY - 60)
    assert me.invites(other, ClientToken="the-same")["Id"] == first["Id"]

    server.admin("AdvanceClock", Seconds=61)

    assert me.invites(other, ClientToken="the-same")["Id"] != first["Id"]


def test_the_clock_starts_anew_with_the_program(start):
    server = start()
    assert server.admin("GetClock")["TurnedMilliseconds"] == 0
    server.admin("AdvanceClock", Seconds=3600)
    assert server.admin("AdvanceClock", Seconds=3600)["TurnedMilliseconds"] == 7_200_000
    server.stop()

    assert start().admin("GetClock")["TurnedMilliseconds"] == 0
