"""Raw bytes: HTTP/1.1 as clients, proxies and attackers speak it."""

import json
import socket
import time

import pytest

from raw_http import Wire, ask, head, message
from server_process import Partner

BODY = b'{"Catalog":"AWS"}'


@pytest.fixture(scope="module")
def me(server, numbers):
    return Partner(server, next(numbers))


@pytest.fixture
def wire(server):
    with Wire(server.address) as wire:
        yield wire


@pytest.fixture
def fields(me):
    return head("ListConnections", me.account)


def alive(server, me):
    """The server still serves somebody else."""
    answer = ask(server.address, message(head("ListConnections", me.account), BODY))
    assert answer.status == 200


def test_one_connection_serves_many(wire, fields):
    for _ in range(50):
        answer = wire.send(message(fields, BODY)).answer()
        assert answer.status == 200
        assert answer.json == {"ConnectionSummaries": []}


def test_pipelined_requests_are_answered_in_order(wire, me):
    """Reads and writes mixed: a write is answered by another thread, and must not be overtaken."""
    data = b""
    for number in range(40):
        if number % 2:
            data += message(head("ListConnections", me.account), BODY)
        else:
            body = {"Catalog": "AWS", "Identifier": "pacinv-aaaaaaaaaaaaa", "ClientToken": "t"}
            data += message(
                head("RejectConnectionInvitation", me.account), json.dumps(body).encode()
            )
    wire.send(data)

    statuses = [wire.answer().status for _ in range(40)]

    assert statuses == [404, 200] * 20


def test_a_request_that_arrives_byte_by_byte(wire, fields):
    for byte in message(fields, BODY):
        wire.send(bytes([byte]))
    assert wire.answer().status == 200


def test_connection_close_is_kept(wire, fields):
    answer = wire.send(message([*fields, ("Connection", "close")], BODY)).answer()

    assert answer.status == 200
    assert answer.fields["connection"] == "close"
    assert wire.closed()


def test_http_1_0_is_answered_and_closed(wire, fields):
    answer = wire.send(message(fields, BODY, line="POST / HTTP/1.0")).answer()

    assert answer.status == 200
    assert wire.closed()


def test_expect_100_continue(wire, fields):
    """curl sends this with larger bodies, and waits."""
    text = message([*fields, ("Expect", "100-continue"), ("Content-Length", str(len(BODY)))],
                   length=False)
    wire.send(text)
    interim = wire.answer()
    assert interim.status == 100 and interim.body == b""

    answer = wire.send(BODY).answer()

    assert answer.status == 200


def test_an_expectation_nobody_can_meet(wire, fields):
    answer = wire.send(message([*fields, ("Expect", "tea")], BODY)).answer()
    assert answer.status == 417


CHUNKED = [("Transfer-Encoding", "chunked")]


@pytest.mark.parametrize(
    "body",
    [
        b"11\r\n" + BODY + b"\r\n0\r\n\r\n",
        b"5\r\n" + BODY[:5] + b"\r\nC\r\n" + BODY[5:] + b"\r\n0\r\n\r\n",
        b"11;name=value\r\n" + BODY + b"\r\n0\r\n\r\n",
        b"0011\r\n" + BODY + b"\r\n000\r\nX-Trailer: ignored\r\n\r\n",
        b"".join(b"1\r\n%c\r\n" % byte for byte in BODY) + b"0\r\n\r\n",
    ],
    ids=["one", "two", "extension", "trailer", "single bytes"],
)
def test_chunked_bodies(wire, fields, body):
    answer = wire.send(message(fields + CHUNKED, length=False) + body).answer()
    assert answer.status == 200

    answer = wire.send(message(fields, BODY)).answer()  # nothing was left over
    assert answer.status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"xyz\r\n" + BODY,
        b"-1\r\n" + BODY,
        b"11\r\n" + BODY + b"0\r\n\r\n",
        b"FFFFFFFFFFFFFFFFF\r\n",
        b"0x11\r\n" + BODY + b"\r\n0\r\n\r\n",
        b"11\n" + BODY + b"\r\n0\r\n\r\n",
    ],
    ids=["no number", "negative", "no line end", "too large", "hexadecimal", "bare LF"],
)
def test_bad_chunks(server, me, wire, fields, body):
    answer = wire.send(message(fields + CHUNKED, length=False) + body).answer()

    assert answer.status in (400, 413)
    assert wire.closed()
    alive(server, me)


