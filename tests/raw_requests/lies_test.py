"""Requests that lie about themselves: each gets its documented error, does nothing else, and is on
record."""

import hashlib
import json
import time

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from raw_http import JSON, TARGET, Wire, message
from server_process import Partner

BODY = b'{"Catalog":"AWS"}'
CHUNKED = {"Transfer-Encoding": "chunked"}


@pytest.fixture(scope="module")
def trail(tmp_path_factory):
    return tmp_path_factory.mktemp("trail") / "audit.log"


@pytest.fixture(scope="module")
def flags(trail):
    return ["--verify-signatures", "--audit", f"file:{trail}"]


@pytest.fixture
def fields(server, numbers):
    """fields(body, **more): the header of ListConnections, properly signed for that body. Of `more`
    everything is signed, too."""
    number = next(numbers)

    def signed(body=BODY, **more):
        headers = {"Content-Type": JSON, "X-Amz-Target": TARGET + "ListConnections"}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        request = AWSRequest("POST", f"{server.endpoint}/", headers=headers, data=body)
        credentials = Credentials(Partner(server, number).account, f"secret-of-{number}")
        SigV4Auth(credentials, "partnercentral-account", "us-east-1").add_auth(request)
        host = f"{server.address[0]}:{server.address[1]}"
        return [("Host", host), *request.headers.items()]

    return signed


@pytest.fixture
def wire(server):
    with Wire(server.address) as wire:
        yield wire


@pytest.fixture(autouse=True)
def recorded(trail):
    """Everything that a story answers with an error is on record, with that error."""
    seen = len(trail.read_text().splitlines()) if trail.exists() else 0
    answers = []
    yield answers.append
    deadline = time.monotonic() + 10
    while True:
        events = [json.loads(line) for line in trail.read_text().splitlines()[seen:]]
        found = {event["requestID"]: event.get("errorCode") for event in events}
        missing = [a for a in answers if found.get(a.fields["x-amzn-requestid"]) != a.type]
        if not missing:
            return
        assert time.monotonic() < deadline, (missing, events)
        time.sleep(0.05)


def text(fields, framing: dict, body: bytes) -> bytes:
    return message([*fields, *framing.items()], body, length=False)


def length(number: int) -> dict:
    return {"Content-Length": str(number)}


def test_the_truth(wire, fields):
    assert wire.send(text(fields(), length(len(BODY)), BODY)).answer().status == 200
    chunked = b"11\r\n" + BODY + b"\r\n0\r\n\r\n"
    assert wire.send(text(fields(), CHUNKED, chunked)).answer().status == 200
    assert wire.send(message(fields(X_Amz_Content_SHA256=hashlib.sha256(BODY).hexdigest()), BODY)
                     ).answer().status == 200  # fmt: skip


def test_a_length_that_is_too_short(wire, fields, recorded):
    """What is left is no request, and nothing is done with it."""
    wire.send(text(fields(), length(len(BODY) - 1), BODY))

    cut, rest = wire.answer(), wire.answer()

    assert (cut.status, cut.type) == (400, "SerializationException")
    assert (rest.status, rest.type) == (400, "MalformedHttpRequestException")
    assert wire.closed()
    recorded(cut), recorded(rest)


def test_a_length_that_cuts_at_a_whole_object(wire, fields, recorded):
    """What is left of the body parses, but it is not what was signed."""
    body = BODY + b" " * 10
    wire.send(text(fields(body), length(len(BODY)), body))

    answer = wire.answer()

    assert (answer.status, answer.type) == (403, "InvalidSignatureException")
    recorded(answer)


def test_a_request_hidden_in_a_body_needs_a_signature_of_its_own(wire, fields, recorded):
    hidden = message([("Host", "h"), ("Content-Type", JSON), ("X-Amz-Target", TARGET + "ListPartners")],
                     BODY)  # fmt: skip
    wire.send(text(fields(BODY + hidden), length(len(BODY)), BODY + hidden))

    outer, inner = wire.answer(), wire.answer()

    assert (outer.status, outer.type) == (403, "InvalidSignatureException")
    assert (inner.status, inner.type) == (403, "MissingAuthenticationTokenException")
    recorded(outer), recorded(inner)


def test_more_than_arrives(server, fields, recorded):
    """A length, a chunk, a row of chunks, a header that go on and never come: 408 after 30 s."""
    promises = [
        text(fields(), length(len(BODY) + 1), BODY),
        text(fields(), CHUNKED, b"12\r\n" + BODY),
        text(fields(), CHUNKED, b"11\r\n" + BODY + b"\r\n"),
    ]
    wires = [Wire(server.address, 45).send(promise) for promise in promises]

    answers = [wire.answer() for wire in wires]

    for wire, answer in zip(wires, answers):
        assert (answer.status, answer.type) == (408, "RequestTimeoutException")
        assert wire.closed()
        wire.socket.close()
        recorded(answer)


def test_chunks_that_are_longer_than_they_say(wire, fields, recorded):
    answer = wire.send(text(fields(), CHUNKED, b"10\r\n" + BODY + b"\r\n0\r\n\r\n")).answer()

    assert (answer.status, answer.type) == (400, "MalformedHttpRequestException")
    assert wire.closed()
    recorded(answer)


def test_chunks_of_another_body(wire, fields, recorded):
    other = b'{"Catalog":"aws"}'
    answer = wire.send(text(fields(), CHUNKED, b"11\r\n" + other + b"\r\n0\r\n\r\n")).answer()

    assert (answer.status, answer.type) == (403, "InvalidSignatureException")
    recorded(answer)


@pytest.mark.parametrize(
    "claim",
    [
        hashlib.sha256(b"").hexdigest(),
        hashlib.sha256(BODY).hexdigest()[:-1] + "x",
        hashlib.sha256(BODY).hexdigest().upper(),
        "UNSIGNED-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "x",
    ],
)
def test_a_hash_of_another_body(wire, fields, recorded, claim):
    answer = wire.send(message(fields(X_Amz_Content_SHA256=claim), BODY)).answer()

    assert (answer.status, answer.type) == (403, "InvalidSignatureException")
    assert "x-amz-content-sha256" in answer.json["message"]
    recorded(answer)


def test_a_hash_that_was_put_in_afterwards_says_nothing(wire, fields, recorded):
    """What nobody signed is nobody's word: the body is hashed in any case."""
    afterwards = {"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"} | length(len(BODY))
    assert wire.send(text(fields(), afterwards, BODY)).answer().status == 200

    changed = BODY.replace(b"AWS", b"aws")
    answer = wire.send(text(fields(), afterwards, changed)).answer()

    assert (answer.status, answer.type) == (403, "InvalidSignatureException")
    recorded(answer)


@pytest.mark.parametrize("coding", ["aws-chunked", "gzip", "identity, gzip"])
def test_a_coding_that_the_body_has_not(wire, fields, recorded, coding):
    answer = wire.send(message(fields(Content_Encoding=coding), BODY)).answer()

    assert (answer.status, answer.type) == (400, "MalformedHttpRequestException")
    recorded(answer)
