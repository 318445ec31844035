"""The admin API: who may use it, and what it says to everybody else."""

import json
import re
import subprocess
import urllib.error
import urllib.request

import pytest
from botocore.config import Config

from server_process import BINARY, initialise

JSON = "application/x-amz-json-1.0"


def post(endpoint: str, target="AmityAdmin.GetClock", body=b"{}", kind=JSON, **fields):
    """(status, __type) of a request by hand."""
    headers = {"Content-Type": kind, "X-Amz-Target": target} | fields
    request = urllib.request.Request(endpoint, body, {k: v for k, v in headers.items() if v})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.status, json.loads(refused.read())["__type"].rpartition("#")[2]


DENIED = (403, "AccessDeniedException")


def test_no_page_of_another_site(start):
    server = start()
    here = server.management
    assert post(here) == (200, "")
    assert post(here, Origin=here) == (200, "")

    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"):
        assert post(here, Origin=origin) == DENIED
    # A name that was made to lead here: the browser takes it for the same site.
    for host in ("evil.example", "127.evil.example", "127.0.0.1.evil.example"):
        assert post(here, Host=host, Origin=f"http://{host}") == DENIED
    # What a form can send without asking first.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert post(here, kind=kind)[0] == 404
    assert post(here, target="")[0] == 404


def test_what_it_does_not_know(start):
    server = start()
    assert post(server.management, "AmityAdmin.Nothing") == (404, "UnknownOperationException")
    assert post(server.management, "PartnerCentralAccount.GetPartner")[0] == 404
    assert post(server.endpoint, "AmityAdmin.GetClock")[0] == 404
    invalid = (400, "ValidationException")
    for request in ({}, {"Seconds": 0}, {"Seconds": 10**9}, {"Seconds": 1, "Days": 1}):
        assert post(server.management, "AmityAdmin.AdvanceClock", json.dumps(request).encode()) == (
            invalid
        )
    decide = {"VerificationType": "BUSINESS_VERIFICATION", "Outcome": "SUCCEEDED"}
    body = json.dumps(decide | {"Account": "111122223333"}).encode()
    assert post(server.management, "AmityAdmin.DecideVerification", body) == (
        404,
        "ResourceNotFoundException",
    )
    server.client("111122223333").start_verification(
        VerificationDetails={"RegistrantVerificationDetails": {}}
    )
    decide |= {"Account": "111122223333", "VerificationType": "REGISTRANT_VERIFICATION"}
    assert server.admin("DecideVerification", **decide)["VerificationStatus"] == "SUCCEEDED"
    again = json.dumps(decide).encode()
    assert post(server.management, "AmityAdmin.DecideVerification", again) == (
        409,
        "ConflictException",
    )


def test_health_answers_beside_it(start):
    server = start()
    with urllib.request.urlopen(f"{server.management}/health/ready") as answer:
        assert json.load(answer) == {"status": "ok"}


def test_an_account_gets_a_quota_of_its_own(start):
    server = start()

    def value(quota="active-connections", catalog="AWS", account="111122223333"):
        told = server.admin("GetAccountQuotas", Account=account)["Quotas"]
        return {(each["Catalog"], each["Quota"]): each["Value"] for each in told}[catalog, quota]

    mine = {"Account": "111122223333", "Quota": "active-connections"}
    assert value() == 1000
    server.admin("PutAccountQuota", **mine, Value=7)
    assert (value(), value(catalog="Sandbox"), value(account="444455556666")) == (7, 7, 1000)
    server.admin("PutAccountQuota", **mine, Catalog="Sandbox")
    assert (value(), value(catalog="Sandbox")) == (7, 1000)

    body = json.dumps(mine | {"Quota": "no-such", "Value": 1}).encode()
    assert post(server.management, "AmityAdmin.PutAccountQuota", body)[1] == "ValidationException"


def test_a_quota_of_its_own_holds_at_once(start):
    server = start()
    client = server.client("111122223333", config=Config(retries={"max_attempts": 0}))
    quota = "registrant-verifications-per-day"
    server.admin("PutAccountQuota", Account="111122223333", Quota=quota, Value=0)
    with pytest.raises(client.exceptions.ThrottlingException):
        client.start_verification(VerificationDetails={"RegistrantVerificationDetails": {}})


def test_mails_can_be_read(start):
    server = start()
    client = server.client("111122223333")
    for name in ("ann", "bea", "cyn"):
        client.send_email_verification_code(Catalog="AWS", Email=f"{name}@anvil.example")

    page = server.admin("ListMails", MaxResults=2)
    assert [mail["Recipient"] for mail in page["Mails"]] == [
        "cyn@anvil.example",
        "bea@anvil.example",
    ]
    rest = server.admin("ListMails", MaxResults=2, NextToken=page["NextToken"])
    assert [mail["Recipient"] for mail in rest["Mails"]] == ["ann@anvil.example"]
    assert "NextToken" not in rest
    (mail,) = server.admin("ListMails", Recipient="BEA@anvil.example")["Mails"]
    assert mail["State"] in ("KEPT", "WAITING") and mail["Attempts"] == 0
    assert re.search(r"\b\d{6}\b", mail["Text"])
    wrong = json.dumps({"NextToken": "x"}).encode()
    assert post(server.management, "AmityAdmin.ListMails", wrong)[1] == "ValidationException"


@pytest.fixture
def operator(tmp_path):
    """The operator of an `amity serve` that is about to be started; account 111111111111 has a key."""
    settings = {"sealing-key-file": str(tmp_path / "sealing-key")}
    (tmp_path / "amity.json").write_text(json.dumps(settings))
    partner = {
        "Account": "111111111111",
        "RootAccessKeys": [{"AccessKeyId": "PARTNER", "SecretAccessKey": "sp"}],
    }
    words = ["--config", tmp_path / "amity.json", "--data", tmp_path / "data"]
    return initialise(*words, accounts=[partner])


@pytest.fixture
def serve(start, tmp_path, operator):
    """The management address of that server."""
    return start("--config", str(tmp_path / "amity.json"), command="serve").management


@pytest.fixture
def signed(serve):
    """signed("get-clock", KEY, SECRET): the finished `amity admin get-clock`."""

    def runs(operation, key, secret):
        return subprocess.run(
            [BINARY, "admin", operation, "--endpoint-url", serve],
            env={"AMITY_ACCESS_KEY_ID": key, "AMITY_SECRET_ACCESS_KEY": secret},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return runs


def test_serve_lets_the_operators_key_in(signed, operator):
    key = operator.key, operator.secret
    listed = signed("list-waiting-verifications", *key)
    assert json.loads(listed.stdout) == {"Verifications": []}
    assert json.loads(signed("get-clock", *key).stdout)["TurnedMilliseconds"] == 0
    done = signed("run-due-work", *key)
    assert (done.returncode, done.stdout) == (0, "")


def test_serve_lets_nobody_else_in(serve, signed, operator):
    for key, secret, code in (
        (operator.key, "wrong", "InvalidSignatureException"),
        ("PARTNER", "sp", "AccessDeniedException"),
        ("NOBODY", "so", "UnrecognizedClientException"),
    ):
        refused = signed("get-clock", key, secret)
        assert (refused.returncode, refused.stdout) == (254, "")
        assert f"({code}) when calling the GetClock operation" in refused.stderr
        assert secret not in refused.stderr
    assert post(serve) == (403, "MissingAuthenticationTokenException")
    unsigned = signed("get-clock", "", "")
    assert unsigned.returncode == 254 and "no credentials were found" in unsigned.stderr
