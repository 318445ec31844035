"""What a stranger learns from refusals about who is there: nothing but what AWS's codes say."""

import datetime

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from raw_http import JSON, TARGET, Wire, call, message
from server_process import Partner, seed_account, write_seed

BODY = b'{"Catalog":"AWS"}'
NOBODY = "999999999999"  # as long as the ids of those who are there


@pytest.fixture(scope="module")
def flags():
    return ["--verify-signatures"]


@pytest.fixture
def somebody(server, numbers):
    return Partner(server, next(numbers)).account


def signed(server, key, secret="of nobody", query=False, **changes):
    """(line, fields) of a request by that key. `changes`: region, service, hours off the clock."""
    request = AWSRequest(
        "POST",
        f"{server.endpoint}/",
        headers={"Content-Type": JSON, "X-Amz-Target": TARGET + "ListConnections"},
        data=BODY,
    )
    credentials = Credentials(key, secret, changes.get("token"))
    auth = SigV4QueryAuth if query else SigV4Auth
    where = (changes.get("service", "partnercentral-account"), changes.get("region", "us-east-1"))
    auth(credentials, *where).add_auth(request)
    path = request.url.removeprefix(server.endpoint)
    host = f"{server.address[0]}:{server.address[1]}"
    return f"POST {path} HTTP/1.1", [("Host", host), *request.headers.items()]


def with_authorization(change):
    def changes(server, key):
        line, fields = signed(server, key)
        return line, [(n, change(v) if n == "Authorization" else v) for n, v in fields]

    return changes


def hours_ago(hours):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)

    def changes(server, key):
        line, fields = signed(server, key)
        date = moment.strftime("%Y%m%dT%H0000Z")
        return line, [(n, date if n == "X-Amz-Date" else v) for n, v in fields]

    return changes


def without(name):
    def changes(server, key):
        line, fields = signed(server, key)
        return line, [(n, v) for n, v in fields if n != name]

    return changes


def and_also(*more):
    def changes(server, key):
        line, fields = signed(server, key)
        return line, [*fields, *more]

    return changes


# Everything that can be wrong before the signature itself is.
WRONG = {
    "the region": lambda server, key: signed(server, key, region="eu-west-1"),
    "the service": lambda server, key: signed(server, key, service="s3"),
    "the terminator": with_authorization(lambda v: v.replace("aws4_request", "aws4_reqest")),
    "the day": with_authorization(lambda v: v.replace("/20", "/19", 1)),
    "the algorithm": with_authorization(lambda v: v.replace("HMAC-SHA256", "HMAC-SHA512")),
    "four parts": with_authorization(lambda v: v.replace("/aws4_request", "")),
    "six parts": with_authorization(lambda v: v.replace("/aws4_request", "/x/aws4_request")),
    "no signature": with_authorization(lambda v: v.split(", Signature")[0]),
    "an empty signature": with_authorization(lambda v: v.split("Signature=")[0] + "Signature="),
    "no signed headers": with_authorization(lambda v: v.replace("SignedHeaders", "Headers")),
    "the host not signed": with_authorization(lambda v: v.replace("host;", "")),
    "the target not signed": with_authorization(lambda v: v.replace(";x-amz-target", "")),
    "a header that is not there": with_authorization(lambda v: v.replace("host;", "host;x-none;")),
    "the past": hours_ago(5),
    "the future": hours_ago(-5),
    "no date": without("X-Amz-Date"),
    "no authorization": without("Authorization"),
    "two authorizations": and_also(("Authorization", "AWS4-HMAC-SHA256 x")),
    "two places": lambda server, key: (
        signed(server, key, query=True)[0],
        signed(server, key)[1],
    ),
    "a presigned query that is cut": lambda server, key: (
        signed(server, key, query=True)[0].replace("X-Amz-Date", "X-Amz-Dote"),
        signed(server, key, query=True)[1],
    ),
}


def answer(server, request):
    line, fields = request
    with Wire(server.address) as wire:
        return wire.send(message(fields, BODY, line=line)).answer()


def told(answer, key: str):
    """The answer as a stranger compares it: without the id and without what he wrote himself."""
    fields = {n: v for n, v in answer.fields.items() if n not in ("x-amzn-requestid", "date")}
    return answer.status, fields, answer.body.replace(key.encode(), b"KEY")


def without_hash(answer):
    """An incomplete Authorization is told back as its hash, which differs as it did itself."""
    status, fields, body = answer
    return status, fields, b"".join(body.partition(b"Authorization=")[:2])


@pytest.mark.parametrize("what", WRONG)
def test_a_key_that_is_there_and_one_that_is_not(server, somebody, what):
    there = told(answer(server, WRONG[what](server, somebody)), somebody)
    nobody = told(answer(server, WRONG[what](server, NOBODY)), NOBODY)

    assert there[0] == 403
    if b"Authorization=" in there[2]:
        there, nobody = without_hash(there), without_hash(nobody)
    assert there == nobody


@pytest.mark.parametrize("query", [False, True])
def test_only_a_wrong_signature_tells_and_so_does_aws(server, somebody, query):
    """AWS has two codes for them. Ids of keys are no secret, and chance enough not to be guessed."""
    there = answer(server, signed(server, somebody, query=query))
    nobody = answer(server, signed(server, NOBODY, query=query))

    assert there.type == "InvalidSignatureException"
    assert nobody.type == "UnrecognizedClientException"
    again = answer(server, signed(server, somebody, "another secret", query=query))
    assert told(again, somebody) == told(there, somebody)


def test_a_token_that_is_made_up(server, somebody):
    there = answer(server, signed(server, somebody, token="made-up"))
    assert there.type == "InvalidSignatureException"
    nobody = answer(server, signed(server, NOBODY, token="made-up"))
    assert nobody.type == "UnrecognizedClientException"
    assert there.fields.keys() == nobody.fields.keys()


ASKED = ["GetConnectionInvitation", "AcceptConnectionInvitation", "RejectConnectionInvitation",
         "CancelConnectionInvitation", "GetConnection", "CancelConnection", "GetPartner"]  # fmt: skip


@pytest.mark.parametrize("operation", ASKED)
def test_what_belongs_to_others_and_what_does_not_exist(start, tmp_path, operation):
    """To somebody who has a key, too, they are the same, byte for byte."""
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2, 3)])
    server = start("--seed", str(seed))
    one, two, third = (Partner(server, n) for n in (1, 2, 3))
    waiting = one.invites(two)["Id"]
    if "Invitation" in operation:
        theirs = waiting
    elif operation == "GetPartner":
        theirs = one.id
    else:
        theirs = two.accepts(one.sees_invitation({"Catalog": "AWS", "Id": waiting}))["Id"]
    nobodys = theirs[:-4] + "zzzz"

    def asked(identifier):
        body = {"Catalog": "AWS", "Identifier": identifier, "ClientToken": identifier}
        if operation == "CancelConnection":
            body |= {"ConnectionType": "OPPORTUNITY_COLLABORATION", "Reason": "So."}
        if operation == "RejectConnectionInvitation":
            body |= {"Reason": "So."}
        return told(call(server.address, operation, third.account, body), identifier)

    assert asked(theirs) == asked(nobodys)
    assert asked(theirs)[0] in (403, 404)
