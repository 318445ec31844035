"""What our client sends, against what boto3 sends: the same request at the same instant with the same
key has the same canonical request, and so the same signature.

boto3 puts blanks into its JSON and we do not. So the comparison is made in two halves: with boto3's
very bytes as the body, everything that is signed is equal; and a request made of our structures is
the same JSON as boto3's.
"""

import datetime
import json
import os
import subprocess

import boto3
import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.credentials import Credentials

NOW = datetime.datetime(2026, 11, 25, 12, 34, 56)
ENDPOINT = "http://127.0.0.1:8000"
KEY, SECRET, TOKEN = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a/session+token=="
# boto3 sends these after it has signed the others, and they tell of itself.
UNSIGNED = {"user-agent", "authorization", "content-length", "amz-sdk-invocation-id",
            "amz-sdk-request"}


class NoNetwork:
    """boto3's client, with every request kept instead of sent."""

    def __init__(self, token):
        session = boto3.Session(KEY, SECRET, token, region_name="us-east-1")
        self.client = session.client("partnercentral-account", endpoint_url=ENDPOINT)
        self.client.meta.events.register("before-send.*", self.keep)
        self.sent = None

    def keep(self, request, **_):
        self.sent = request

        class Nothing:
            def stream(self, *_, **__):
                return iter([b"{}"])

        return AWSResponse(request.url, 200, {"Content-Type": "application/x-amz-json-1.0"},
                           Nothing())

    def call(self, operation, parameters):
        self.client._make_api_call(operation, parameters)
        headers = {name.lower(): value.decode() if isinstance(value, bytes) else value
                   for name, value in self.sent.headers.items()}
        return {"method": self.sent.method, "url": self.sent.url, "headers": headers,
                "body": self.sent.body.decode()}


def example(shape, name=""):
    """A value of that shape, with all members that it may have."""
    match shape.type_name:
        case "structure":
            members = shape.members.items()
            if getattr(shape, "is_tagged_union", False):
                members = list(members)[:1]
            return {member: example(inner, member) for member, inner in members}
        case "list":
            return [example(shape.member)]
        case "string":
            if shape.enum:
                return shape.enum[0]
            return ("ä\"\\/" + name).ljust(shape.metadata.get("min", 0), "x")
        case "boolean":
            return True
        case "integer" | "long":
            return shape.metadata.get("min", 3)
        case "timestamp":
            return NOW
    raise LookupError(shape.type_name)


MODEL = NoNetwork(None).client.meta.service_model


@pytest.fixture(scope="module", params=["a key", "a session"])
def token(request):
    return TOKEN if request.param == "a session" else ""


@pytest.fixture(scope="module")
def sent(token):
    """What boto3 sends, what we send with its body, and with structures; by operation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.auth, "get_current_datetime", lambda remove_tzinfo=True: NOW)
        theirs = {}
        for operation in MODEL.operation_names:
            shape = MODEL.operation_model(operation).input_shape
            theirs[operation] = NoNetwork(token or None).call(operation, example(shape))
    program = subprocess.run(
        [os.environ["AMITY_WIRE_REQUESTS"], ENDPOINT, NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), KEY,
         SECRET, token],
        input="".join(f"{operation}\n{request['body']}\n" for operation, request in theirs.items()),
        capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in program.stdout.splitlines()]
    for request in lines:
        request["headers"] = {name.lower(): text for name, text in request["headers"].items()}
    assert len(lines) == 2 * len(theirs)
    return {name: (request, lines[2 * n], lines[2 * n + 1])
            for n, (name, request) in enumerate(theirs.items())}


def canonical(request):
    """The canonical request as botocore writes it, of what was sent."""
    headers = {name: value for name, value in request["headers"].items() if name not in UNSIGNED}
    again = AWSRequest(request["method"], request["url"], headers, request["body"].encode())
    again.context["timestamp"] = headers["x-amz-date"]
    credentials = Credentials(KEY, SECRET)
    return botocore.auth.SigV4Auth(credentials, "partnercentral-account",
                                   "us-east-1").canonical_request(again)


every_operation = pytest.mark.parametrize("operation", MODEL.operation_names)


@every_operation
def test_the_canonical_request_is_that_of_boto3(sent, operation):
    theirs, ours, _ = sent[operation]
    assert ours["body"] == theirs["body"]
    assert canonical(ours) == canonical(theirs)


@every_operation
def test_the_signature_is_that_of_boto3(sent, operation):
    theirs, ours, _ = sent[operation]
    assert ours["headers"]["authorization"] == theirs["headers"]["authorization"]


@every_operation
def test_the_headers_are_those_of_boto3(sent, operation):
    theirs, ours, _ = (set(request["headers"]) for request in sent[operation])
    # Host and Content-Length are written by urllib3 and libcurl as they send.
    assert ours - {"host"} == theirs - {"content-length"}


@every_operation
def test_our_structures_send_the_same_json(sent, operation):
    theirs, _, ours = sent[operation]
    assert json.loads(ours["body"]) == json.loads(theirs["body"])
    assert ours["headers"]["x-amz-target"] == theirs["headers"]["x-amz-target"]
