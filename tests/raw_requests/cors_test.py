"""What browsers ask before a page of another site may call the API, and what they need to read in
the answers: by hand, after the Fetch standard. vendor_client/browser_test.py asks a real one."""

import json
import subprocess

import pytest

from raw_http import Wire, head, message
from server_process import BINARY, Partner, seed_account, write_seed

CONSOLE, OTHER = "https://console.example.com", "http://localhost:5173"
FOREIGN = [
    "https://evil.example",
    "http://console.example.com",
    "https://console.example.com:8443",
    "https://console.example.com.evil.example",
    "https://xconsole.example.com",
    "https://CONSOLE.example.com",
    "https://console.example.com/",
    "null",
    "*",
    f"{CONSOLE}, {OTHER}",
]
# What @aws-sdk/client-partnercentral-account sends from a page, Host and Content-Length aside.
SENT = {
    "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "content-type",
    "x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-amz-target",
    "x-amz-user-agent",
}  # fmt: skip


@pytest.fixture(scope="module")
def flags():
    return ["--cors-origins", f"{CONSOLE}, {OTHER}"]


@pytest.fixture
def me(server, numbers):
    return Partner(server, next(numbers))


def send(server, data: bytes):
    with Wire(server.address) as wire:
        return wire.send(data).answer()


def asks(server, origin, method="POST", line="OPTIONS / HTTP/1.1"):
    fields = [
        ("Host", "api"),
        ("Origin", origin),
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", ",".join(sorted(SENT))),
    ]
    return send(server, message(fields, line=line))


def calls(server, me, origin=None, operation="ListConnections", body={"Catalog": "AWS"}):
    more = {} if origin is None else {"Origin": origin}
    return send(server, message(head(operation, me.account, **more), json.dumps(body).encode()))


def words(answer, name) -> set[str]:
    return {word.strip().lower() for word in answer.fields.get(name, "").split(",")} - {""}


def control_fields(answer) -> dict:
    return {n: v for n, v in answer.fields.items() if n.startswith("access-control-")}


@pytest.mark.parametrize("origin", [CONSOLE, OTHER])
def test_the_question_beforehand(server, origin):
    answer = asks(server, origin)

    assert answer.status == 204 and answer.body == b""
    assert answer.fields["access-control-allow-origin"] == origin
    assert words(answer, "access-control-allow-methods") == {"post"}
    assert words(answer, "access-control-allow-headers") >= SENT
    assert int(answer.fields["access-control-max-age"]) > 0
    assert "access-control-allow-credentials" not in answer.fields
    assert "origin" in words(answer, "vary")


def test_the_answer_is_for_the_page_to_read(server, me):
    answer = calls(server, me, CONSOLE)
    assert answer.status == 200
    assert answer.fields["access-control-allow-origin"] == CONSOLE
    assert words(answer, "vary") == {"origin"}

    refused = calls(server, me, CONSOLE, "GetConnection", {"Catalog": "AWS"})
    assert refused.status == 400
    assert refused.fields["access-control-allow-origin"] == CONSOLE
    shown = words(refused, "access-control-expose-headers")
    assert shown >= {"x-amzn-requestid", "x-amzn-errortype"}
    assert {"x-amzn-requestid", "x-amzn-errortype"} <= set(refused.fields)

    unsigned = head("ListConnections", me.account, Origin=CONSOLE, Authorization=None)
    answer = send(server, message(unsigned, b"{}"))
    assert answer.status == 403
    assert answer.fields["access-control-allow-origin"] == CONSOLE, "or the page learns nothing"


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_page_hears_nothing_of_origins(server, me, origin):
    asked = asks(server, origin)
    assert asked.status == 404
    assert control_fields(asked) == {}

    answer = calls(server, me, origin)
    assert control_fields(answer) == {}
    assert words(answer, "vary") == {"origin"}, "a cache must not give it to the console"


def test_two_origins_are_none(server, me):
    fields = [*head("ListConnections", me.account, Origin="https://evil.example"), ("Origin", CONSOLE)]
    assert control_fields(send(server, message(fields, b'{"Catalog":"AWS"}'))) == {}


def test_clients_without_a_page_see_no_difference_but_vary(server, me):
    answer = calls(server, me)
    assert answer.status == 200 and control_fields(answer) == {}
    assert send(server, message([("Host", "api")], line="OPTIONS / HTTP/1.1")).status == 404


def test_one_connection_serves_several_origins(server, me):
    """Nothing of one answer stays in the next."""
    with Wire(server.address) as wire:
        for origin in (CONSOLE, "https://evil.example", OTHER, None):
            more = {} if origin is None else {"Origin": origin}
            fields = head("ListConnections", me.account, **more)
            answer = wire.send(message(fields, b'{"Catalog":"AWS"}')).answer()
            expected = origin if origin in (CONSOLE, OTHER) else None
            assert answer.fields.get("access-control-allow-origin") == expected


def test_nothing_by_default(start, tmp_path):
    seed = write_seed(tmp_path / "seed.json", [seed_account(1)])
    server = start("--seed", str(seed))
    asked = asks(server, CONSOLE)
    assert asked.status == 404
    answer = calls(server, Partner(server, 1), CONSOLE)
    assert control_fields(asked) == control_fields(answer) == {}
    assert "vary" not in answer.fields


@pytest.mark.parametrize(
    "origins",
    ["*", "null", "console.example.com", "https://", "https://a/", "https://a b", "https://*.a",
     "https://a:443", "http://a:80", "https://a:port", "ftp://a", f"{CONSOLE},*", "https://a@b"],
)  # fmt: skip
def test_origins_that_are_none(origins):
    ended = subprocess.run(
        [BINARY, "dev", "--port", "0", "--management-port", "0", "--cors-origins", origins],
        capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert ended.returncode == 1 and "cors-origins" in ended.stderr
