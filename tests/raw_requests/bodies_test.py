"""Raw bytes: bodies that no SDK would write. None may crash, hang or answer 500."""

import json

import pytest

from raw_http import Wire, call, head, message
from server_process import Partner

INVITATION = {
    "Catalog": "AWS",
    "ClientToken": "the-token",
    "ConnectionType": "OPPORTUNITY_COLLABORATION",
    "Email": "ada@example.com",
    "Message": "Hello, wörld\n",
    "Name": "Ada",
    "ReceiverIdentifier": "pprofile-aaaaaaaaazzzz",
}
IDENTIFIER = {"Catalog": "AWS", "Identifier": "pacinv-aaaaaaaaaaaaa", "ClientToken": "t"}
CONNECTION = {"Catalog": "AWS", "Identifier": "pac-aaaaaaaaaaaaa"}
PARTNER_ARN = "arn:aws:partnercentral:us-east-1:100000000001:catalog/AWS/partner/partner-aaaaaaaaaaaaa"
REQUESTS = {
    "CreateConnectionInvitation": INVITATION,
    "GetConnectionInvitation": {"Catalog": "AWS", "Identifier": "pacinv-aaaaaaaaaaaaa"},
    "ListConnectionInvitations": {
        "Catalog": "AWS",
        "ConnectionType": "SUBSIDIARY",
        "MaxResults": 5,
        "OtherParticipantIdentifiers": ["111122223333", "pprofile-aaaaaaaaaaaaa"],
        "ParticipantType": "SENDER",
        "Status": "PENDING",
    },
    "AcceptConnectionInvitation": IDENTIFIER,
    "RejectConnectionInvitation": IDENTIFIER | {"Reason": "Because 🙂"},
    "CancelConnectionInvitation": IDENTIFIER,
    "GetConnection": CONNECTION,
    "ListConnections": {"Catalog": "AWS", "ConnectionType": "SUBSIDIARY:ACTIVE", "MaxResults": 5},
    "CancelConnection": CONNECTION
    | {"ConnectionType": "SUBSIDIARY", "Reason": "", "ClientToken": "t"},
    "GetPartner": {"Catalog": "AWS", "Identifier": "partner-aaaaaaaaaaaaa"},
    "ListPartners": {"Catalog": "AWS"},
    "TagResource": {"ResourceArn": PARTNER_ARN, "Tags": [{"Key": "wörld", "Value": ""}]},
    "UntagResource": {"ResourceArn": PARTNER_ARN, "TagKeys": ["a", "b"]},
    "ListTagsForResource": {"ResourceArn": PARTNER_ARN},
}


@pytest.fixture(scope="module")
def me(server, numbers):
    return Partner(server, next(numbers))


@pytest.fixture
def wire(server):
    with Wire(server.address) as wire:
        yield wire


def send(wire, me, operation, body: bytes):
    return wire.send(message(head(operation, me.account), body)).answer()


@pytest.mark.parametrize("operation", REQUESTS)
def test_every_prefix_of_a_correct_body(wire, me, operation):
    """All but the whole are no JSON; the whole is served or politely refused."""
    body = json.dumps(REQUESTS[operation], ensure_ascii=False).encode()

    for length in range(1, len(body)):
        answer = send(wire, me, operation, body[:length])
        assert (answer.status, answer.type) == (400, "SerializationException"), body[:length]
    assert send(wire, me, operation, body).status in (200, 404)


@pytest.mark.parametrize("operation", REQUESTS)
def test_every_member_with_every_wrong_type(wire, me, operation):
    for member, right in REQUESTS[operation].items():
        for wrong in (1, 1.5, -1, True, False, "text", [], ["x"], [None], {}, {"a": 1}, [[[]]]):
            if type(wrong) is type(right):
                continue
            body = json.dumps(REQUESTS[operation] | {member: wrong}).encode()
            answer = send(wire, me, operation, body)
            assert answer.status == 400, (member, wrong)
            assert answer.type in ("SerializationException", "ValidationException")


@pytest.mark.parametrize("operation", REQUESTS)
def test_every_member_missing_or_null(wire, me, operation):
    required = {"Catalog", "Identifier", "ClientToken", "Email", "Message", "Name"}
    required |= {"ReceiverIdentifier", "ResourceArn", "Tags", "TagKeys"}
    if not operation.startswith("List"):
        required |= {"ConnectionType"}
    if operation == "CancelConnection":
        required |= {"Reason"}
    for member in REQUESTS[operation]:
        without = {name: value for name, value in REQUESTS[operation].items() if name != member}
        for request in (without, without | {member: None}):
            answer = send(wire, me, operation, json.dumps(request).encode())
            if member in required:
                assert (answer.status, answer.type) == (400, "ValidationException"), member
                (detail,) = answer.json["ErrorDetails"]
                assert detail["FieldValidationError"]["Name"] == member
                assert detail["FieldValidationError"]["Code"] == "REQUIRED_FIELD_MISSING"
            else:
                assert answer.status in (200, 404), member


