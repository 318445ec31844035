"""How often one address may knock. A trusted proxy on this machine plays all addresses."""

import itertools
import time

import pytest

from raw_http import call
from server_process import Partner, seed_account, write_seed

octets = itertools.count(1)


@pytest.fixture
def address():
    """One that nobody has used."""
    return f"198.51.100.{next(octets)}"


@pytest.fixture
def knocks(start, tmp_path):
    """knocks(rate…) starts a server; what it answers calls one after the other by (status, type)."""

    def starts(*flags, proxy="127.0.0.1"):
        seed = write_seed(tmp_path / "seed.json", [seed_account(1)])
        server = start("--seed", str(seed), "--verify-signatures", "--trusted-proxies", proxy, *flags)

        def knock(forwarded_for, times=1):
            """With a signature of nobody."""
            more = {} if forwarded_for is None else {"X_Forwarded_For": forwarded_for}
            account = Partner(server, 1).account
            return [
                call(server.address, "ListConnections", account, {"Catalog": "AWS"}, **more)
                for _ in range(times)
            ]

        knock.server = server
        return knock

    return starts


def refused(answers) -> int:
    return sum(answer.status == 429 for answer in answers)


def test_an_address_has_its_rate(knocks, address):
    knock = knocks("--address-rate", "2", "--address-burst", "5")

    answers = knock(address, 20)

    assert [answer.status for answer in answers[:5]] == [403] * 5
    assert 10 <= refused(answers) <= 15
    assert answers[-1].status == 429 and answers[-1].type == "ThrottlingException"
    assert answers[-1].fields["retry-after"] == "1"
    assert len(answers[-1].fields["x-amzn-requestid"]) == 36
    assert "message" in answers[-1].json
    assert refused(knock("203.0.113.1", 5)) == 0, "somebody else"
    time.sleep(1.1)
    assert refused(knock(address)) == 0, "as Retry-After says"


def test_failures_cost_more_than_requests(knocks, address):
    knock = knocks("--failed-authentication-rate", "1")

    answers = knock(address, 30)

    assert [answer.status for answer in answers[:10]] == [403] * 10
    assert refused(answers) >= 15
    client = knock.server.client(Partner(None, 1).account, "secret-of-1")
    assert client.list_connections(Catalog="AWS"), "who signs well from elsewhere"


def test_who_signs_well_is_not_counted_as_failing(knocks):
    knock = knocks("--failed-authentication-rate", "1")
    client = knock.server.client(Partner(None, 1).account, "secret-of-1")

    def forwards(request, **_):
        request.headers["X-Forwarded-For"] = "203.0.113.9"

    client.meta.events.register("before-send.*", forwards)
    for _ in range(50):
        client.list_connections(Catalog="AWS")


def test_a_network_of_ipv6_is_one(knocks):
    knock = knocks("--address-rate", "3")
    answers = [knock(f"2001:db8::{n:x}")[0] for n in range(1, 15)]
    assert refused(answers) >= 8
    assert refused(knock("2001:db8:0:1::1", 3)) == 0


def test_what_a_caller_says_of_itself_is_not_believed(knocks, address):
    knock = knocks("--address-rate", "3")
    answers = [knock(f"203.0.113.{n}, {address}")[0] for n in range(1, 15)]
    assert refused(answers) >= 8


def test_a_proxy_that_is_not_trusted_is_not_believed(knocks, address):
    knock = knocks("--address-rate", "1", proxy="192.0.2.1")
    assert refused(knock(address, 20)) == 0, "all of them come from this machine"


def test_this_machine_is_never_refused(knocks):
    knock = knocks("--address-rate", "1", "--failed-authentication-rate", "1")
    assert refused(knock(None, 30)) == 0


def test_dev_does_not_count_unless_asked(knocks, address):
    knock = knocks()
    assert refused(knock(address, 50)) == 0