SMUGGLING = {
    "two lengths": [("Content-Length", "17"), ("Content-Length", "5")],
    "the same length twice": [("Content-Length", "17"), ("Content-Length", "17")],
    "a list of lengths": [("Content-Length", "17, 17")],
    "a signed length": [("Content-Length", "+17")],
    "a negative length": [("Content-Length", "-17")],
    "a hexadecimal length": [("Content-Length", "0x11")],
    "an empty length": [("Content-Length", "")],
    "a length with a blank": [("Content-Length", "1 7")],
    "a length beyond 64 bits": [("Content-Length", "18446744073709551633")],
    "length and chunked": [("Content-Length", "17"), ("Transfer-Encoding", "chunked")],
    "chunked and length": [("Transfer-Encoding", "chunked"), ("Content-Length", "17")],
    "chunked twice": [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")],
    "chunked, then something": [("Transfer-Encoding", "chunked, identity")],
    "an unknown coding": [("Transfer-Encoding", "xchunked")],
    "gzip, then chunked": [("Transfer-Encoding", "gzip, chunked")],
    "a vertical tab before chunked": [("Transfer-Encoding", "\x0bchunked")],
    "two hosts": [("Host", "other"), ("Content-Length", "17")],
    "a blank before the colon": [("Content-Length ", "17")],
    "a tab before the colon": [("Transfer-Encoding\t", "chunked")],
    "a name that is no token": [("Content(Length", "17")],
    "an empty name": [("", "17")],
    "a folded field": [("X-Folded", "a\r\n b"), ("Content-Length", "17")],
    "a bare LF in a value": [("X-Bare", "a\nTransfer-Encoding: chunked"), ("Content-Length", "17")],
    "a bare CR in a value": [("X-Bare", "a\rb"), ("Content-Length", "17")],
    "a NUL in a value": [("X-Nul", "a\0b"), ("Content-Length", "17")],
    "a field before all fields": [(" Content-Length", "17")],
}


@pytest.mark.parametrize("what", SMUGGLING)
def test_a_message_that_two_readers_could_read_differently(server, me, wire, fields, what):
    """What follows the first message must never be taken for a second request."""
    follower = message(fields, BODY)

    answer = wire.send(message(fields + SMUGGLING[what], BODY, length=False) + follower).answer()

    assert answer.status in (400, 501), what
    assert wire.closed(), what
    alive(server, me)


@pytest.mark.parametrize(
    "line",
    [
        "POST  / HTTP/1.1",
        "POST /HTTP/1.1",
        "POST / HTTP/1.1 ",
        " POST / HTTP/1.1",
        "POST / HTTP/2.0",
        "POST / HTTP/9.9",
        "POST / http/1.1",
        "POST / HTTP/1.1x",
        "P(ST / HTTP/1.1",
        "POST /\x01 HTTP/1.1",
        "POST",
        "GARBAGE",
    ],
)
def test_bad_request_lines(server, me, wire, fields, line):
    answer = wire.send(message(fields, BODY, line=line)).answer()

    assert answer is None or answer.status in (400, 505), line
    assert wire.closed()
    alive(server, me)


def test_lines_that_end_in_lf_alone(wire, fields):
    answer = wire.send(message(fields, BODY).replace(b"\r\n", b"\n")).answer()
    assert answer.status == 400
    assert wire.closed()


def test_a_missing_host(wire, me):
    answer = wire.send(message(head("ListConnections", me.account, Host=None), BODY)).answer()
    assert answer.status == 400


def test_tls_on_a_plain_port(server, me, wire):
    wire.send(bytes.fromhex("16030100c8010000c40303") + bytes(200))
    answer = wire.answer()
    assert answer is None or answer.status == 400
    alive(server, me)


def test_a_header_that_is_too_large(server, me, wire, fields):
    try:
        wire.send(message([*fields, ("X-Large", "a" * 70_000)], BODY))
    except (ConnectionResetError, BrokenPipeError):
        pass
    answer = wire.answer()
    assert answer is None or answer.status == 431
    alive(server, me)


def test_a_header_a_little_too_large_is_told_so(wire, fields):
    answer = wire.send(message([*fields, ("X-Large", "a" * 16_384)], BODY)).answer()
    assert answer.status == 431
    assert wire.closed()


def test_very_many_fields(server, me, wire, fields):
    answer = wire.send(message(fields + [(f"X-{n}", "") for n in range(300)], BODY)).answer()
    assert answer.status in (200, 431)
    alive(server, me)


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(wire, fields):
    wire.send(message([*fields, ("Content-Length", str(100 * 1024 * 1024))], length=False))
    answer = wire.answer()
    assert answer.status == 413
    assert wire.closed()


def test_a_chunked_body_that_grows_too_large(server, me, wire, fields):
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    wire.send(message(fields + CHUNKED, length=False))
    try:
        for _ in range(40):
            wire.send(chunk)
    except (ConnectionResetError, BrokenPipeError):
        pass
    answer = wire.answer()
    assert answer is None or answer.status == 413
    alive(server, me)


def test_a_body_at_the_limit_is_read(wire, fields):
    body = BODY[:-1] + b" " * (1024 * 1024 - len(BODY)) + b"}"
    assert wire.send(message(fields, body)).answer().status == 200


def test_a_client_that_leaves_in_the_middle(server, me, fields):
    text = message(fields, BODY)
    for length in (1, 10, len(text) // 2, len(text) - 1, len(text)):
        with Wire(server.address) as wire:
            wire.send(text[:length])
    alive(server, me)


def test_a_client_that_half_closes_is_still_answered(wire, fields):
    wire.send(message(fields, BODY))
    wire.socket.shutdown(socket.SHUT_WR)
    assert wire.answer().status == 200


def test_a_client_that_never_reads(server, me, fields):
    """Answers that nobody takes must not hold up anybody else."""
    with socket.create_connection(server.address, 5) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(2)
        try:
            deaf.sendall(message(fields, BODY) * 20_000)
        except TimeoutError:
            pass
        began = time.monotonic()
        alive(server, me)
        assert time.monotonic() - began < 2


def test_two_hundred_idle_connections_cost_nothing(server, me):
    idle = [socket.create_connection(server.address, 5) for _ in range(200)]
    try:
        alive(server, me)
    finally:
        for connection in idle:
            connection.close()


def test_every_answer_says_when_and_which(wire, fields):
    """SDKs correct their clock by Date and print the request id."""
    for changes in ([], [("X-Bad", "a")]):
        answer = wire.send(message(fields + changes, BODY)).answer()
        assert answer.fields["date"].endswith(" GMT")
        assert len(answer.fields["x-amzn-requestid"]) == 36
        assert answer.fields["content-type"] == "application/x-amz-json-1.0"
        assert answer.fields["content-length"] == str(len(answer.body))


def test_request_ids_differ(wire, fields):
    ids = {
        wire.send(message(fields, BODY)).answer().fields["x-amzn-requestid"] for _ in range(100)
    }
    assert len(ids) == 100
