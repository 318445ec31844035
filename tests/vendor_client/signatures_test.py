"""boto3: signatures, and clocks that disagree."""

import datetime
import time

import boto3
import botocore.auth
import pytest
from botocore.exceptions import ClientError

from server_process import Server

ACCOUNT = "111122223333"
SECRET = f"amity-demo-secret-{ACCOUNT}"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    data = tmp_path_factory.mktemp("strict") / "data"
    server = Server(data, "--seed", "demo", "--verify-signatures").start()
    yield server
    assert server.stop() == 0


def answer(client) -> str:
    """`served`, or the error's code and message."""
    try:
        client.list_connections(Catalog="AWS")
        return "served"
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"


def test_a_correct_signature_is_served(strict):
    assert answer(strict.client(ACCOUNT, SECRET)) == "served"


def test_a_wrong_secret(strict):
    found = answer(strict.client(ACCOUNT, SECRET + "x"))

    assert found.startswith("InvalidSignatureException: The request signature we calculated does")


def test_an_unknown_key(strict):
    found = answer(strict.client("999988887777", SECRET))

    assert found == (
        "UnrecognizedClientException: The security token included in the request is invalid."
    )


def test_anothers_secret(strict):
    found = answer(strict.client("444455556666", SECRET))

    assert found.startswith("InvalidSignatureException")


def test_a_session_token_beside_a_long_lived_key(strict):
    """It is signed like the rest and means nothing."""
    client = strict.client(ACCOUNT, SECRET, aws_session_token="made-up")

    assert answer(client) == "served"


def test_the_wrong_region(strict):
    client = boto3.client(
        "partnercentral-account",
        endpoint_url=strict.endpoint,
        region_name="eu-central-1",
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key=SECRET,
    )

    found = answer(client)

    assert found.startswith("InvalidSignatureException: Credential should be scoped to a valid")
    assert "'eu-central-1'" in found


def test_a_refused_signature_changes_nothing(strict):
    forged = strict.client("444455556666", "wrong")
    with pytest.raises(ClientError):
        forged.reject_connection_invitation(Catalog="AWS", Identifier="pacinv-222222222demo")

    owner = strict.client("444455556666", "amity-demo-secret-444455556666")
    seen = owner.get_connection_invitation(Catalog="AWS", Identifier="pacinv-222222222demo")
    assert seen["Status"] == "PENDING"


@pytest.fixture
def clock(monkeypatch):
    """clock(seconds): what the client's machine believes is off by that much."""

    def shift(seconds):
        real = botocore.auth.get_current_datetime
        monkeypatch.setattr(
            botocore.auth,
            "get_current_datetime",
            lambda *arguments, **more: real(*arguments, **more)
            + datetime.timedelta(seconds=seconds),
        )

    return shift


@pytest.mark.parametrize("seconds", [-3600, 3600], ids=["an hour late", "an hour early"])
def test_a_clock_that_is_off(strict, clock, seconds):
    client = strict.client(ACCOUNT, SECRET)
    clock(seconds)

    found = answer(client)

    if seconds < 0:
        assert found.startswith("InvalidSignatureException: Signature expired: ")
        assert "is now earlier than" in found
    else:
        assert found.startswith("InvalidSignatureException: Signature not yet current: ")
        assert "is still later than" in found


@pytest.mark.parametrize("seconds", [-200, 200])
def test_a_clock_that_is_off_a_little(strict, clock, seconds):
    client = strict.client(ACCOUNT, SECRET)
    clock(seconds)

    assert answer(client) == "served"


def test_dev_checks_nothing_of_this(start, clock):
    """Without --verify-signatures the key says the account and that is all."""
    server = start("--seed", "demo")
    client = server.client(ACCOUNT, "whatever")
    clock(3600)

    assert answer(client) == "served"


def test_dev_wants_an_account_for_a_key(start):
    """A key that is no account id cannot say who is calling."""
    server = start("--seed", "demo")

    found = answer(server.client("AKIDEXAMPLE", "whatever"))

    assert found.startswith("UnrecognizedClientException")


def test_three_hundred_signed_calls(strict):
    """The cached signing key stays right over many requests on one connection."""
    client = strict.client(ACCOUNT, SECRET)
    deadline = time.monotonic() + 30
    for _ in range(300):
        client.get_partner(Catalog="AWS", Identifier="partner-222222222aaaa")
        assert time.monotonic() < deadline
