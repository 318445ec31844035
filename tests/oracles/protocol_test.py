"""The protocol checks that others made, restated on this API (../shared/oracles/protocol), against
a server that verifies signatures: once with the modelled HTTP codes and once with 400 for all."""

import json
import os
import re
import time
import uuid
from pathlib import Path

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from raw_http import JSON, TARGET, ask, message
from server_process import REGION, SOURCE, STATUS, Server

SHARED = Path(os.environ.get("AMITY_SHARED", SOURCE.parent / "shared"))
CHECKS = SHARED / "oracles/protocol/checks.json"
if not CHECKS.exists():
    pytest.skip(f"{CHECKS} is not there", allow_module_level=True)

ACCOUNT = "111122223333"


def server_checks():
    checks = json.loads(CHECKS.read_text())["checks"]
    return [check for check in checks if check["side"] == "server"]


@pytest.fixture(scope="module", params=["modeled", "400"])
def mode(request):
    return request.param


@pytest.fixture(scope="module")
def server(tmp_path_factory, mode):
    data = tmp_path_factory.mktemp("oracle") / "data"
    flags = ["--seed", "demo", "--verify-signatures", "--error-status", mode]
    server = Server(data, *flags).start()
    yield server
    assert server.stop() == 0


def body_of(request: dict) -> bytes:
    if "body_raw" in request:
        text = request["body_raw"]
        return text.encode("latin-1" if text.startswith("\x1f") else "utf-8")
    body = {
        name: f"t-{uuid.uuid4()}" if value == "@uniq" else value
        for name, value in request["body"].items()
    }
    return json.dumps(body).encode("utf-8")


def send(server, request: dict):
    body = body_of(request)
    fields = {"Content-Type": JSON, "X-Amz-Target": TARGET + request["operation"]}
    for name, value in request.get("headers", {}).items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    signed = AWSRequest("POST", server.endpoint.rstrip("/") + "/", data=body, headers=fields)
    credentials = Credentials(ACCOUNT, f"amity-demo-secret-{ACCOUNT}")
    SigV4Auth(credentials, "partnercentral-account", REGION).add_auth(signed)
    host = ":".join(map(str, server.address))
    answer = ask(server.address, message([("Host", host), *signed.headers.items()], body))
    assert answer is not None, "closed without an answer"
    return answer


def expected_status(expect: dict, mode: str, error: str) -> int:
    """The checks say 400 for every client error; a modelled one has its own code by default."""
    if expect["status"] == 400 and mode == "modeled":
        return STATUS.get(error, 400)
    return expect["status"]


def field_names(body: dict) -> dict[str, str]:
    details = [entry.get("FieldValidationError", {}) for entry in body.get("ErrorDetails", [])]
    return {detail.get("Name"): detail.get("Code") for detail in details}


@pytest.mark.parametrize("check", server_checks(), ids=lambda check: check["id"])
def test_check(server, mode, check):
    began = time.monotonic()
    answer = send(server, check["request"])
    seconds = time.monotonic() - began

    expect = check["expect"]
    context = f"{check['text']}: {answer.status} {answer.body[:500]!r}"
    body = json.loads(answer.body) if answer.body else {}
    assert answer.status != 500, context
    if "status" in expect:
        assert answer.status == expected_status(expect, mode, answer.type), context
    if "status_in" in expect:
        assert answer.status in expect["status_in"], context
    if "type" in expect:
        assert answer.type in expect["type"], context
    if "type_full" in expect:
        assert body["__type"] == expect["type_full"], context
    assert answer.type not in expect.get("type_not", []), context
    if expect.get("modeled_error"):
        assert body["Message"], context
        assert body["__type"].startswith("com.amazonaws.partnercentralaccount#"), context
        assert answer.fields["x-amzn-errortype"] == answer.type, context
    names = field_names(body)
    if "field" in expect:
        assert names.get(expect["field"]["name"]) == expect["field"]["code"], context
    assert set(expect.get("fields", [])) <= set(names), context
    assert not set(expect.get("fields_not", [])) & set(names), context
    assert set(expect.get("has", [])) <= set(body), context
    for name, pattern in expect.get("headers", {}).items():
        assert re.search(pattern, answer.fields.get(name.lower(), "")), context
    for name in expect.get("headers_absent", []):
        assert name.lower() not in answer.fields, context
    if expect.get("no_null"):
        assert "null" not in answer.body.decode(), context
    if "no_substring" in expect:
        assert expect["no_substring"] not in answer.body.decode(), context
    if "body_equals" in expect:
        assert body == expect["body_equals"], context
    if "max_seconds" in expect:
        assert seconds < expect["max_seconds"], context
    for member in expect.get("unions", []):
        assert body[member] and all(len(entry) == 1 for entry in body[member]), context


def test_every_expectation_is_understood():
    """A new word in the checks must not pass for lack of a reader."""
    known = {
        "status", "status_in", "type", "type_not", "type_full", "modeled_error", "field", "fields",
        "fields_not", "has", "headers", "headers_absent", "no_null", "no_substring",
        "body_equals", "max_seconds", "unions",
    }  # fmt: skip
    for check in server_checks():
        assert set(check["expect"]) <= known, check["id"]
