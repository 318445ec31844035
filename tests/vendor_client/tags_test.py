"""boto3: the tags of a partner."""

import pytest

from server_process import REGION, field_errors, refused


def arn_of(partner, catalog="AWS", identity=None) -> str:
    return (
        f"arn:aws:partnercentral:{REGION}:{partner.account}:catalog/{catalog}"
        f"/partner/{identity or partner.id}"
    )


def tags_of(partner) -> dict:
    answer = partner.client.list_tags_for_resource(ResourceArn=arn_of(partner))
    assert answer["ResourceArn"] == arn_of(partner)
    return {tag["Key"]: tag["Value"] for tag in answer["Tags"]}


def test_put_on_listed_and_taken_off(partners):
    (me,) = partners(1)
    assert tags_of(me) == {}

    me.client.tag_resource(
        ResourceArn=arn_of(me),
        Tags=[{"Key": "team", "Value": "north"}, {"Key": "Übung", "Value": ""}],
    )
    me.client.tag_resource(ResourceArn=arn_of(me), Tags=[{"Key": "team", "Value": "south"}])
    assert tags_of(me) == {"team": "south", "Übung": ""}

    me.client.untag_resource(ResourceArn=arn_of(me), TagKeys=["team", "unknown"])
    assert tags_of(me) == {"Übung": ""}


def test_of_another(partners):
    me, other = partners(2)
    for call in (
        lambda: me.client.list_tags_for_resource(ResourceArn=arn_of(other)),
        lambda: me.client.tag_resource(ResourceArn=arn_of(other), Tags=[]),
        lambda: me.client.untag_resource(ResourceArn=arn_of(other), TagKeys=[]),
        lambda: me.client.list_tags_for_resource(ResourceArn=arn_of(me, "Sandbox")),
    ):
        with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
            call()


@pytest.mark.parametrize("rest", ["catalog/AWS/partner-0123456789abc", "catalog/Moon/partner/{}"])
def test_of_something_that_has_no_tags(partners, rest):
    (me,) = partners(1)
    arn = f"arn:aws:partnercentral:{REGION}:{me.account}:" + rest.format(me.id)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.list_tags_for_resource(ResourceArn=arn)

    assert field_errors(caught) == [("ResourceArn", "INVALID_VALUE")]


def test_keys_that_are_not_allowed(partners):
    (me,) = partners(1)
    same = {"Key": "same", "Value": "1"}

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.tag_resource(
            ResourceArn=arn_of(me), Tags=[{"Key": "aws:mine", "Value": ""}, same, same]
        )
    assert field_errors(caught) == [
        ("Tags[0].Key", "ACTION_NOT_PERMITTED"),
        ("Tags[2].Key", "DUPLICATE_VALUE"),
    ]
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.untag_resource(ResourceArn=arn_of(me), TagKeys=["AWS:mine"])
    assert field_errors(caught) == [("TagKeys[0]", "ACTION_NOT_PERMITTED")]


def test_fifty_tags(partners):
    (me,) = partners(1)
    tags = [{"Key": f"key{n}", "Value": "v"} for n in range(51)]

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.tag_resource(ResourceArn=arn_of(me), Tags=tags)

    assert field_errors(caught) == [("Tags", "TOO_MANY_VALUES")]
    me.client.tag_resource(ResourceArn=arn_of(me), Tags=tags[:50])
    assert len(tags_of(me)) == 50
