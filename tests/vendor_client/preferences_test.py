"""boto3: whose invitations to collaborate are let in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from server_process import field_errors, refused

KEPT_OUT = ("ConflictException", "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER")


def prefers(partner, access: str, *excluded: str, revision=None) -> dict:
    if revision is None:
        revision = partner.client.get_connection_preferences(Catalog="AWS")["Revision"]
    request = {"Catalog": "AWS", "Revision": revision, "AccessType": access}
    if excluded:
        request["ExcludedParticipantIdentifiers"] = list(excluded)
    return partner.client.update_connection_preferences(**request)


def test_everybody_is_let_in_at_first(partners):
    (me,) = partners(1)

    preferences = me.client.get_connection_preferences(Catalog="AWS")

    assert preferences["AccessType"] == "ALLOW_ALL"
    assert preferences["Revision"] == 1
    assert "ExcludedParticipantIds" not in preferences
    assert preferences["Arn"] == (
        f"arn:aws:partnercentral:us-east-1:{me.account}:catalog/AWS/connection-preferences"
    )
    partner = me.client.get_partner(Catalog="AWS", Identifier=me.id)
    assert preferences["UpdatedAt"] == partner["CreatedAt"]


def test_nobody_is_let_in(partners):
    me, other = partners(2)

    preferences = prefers(me, "DENY_ALL")

    assert (preferences["AccessType"], preferences["Revision"]) == ("DENY_ALL", 2)
    with refused(*KEPT_OUT):
        other.invites(me)
    other.invites(me, kind="SUBSIDIARY")  # they are about collaboration
    me.invites(other)


def test_some_are_kept_out_by_profile_or_account(partners):
    me, named, counted, welcome = partners(4)

    preferences = prefers(me, "ALLOW_BY_DEFAULT_DENY_SOME", named.profile, counted.account)

    assert preferences["ExcludedParticipantIds"] == [named.profile, counted.account]
    for other in (named, counted):
        with refused(*KEPT_OUT):
            other.invites(me)
    welcome.invites(me)
    assert "ExcludedParticipantIds" not in prefers(me, "ALLOW_ALL")
    named.invites(me)


def test_what_was_open_stays_open(partners):
    me, other = partners(2)
    invitation = other.invites(me)

    prefers(me, "DENY_ALL")

    me.accepts(invitation)


def test_an_old_revision(partners):
    (me,) = partners(1)
    prefers(me, "DENY_ALL", revision=1)

    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION"):
        prefers(me, "ALLOW_ALL", revision=1)

    assert me.client.get_connection_preferences(Catalog="AWS")["AccessType"] == "DENY_ALL"


def test_one_of_many_who_saw_the_same_revision(partners):
    (me,) = partners(1)
    me.client  # made once, before threads share it

    def change(_):
        try:
            return prefers(me, "DENY_ALL", revision=1)["Revision"]
        except ClientError as error:
            return error.response["Reason"]

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(change, range(10)))

    assert outcomes.count(2) == 1
    assert outcomes.count("INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION") == 9


@pytest.mark.parametrize(
    ("access", "excluded", "code"),
    [
        ("ALLOW_BY_DEFAULT_DENY_SOME", [], "REQUIRED_FIELD_MISSING"),
        ("ALLOW_BY_DEFAULT_DENY_SOME", ["a", "b", "a"], "DUPLICATE_VALUE"),
        ("ALLOW_BY_DEFAULT_DENY_SOME", [f"p{n}" for n in range(101)], "TOO_MANY_VALUES"),
        ("ALLOW_ALL", ["a"], "ACTION_NOT_PERMITTED"),
        ("DENY_ALL", ["a"], "ACTION_NOT_PERMITTED"),
    ],
)
def test_lists_that_do_not_fit(partners, access, excluded, code):
    (me,) = partners(1)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        prefers(me, access, *excluded, revision=1)

    assert field_errors(caught) == [("ExcludedParticipantIdentifiers", code)]


def test_an_account_that_is_no_partner(server):
    nobody = server.client("555566667777")

    for call in (
        lambda: nobody.get_connection_preferences(Catalog="AWS"),
        lambda: nobody.update_connection_preferences(
            Catalog="AWS", Revision=1, AccessType="DENY_ALL"
        ),
    ):
        with refused("AccessDeniedException", "INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE"):
            call()