@pytest.mark.parametrize("levels", [100, 1024, 150_000])
@pytest.mark.parametrize("opening, closing", [("[", "]"), ('{"a":', "}")], ids=["list", "object"])
def test_deep_nesting(wire, me, levels, opening, closing):
    """A parser that calls itself would run out of stack."""
    inner = opening * levels + "1" + closing * levels
    for body in (inner, f'{{"Catalog":"AWS","Unknown":{inner}}}', opening * levels):
        answer = send(wire, me, "ListConnections", body.encode())
        assert answer.status in (200, 400)
        if answer.status == 400:  # `{"a":{…}}` is an object, but lacks its Catalog
            assert answer.type in ("SerializationException", "ValidationException")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b" \t\r\n{} \t\r\n",
    ],
)
def test_an_empty_body_is_an_empty_object(wire, me, body):
    answer = send(wire, me, "ListConnections", body)
    assert (answer.status, answer.type) == (400, "ValidationException")


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b'"text"',
        b"0",
        b"   ",
        b"{}{}",
        b"{} x",
        b"{},",
        b'{"Catalog":"AWS"',
        b'{"Catalog":}',
        b'{"Catalog" "AWS"}',
        b"{Catalog:\"AWS\"}",
        b'{"Catalog":"AWS"}\0',
        b"\xef\xbb\xbf",
        b'{"Catalog":"\\u12"}',
        b'{"Catalog":"\\x41"}',
        b'{"Catalog":"line\nend"}',
        b'{"Catalog":"\xff"}',
        b'{"Catalog":"\xc0\xaf"}',
        b'{"Catalog":"\xed\xa0\x80"}',
        b'{"Catalog":"\xf4\x90\x80\x80"}',
        b'{"\xff":1,"Catalog":"AWS"}',
        b'{"Catalog":"AWS","Unknown":"\xff"}',
        b'{"Catalog":"AWS","Unknown":01}',
        b'{"Catalog":"AWS","Unknown":nul}',
        b'{"Catalog":"AWS","Unknown":"\\ud800"}',
        b"\x1f\x8b\x08\x00",
        bytes(range(256)),
    ],
)
def test_what_is_not_one_json_object_in_utf8(wire, me, body):
    answer = send(wire, me, "ListConnections", body)
    assert (answer.status, answer.type) == (400, "SerializationException")


@pytest.mark.parametrize("number", ["1e400", "-0", "1.0", "5e0", "1" * 400, "0.1", "1E5"])
def test_odd_numbers(wire, me, number):
    body = f'{{"Catalog":"AWS","MaxResults":{number}}}'.encode()
    answer = send(wire, me, "ListConnections", body)
    assert answer.status in (200, 400), number
    assert answer.type in ("", "SerializationException", "ValidationException")


def test_a_member_twice_is_one_of_the_two(wire, me):
    """Either is lawful JSON handling; a crash, or a mixture that passes validation, is not."""
    for body in (b'{"Catalog":"AWS","Catalog":"x!"}', b'{"Catalog":"x!","Catalog":"AWS"}'):
        assert send(wire, me, "ListConnections", body).status in (200, 400)


def test_unknown_members_are_ignored_at_every_depth(wire, me):
    body = {"Catalog": "AWS", "New": {"Deep": [1, {"Er": None}]}, "": 1, "catalog": "x", "ü": []}
    assert send(wire, me, "ListConnections", json.dumps(body).encode()).status == 200


def test_very_many_unknown_members(wire, me):
    body = {"Catalog": "AWS"} | {f"Member{number}": number for number in range(20_000)}
    assert send(wire, me, "ListConnections", json.dumps(body).encode()).status == 200


def test_names_in_another_case_are_unknown(wire, me):
    answer = send(wire, me, "ListConnections", b'{"CATALOG":"AWS"}')
    assert answer.type == "ValidationException"


@pytest.mark.parametrize(
    "text",
    ["\0", "\x7f", "\x1b[31m", "\ufffe", "\uffff", "a\u0000b"],
    ids=lambda text: ascii(text),
)
def test_characters_that_no_text_may_have(wire, me, text):
    request = INVITATION | {"Name": f"Ada{text}"}
    answer = send(wire, me, "CreateConnectionInvitation", json.dumps(request).encode())
    assert (answer.status, answer.type) == (400, "ValidationException")
    (detail,) = answer.json["ErrorDetails"]
    assert detail["FieldValidationError"]["Name"] == "Name"


@pytest.mark.parametrize("text", ["'; DROP TABLE invitations; --", "%s%n", "${jndi:x}", "\u202eabc"])
def test_texts_that_other_programs_stumbled_over(server, numbers, text):
    """They come back as they went in."""
    sender, receiver = (Partner(server, next(numbers)) for _ in range(2))
    request = INVITATION | {
        "Name": text,
        "Message": text,
        "ReceiverIdentifier": receiver.profile,
        "ClientToken": "odd",
    }
    answer = call(server.address, "CreateConnectionInvitation", sender.account, request)
    assert answer.status == 200, answer.body

    request = {"Catalog": "AWS", "Identifier": answer.json["Id"]}
    seen = call(server.address, "GetConnectionInvitation", receiver.account, request).json
    assert seen["InviterName"] == seen["InvitationMessage"] == text


def test_a_refusal_does_not_repeat_a_sensitive_value(wire, me):
    request = INVITATION | {"Name": "SECRET-NAME\x01"}
    answer = send(wire, me, "CreateConnectionInvitation", json.dumps(request).encode())
    assert answer.status == 400
    assert b"SECRET-NAME" not in answer.body


def test_no_output_is_no_body(wire, me):
    request = {
        "ResourceArn": f"arn:aws:partnercentral:us-east-1:{me.account}:catalog/AWS/partner/{me.id}",
        "Tags": [{"Key": "team", "Value": "north"}],
    }

    answer = send(wire, me, "TagResource", json.dumps(request).encode())

    assert (answer.status, answer.body) == (200, b"")
    assert answer.fields["content-length"] == "0"
    assert answer.fields["content-type"] == "application/x-amz-json-1.0"
