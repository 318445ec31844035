"""boto3: the partner itself."""

import pytest

from server_process import Server, field_errors, refused

DEMO = {"111122223333": "aaaa", "444455556666": "bbbb", "777788889999": "cccc"}


@pytest.fixture
def demo(start):
    return start("--seed", "demo")


def test_get_partner_by_id_and_by_arn(partners):
    (someone,) = partners(1)

    partner = someone.client.get_partner(Catalog="AWS", Identifier=someone.id)
    arn = f"arn:aws:partnercentral:us-east-1:{someone.account}:catalog/AWS/partner/{someone.id}"

    assert partner["Arn"] == arn
    assert partner["Id"] == someone.id
    assert partner["LegalName"] == f"{someone.name} Ltd"
    assert partner["Profile"]["ProfileId"] == someone.profile
    assert partner["Profile"]["DisplayName"] == someone.name
    assert partner["Profile"]["IndustrySegments"] == ["COMPUTER_SOFTWARE"]
    again = someone.client.get_partner(Catalog="AWS", Identifier=arn)
    assert again["Profile"] == partner["Profile"]


def test_a_partner_is_its_accounts_alone(partners):
    me, other = partners(2)
    arn = "arn:aws:partnercentral:us-east-1:{}:catalog/{}/partner/{}"

    for identifier in (
        other.id,
        "partner-0123456789abc",
        arn.format(other.account, "AWS", other.id),
        arn.format(me.account, "Sandbox", me.id),
        arn.format(me.account, "AWS", me.id).replace("us-east-1", "eu-west-1"),
    ):
        with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
            me.client.get_partner(Catalog="AWS", Identifier=identifier)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        me.client.get_partner(Catalog="Sandbox", Identifier=me.id)


def test_list_partners_is_ones_own(partners):
    (me,) = partners(1)

    for catalog in ("AWS", "Sandbox"):
        pages = list(me.client.get_paginator("list_partners").paginate(Catalog=catalog))
        assert len(pages) == 1
        (summary,) = pages[0]["PartnerSummaryList"]
        assert summary["Catalog"] == catalog
        assert (summary["Id"] == me.id) == (catalog == "AWS")
        assert set(summary) == {"Catalog", "Arn", "Id", "LegalName", "CreatedAt"}


def test_a_page_token_of_ones_own_making(partners):
    (me,) = partners(1)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.list_partners(Catalog="AWS", NextToken="made-up")

    assert field_errors(caught) == [("NextToken", "INVALID_VALUE")]


def test_an_account_without_a_partner(server):
    nobody = server.client("555566667777")

    assert nobody.list_partners(Catalog="AWS")["PartnerSummaryList"] == []
    assert nobody.list_connections(Catalog="AWS")["ConnectionSummaries"] == []
    invitations = nobody.list_connection_invitations(Catalog="AWS")
    assert invitations["ConnectionInvitationSummaries"] == []
    with refused("ResourceNotFoundException", "SENDER_PROFILE_NOT_FOUND"):
        nobody.create_connection_invitation(
            Catalog="AWS",
            ConnectionType="OPPORTUNITY_COLLABORATION",
            Email="a@example.com",
            Message="Hello",
            Name="Nobody",
            ReceiverIdentifier="pprofile-aaaaaaaaaaaab",
        )


def test_the_demo_partners(demo: Server):
    for account, letters in DEMO.items():
        client = demo.client(account)
        for catalog, identity in (("AWS", letters), ("Sandbox", f"s{letters[1:]}")):
            partner = client.get_partner(
                Catalog=catalog, Identifier=f"partner-222222222{identity}"
            )
            assert partner["Profile"]["ProfileId"] == f"pprofile-222222222{identity}"
            assert client.list_partners(Catalog=catalog)["PartnerSummaryList"][0]["Id"] == partner["Id"]


def test_the_demo_invitation_waits_to_be_rejected(demo: Server):
    """The line that ./run prints."""
    sender, receiver = demo.client("111122223333"), demo.client("444455556666")
    invitation = {"Catalog": "AWS", "Identifier": "pacinv-222222222demo"}
    seen = receiver.get_connection_invitation(**invitation)
    assert (seen["Status"], seen["ParticipantType"]) == ("PENDING", "RECEIVER")
    assert seen["OtherParticipantIdentifier"] == "pprofile-222222222aaaa"

    receiver.reject_connection_invitation(**invitation, Reason="Busy")

    assert sender.get_connection_invitation(**invitation)["Status"] == "REJECTED"


def test_the_demo_seed_stands_aside_for_data_that_is_there(start):
    first = start("--seed", "demo")
    invitation = {"Catalog": "AWS", "Identifier": "pacinv-222222222demo"}
    first.client("444455556666").reject_connection_invitation(**invitation)
    assert first.stop() == 0

    second = start("--seed", "demo")

    seen = second.client("111122223333").get_connection_invitation(**invitation)
    assert seen["Status"] == "REJECTED"
