"""boto3: the SDK's own paginators over more pages than two."""

import pytest

from server_process import Partner, field_errors, refused

COUNT = 45  # three pages of 20, the service's default


@pytest.fixture(scope="module")
def flags():
    return ["--quota", "connection-invitations-per-day=1000"]


@pytest.fixture(scope="module")
def busy(server, numbers):
    """An account that has sent COUNT invitations and COUNT connections with the same partners."""
    me = Partner(server, next(numbers))
    others = [Partner(server, next(numbers)) for _ in range(COUNT)]
    me.connections = [other.accepts(me.invites(other)) for other in others]
    me.invitations = [me.invites(other, "SUBSIDIARY") for other in others]
    return me


def ids(pages, key):
    return [[entry["Id"] for entry in page[key]] for page in pages]


def test_invitations_in_pages_of_twenty(busy):
    pages = busy.client.get_paginator("list_connection_invitations").paginate(
        Catalog="AWS", Status="PENDING"
    )
    found = ids(pages, "ConnectionInvitationSummaries")

    assert [len(page) for page in found] == [20, 20, 5]
    assert sum(found, []) == [invitation["Id"] for invitation in reversed(busy.invitations)]


def test_connections_in_pages_of_twenty(busy):
    pages = busy.client.get_paginator("list_connections").paginate(Catalog="AWS")
    found = ids(pages, "ConnectionSummaries")

    assert [len(page) for page in found] == [20, 20, 5]
    assert sum(found, []) == [connection["Id"] for connection in reversed(busy.connections)]


@pytest.mark.parametrize("size, pages", [(1, 45), (7, 7), (15, 3), (45, 1), (100, 1)])
def test_a_page_size_of_ones_own(busy, size, pages):
    for operation, key in (
        ("list_connections", "ConnectionSummaries"),
        ("list_connection_invitations", "ConnectionInvitationSummaries"),
    ):
        filters = {"Status": "PENDING"} if "invitations" in operation else {}
        found = ids(
            busy.client.get_paginator(operation).paginate(
                Catalog="AWS", PaginationConfig={"PageSize": size}, **filters
            ),
            key,
        )
        assert len(found) == pages  # an empty last page is never announced
        assert len(set(sum(found, []))) == COUNT


def test_the_size_may_change_between_pages(busy):
    first = busy.client.list_connections(Catalog="AWS", MaxResults=5)
    rest = busy.client.list_connections(
        Catalog="AWS", MaxResults=100, NextToken=first["NextToken"]
    )

    assert len(first["ConnectionSummaries"]) + len(rest["ConnectionSummaries"]) == COUNT
    assert "NextToken" not in rest


def test_what_arrives_meanwhile_neither_doubles_nor_hides_others(busy, numbers):
    """Stable under paging: entries that were there when the walk began come exactly once."""
    before = [invitation["Id"] for invitation in busy.invitations]
    walk = busy.client.get_paginator("list_connection_invitations").paginate(
        Catalog="AWS", Status="PENDING", PaginationConfig={"PageSize": 10}
    )
    seen = []
    for page in walk:
        seen += [entry["Id"] for entry in page["ConnectionInvitationSummaries"]]
        newcomer = Partner(busy.server, next(numbers))
        invitation = newcomer.invites(busy)
        newcomer.withdraws(invitation)

    assert [identifier for identifier in seen if identifier in before] == before[::-1]
    assert len(seen) == len(set(seen))


def refused_token(call, **request):
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        call(**request)
    assert field_errors(caught) == [("NextToken", "INVALID_VALUE")]


def test_a_token_is_bound_to_its_question(busy, numbers):
    token = busy.client.list_connections(Catalog="AWS", MaxResults=5)["NextToken"]
    stranger = Partner(busy.server, next(numbers))

    refused_token(busy.client.list_connection_invitations, Catalog="AWS", NextToken=token)
    refused_token(busy.client.list_connections, Catalog="Sandbox", NextToken=token)
    refused_token(stranger.client.list_connections, Catalog="AWS", NextToken=token)
    refused_token(
        busy.client.list_connections,
        Catalog="AWS",
        NextToken=token,
        ConnectionType="OPPORTUNITY_COLLABORATION",
    )
    assert busy.client.list_connections(Catalog="AWS", NextToken=token)["ConnectionSummaries"]


def test_a_token_cannot_be_made_up(busy):
    token = busy.client.list_connections(Catalog="AWS", MaxResults=5)["NextToken"]
    middle = len(token) // 2
    other = "A" if token[middle] != "A" else "B"

    for forged in (
        token[:middle] + other + token[middle + 1 :],
        token[:-4],
        token + "AAAA",
        "x",
        "A" * 2048,
    ):
        refused_token(busy.client.list_connections, Catalog="AWS", NextToken=forged)


def test_a_token_says_nothing_about_accounts(busy):
    token = busy.client.list_connection_invitations(Catalog="AWS", MaxResults=5)["NextToken"]

    assert busy.account not in token
    assert len(token) <= 2048 and not any(character.isspace() for character in token)


def test_pages_begin_again_after_a_restart(busy):
    """Last, for it ends the file's server: the key of the tokens is data like the rest."""
    token = busy.client.list_connections(Catalog="AWS", MaxResults=5)["NextToken"]
    assert busy.server.stop() == 0
    busy.server.start()

    client = busy.server.client(busy.account)

    rest = client.list_connections(Catalog="AWS", MaxResults=100, NextToken=token)
    assert len(rest["ConnectionSummaries"]) == COUNT - 5
