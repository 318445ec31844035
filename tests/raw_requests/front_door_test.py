"""Raw bytes: what is refused before any operation sees it, and in which order."""

import pytest

from raw_http import TARGET, Wire, ask, call, head, message
from server_process import Partner

UNKNOWN_OPERATION = "com.amazon.coral.service#UnknownOperationException"
SERIALIZATION = "com.amazon.coral.service#SerializationException"


@pytest.fixture(scope="module")
def me(server, numbers):
    return Partner(server, next(numbers))


@pytest.fixture
def ask_list(server, me):
    """ask_list(body, Content_Type="text/plain"): ListConnections by hand."""

    def asks(body={"Catalog": "AWS"}, **changes):
        return call(server.address, "ListConnections", me.account, body, **changes)

    return asks


def test_a_healthy_answer_to_get(server):
    answer = ask(server.address, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.status == 200
    assert answer.body.startswith(b"healthy")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_other_methods(server, me, method):
    fields = head("ListConnections", me.account)
    answer = ask(server.address, message(fields, b"{}", line=f"{method} / HTTP/1.1"))
    assert answer.status == 404
    assert answer.json["__type"] == UNKNOWN_OPERATION


def test_head_has_no_body(server):
    with Wire(server.address) as wire:
        wire.send(b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        data = b""
        while more := wire.more():
            data += more
    assert data.startswith(b"HTTP/1.1 ")
    assert data.endswith(b"\r\n\r\n"), "a HEAD answer ends with its header"


@pytest.mark.parametrize("path", ["/x", "/service/PartnerCentralAccount", "//"])
def test_other_paths(server, me, path):
    fields = head("ListConnections", me.account)
    answer = ask(server.address, message(fields, b"{}", line=f"POST {path} HTTP/1.1"))
    assert answer.status == 404


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/json", "application/x-amz-json-1.1", "application/cbor"],
)
def test_other_content_types(ask_list, content_type):
    answer = ask_list(Content_Type=content_type)
    assert answer.status == 404
    assert answer.json["__type"] == UNKNOWN_OPERATION


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-amz-json-1.0",
        "application/x-amz-json-1.0; charset=utf-8",
        "application/x-amz-json-1.0;charset=UTF-8",
        "Application/X-Amz-Json-1.0",
    ],
)
def test_our_content_type_in_its_spellings(ask_list, content_type):
    assert ask_list(Content_Type=content_type).status == 200


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "ListConnections",
        TARGET,
        "PartnerCentralAccount",
        TARGET + "listconnections",
        TARGET + "ListConnections ListPartners",
        TARGET + "ListConnections.GetPartner",
        "OtherService.ListConnections",
        TARGET + "x" * 4000,
    ],
)
def test_other_targets(ask_list, target):
    answer = ask_list(X_Amz_Target=target)
    assert answer.status == 404
    assert answer.json["__type"] == UNKNOWN_OPERATION


def test_no_authorization(ask_list):
    answer = ask_list(Authorization=None)
    assert answer.status == 403
    assert answer.type == "MissingAuthenticationTokenException"
    assert answer.json["message"] == "Missing Authentication Token"


@pytest.mark.parametrize(
    "value",
    [
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 " + "x" * 8000,
    ],
)
def test_half_an_authorization(ask_list, value):
    answer = ask_list(Authorization=value)
    assert answer.status == 403
    assert answer.type in ("IncompleteSignatureException", "MissingAuthenticationTokenException")


@pytest.mark.parametrize("value", ["Bearer abc", "Basic YTpi", "é"])
def test_another_kind_of_authorization(ask_list, value):
    answer = ask_list(Authorization=value)
    assert answer.status == 403
    assert answer.type in ("MissingAuthenticationTokenException", "IncompleteSignatureException")


def test_json_comes_before_target_and_signature(server, me):
    """Observed on a real service of this protocol."""
    answer = call(
        server.address, "NoSuchOperation", me.account, "{", X_Amz_Target=None, Authorization=None
    )
    assert answer.json["__type"] == SERIALIZATION


def test_target_comes_before_signature(server, me):
    answer = call(server.address, "NoSuchOperation", me.account, "{}", Authorization=None)
    assert answer.json["__type"] == UNKNOWN_OPERATION


def test_signature_comes_before_validation(server, me):
    answer = call(server.address, "ListConnections", me.account, "{}", Authorization=None)
    assert answer.type == "MissingAuthenticationTokenException"


def test_types_come_before_values(server, me):
    body = {"Catalog": 5, "MaxResults": 1000}
    answer = call(server.address, "ListConnections", me.account, body)
    assert answer.status == 400
    assert answer.json["__type"] == SERIALIZATION


def test_a_modelled_error_on_the_wire(server, me):
    answer = call(
        server.address,
        "GetConnection",
        me.account,
        {"Catalog": "AWS", "Identifier": "pac-aaaaaaaaaaaaa"},
    )

    assert answer.status == 404
    assert answer.fields["x-amzn-errortype"] == "ResourceNotFoundException"
    body = answer.json
    assert body["__type"] == "com.amazonaws.partnercentralaccount#ResourceNotFoundException"
    assert body["Reason"] == "CONNECTION_NOT_FOUND"
    assert set(body) == {"__type", "Message", "Reason"}


def test_one_switch_answers_400(start, me):
    server = start("--seed", "demo", "--error-status", "400")
    account = "111122223333"

    answer = call(
        server.address,
        "GetConnection",
        account,
        {"Catalog": "AWS", "Identifier": "pac-aaaaaaaaaaaaa"},
    )
    assert (answer.status, answer.type) == (400, "ResourceNotFoundException")
    answer = call(
        server.address,
        "CancelConnectionInvitation",
        "444455556666",
        {"Catalog": "AWS", "Identifier": "pacinv-222222222demo", "ClientToken": "t"},
    )
    assert (answer.status, answer.type) == (400, "AccessDeniedException")


def test_timestamps_are_texts_in_utc(server, me):
    answer = call(server.address, "ListPartners", me.account, {"Catalog": "AWS"})
    created = answer.json["PartnerSummaryList"][0]["CreatedAt"]
    assert isinstance(created, str) and created.endswith("Z")
    assert created[10] == "T"


def test_null_is_never_sent(server, me):
    answer = call(server.address, "GetPartner", me.account, {"Catalog": "AWS", "Identifier": me.id})
    assert answer.status == 200
    assert b"null" not in answer.body
