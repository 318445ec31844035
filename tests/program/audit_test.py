"""The record of every call: who is in it, what is not, and what happens when it cannot be kept."""

import json
import subprocess
import time
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.error import HTTPError

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from raw_http import JSON, ask, call, head, message
from server_process import Partner, seed_account, write_seed


@pytest.fixture
def trail(tmp_path):
    return tmp_path / "audit.log"


@pytest.fixture
def audited(start, tmp_path, trail):
    """audited(*flags): a server that keeps records in a file, and a partner of its seed."""
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2, 3)])

    def starts(*flags, to=trail):
        server = start("--seed", str(seed), "--audit", f"file:{to}", *flags)
        return server, Partner(server, 1), Partner(server, 2)

    return starts


def soon(happened, seconds=10):
    deadline = time.monotonic() + seconds
    while not (result := happened()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)
    return result


def records(trail: Path, count: int) -> list[dict]:
    """The records, once there are that many."""
    lines = soon(lambda: len(found := trail.read_text().splitlines()) >= count and found)
    assert len(lines) == count, lines
    return [json.loads(line) for line in lines]


def code_of(caught) -> str:
    return caught.value.response["Error"]["Code"]


def test_a_change_is_on_record_when_it_is_answered(audited, trail):
    server, one, two = audited()

    invitation = one.invites(two, Message="Between us: a secret word")

    [event] = [json.loads(line) for line in trail.read_text().splitlines()]
    assert event["eventVersion"] == "1.11"
    assert event["eventName"] == "CreateConnectionInvitation"
    assert event["eventSource"] == "partnercentral-account.amazonaws.com"
    assert event["userIdentity"]["accountId"] == event["recipientAccountId"] == one.account
    assert event["userIdentity"]["type"] == "Root"
    assert event["sourceIPAddress"] == "127.0.0.1"
    assert event["userAgent"].startswith("Boto3/")
    assert event["readOnly"] is False and event["managementEvent"] is True
    assert event["requestID"] == invitation["ResponseMetadata"]["RequestId"]
    assert event["requestParameters"]["connectionType"] == "OPPORTUNITY_COLLABORATION"
    assert event["responseElements"]["id"] == invitation["Id"]
    assert event["resources"][0]["type"] == "AWS::PartnerCentral::ConnectionInvitation"
    written = datetime.strptime(event["eventTime"], "%Y-%m-%dT%H:%M:%SZ")
    assert abs(datetime.utcnow() - written) < timedelta(minutes=1)


def test_what_is_sensitive_is_not_on_record(audited, trail):
    server, one, two = audited()

    one.invites(two, Email="lead@example.com", Name="Ada Lovelace")

    text = trail.read_text()
    assert "Ada Lovelace" not in text
    asked = json.loads(text)["requestParameters"]
    assert asked["name"] == "***" and asked["email"] == "lead@example.com"
    assert json.loads(text)["responseElements"]["inviterName"] == "***"


def test_reads_and_refusals_are_on_record(audited, trail):
    server, one, two = audited()

    one.client.list_connections(Catalog="AWS")
    with pytest.raises(ClientError):
        one.client.get_connection(Catalog="AWS", Identifier="pac-aaaaaaaaaaaaa")
    with pytest.raises(ClientError):
        one.client.list_partners(Catalog="Nowhere")

    read, missing, invalid = records(trail, 3)
    assert read["readOnly"] is True and read["responseElements"] is None
    assert read["requestParameters"] == {"catalog": "AWS"} and "errorCode" not in read
    assert missing["errorCode"] == "ResourceNotFoundException" and missing["errorMessage"]
    assert invalid["errorCode"] == "ValidationException"


def test_reads_that_succeed_can_be_left_out(audited, trail):
    server, one, two = audited("--audit-reads", "false")

    one.client.list_connections(Catalog="AWS")
    with pytest.raises(ClientError):
        one.client.get_connection(Catalog="AWS", Identifier="pac-aaaaaaaaaaaaa")
    one.invites(two)
    server.admin("GetClock")

    names = [event["eventName"] for event in records(trail, 3)]
    assert names == ["GetConnection", "CreateConnectionInvitation", "GetClock"]


def test_operators_are_on_record(audited, trail):
    server, one, two = audited()

    server.admin("PutAccountQuota", Account=one.account, Quota="tags", Value=7)

    [event] = [json.loads(line) for line in trail.read_text().splitlines()]
    assert event["eventName"] == "PutAccountQuota" and event["eventSource"] == "amity-admin"
    assert event["requestParameters"]["value"] == 7


def test_a_record_has_who_called_and_none_of_the_secrets(audited, trail):
    server, one, _ = audited("--verify-signatures")

    ann = {"Account": one.account, "UserName": "ann"}
    user = server.admin("CreateUser", **ann)["User"]
    key = server.admin("CreateAccessKey", **ann)["AccessKey"]
    with pytest.raises(HTTPError):
        server.admin("PutUserPolicy", **ann, PolicyName="p", PolicyDocument='{"Version": 1')
    client = server.client(key["AccessKeyId"], key["SecretAccessKey"])
    with pytest.raises(ClientError):
        client.get_partner(Catalog="Nowhere", Identifier="x")

    _, made, unparsable, called = records(trail, 4)
    assert key["SecretAccessKey"] not in trail.read_text()
    assert made["responseElements"]["accessKey"]["secretAccessKey"] == "***"
    assert made["responseElements"]["accessKey"]["accessKeyId"] == key["AccessKeyId"]
    assert unparsable["eventName"] == "PutUserPolicy" and unparsable["errorCode"]
    assert called["userIdentity"] == {
        "type": "IAMUser",
        "principalId": user["UserId"],
        "arn": user["Arn"],
        "accountId": one.account,
        "accessKeyId": key["AccessKeyId"],
        "userName": "ann",
    }


def test_an_expired_session_and_a_key_of_another_account_are_on_record(audited, trail):
    server, one, _ = audited("--verify-signatures", "--clock-window", "120")
    role = {"Account": one.account, "RoleName": "desk"}
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"AWS": one.account}}  # fmt: skip
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn = server.admin("CreateRole", **role, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    server.admin("PutRolePolicy", **role, PolicyName="all", PolicyDocument=document)
    root = server.admin("CreateAccessKey", Account=one.account)["AccessKey"]
    user = {"Account": one.account, "UserName": "ann"}
    server.admin("CreateUser", **user)
    server.admin("PutUserPolicy", **user, PolicyName="all", PolicyDocument=document)
    ann = server.admin("CreateAccessKey", **user)["AccessKey"]
    place = {"endpoint_url": server.endpoint, "region_name": "us-east-1"}
    sts = boto3.client("sts", **place, aws_access_key_id=ann["AccessKeyId"],
                       aws_secret_access_key=ann["SecretAccessKey"])  # fmt: skip
    made = sts.assume_role(RoleArn=arn, RoleSessionName="s1", DurationSeconds=900)["Credentials"]
    session = server.client(
        made["AccessKeyId"], made["SecretAccessKey"], aws_session_token=made["SessionToken"]
    )
    session.list_partners(Catalog="AWS")

    server.admin("AdvanceClock", Seconds=901)
    with pytest.raises(ClientError) as expired:
        session.list_partners(Catalog="AWS")
    others = seed_account(2)["partners"][0]["id"]
    with pytest.raises(ClientError) as foreign:
        server.client(root["AccessKeyId"], root["SecretAccessKey"]).get_partner(
            Catalog="AWS", Identifier=others
        )

    assert code_of(expired) == "ExpiredTokenException"
    assert code_of(foreign) == "ResourceNotFoundException"
    late, other = records(trail, 11)[-2:]
    assert late["errorCode"] == "ExpiredTokenException"
    assert late["userIdentity"]["accessKeyId"] == made["AccessKeyId"]
    assert other["errorCode"] == "ResourceNotFoundException"
    assert other["userIdentity"]["accountId"] == one.account


def test_a_session_is_on_record_without_its_key(audited, trail):
    server, one, two = audited("--verify-signatures")
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole"}
    of_user = json.dumps({"Statement": statement | {"Resource": "*"}})
    of_role = json.dumps({"Statement": statement | {"Principal": {"AWS": one.account}}})
    ann = {"Account": one.account, "UserName": "ann"}
    server.admin("CreateUser", **ann)
    server.admin("PutUserPolicy", PolicyName="p", PolicyDocument=of_user, **ann)
    key = server.admin("CreateAccessKey", **ann)["AccessKey"]
    desk = {"RoleName": "desk", "AssumeRolePolicyDocument": of_role}
    role = server.admin("CreateRole", Account=one.account, **desk)["Role"]["Arn"]
    sts = boto3.client(
        "sts",
        endpoint_url=server.endpoint,
        region_name="us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )

    made = sts.assume_role(RoleArn=role, RoleSessionName="at-the-desk")["Credentials"]
    with pytest.raises(ClientError):
        sts.assume_role(RoleArn=role + "x", RoleSessionName="at-the-desk")

    *_, kept, denied = records(trail, 6)
    assert (kept["eventSource"], kept["eventName"]) == ("sts.amazonaws.com", "AssumeRole")
    assert kept["userIdentity"]["arn"] == f"arn:aws:iam::{one.account}:user/ann"
    assert kept["requestParameters"]["roleSessionName"] == "at-the-desk"
    assert kept["responseElements"]["credentials"]["accessKeyId"] == made["AccessKeyId"]
    assert made["SecretAccessKey"] not in trail.read_text()
    assert made["SessionToken"] not in trail.read_text()
    assert denied["errorCode"] == "AccessDenied"


# --- those who do not get in ---------------------------------------------------------------------


def signed(server, key: str, secret: str, at: datetime | None = None, body=b'{"Catalog":"AWS"}'):
    """A request of ListPartners as the SDK signs it, sent as it is."""
    request = AWSRequest("POST", server.endpoint + "/", data=body)
    request.headers["X-Amz-Target"] = "PartnerCentralAccount.ListPartners"
    request.headers["Content-Type"] = JSON
    auth = SigV4Auth(Credentials(key, secret), "partnercentral-account", "us-east-1")
    if at is None:
        auth.add_auth(request)
    else:
        text = at.strftime("%Y%m%dT%H%M%SZ")
        request.headers["X-Amz-Date"] = text
        request.context["timestamp"] = text
        to_sign = auth.string_to_sign(request, auth.canonical_request(request))
        auth._inject_signature_to_request(request, auth.signature(to_sign, request))
    fields = [(name, value) for name, value in request.prepare().headers.items()]
    fields = [(n, v) for n, v in fields if n.lower() not in ("content-length", "host")]
    fields.append(("Host", "{}:{}".format(*server.address)))
    return ask(server.address, message(fields, body))


def test_whoever_is_not_let_in_leaves_a_line(audited, trail):
    server, one, two = audited("--verify-signatures")
    secret = "secret-of-1"
    long_ago = datetime.now(timezone.utc) - timedelta(minutes=20)

    assert signed(server, one.account, secret).status == 200
    refusals = [
        call(server.address, "ListPartners", one.account, {"Catalog": "AWS"}, Authorization=None),
        signed(server, "AKIANOBODY", secret),
        signed(server, one.account, "wrong"),
        signed(server, one.account, secret, at=long_ago),
    ]
    lying_length = [*head("ListPartners", one.account), ("Content-Length", "5")]
    refusals.append(ask(server.address, message(lying_length, b"{}")))
    refusals.append(call(server.address, "ListPartners", one.account, "{"))

    events = records(trail, 7)[1:]
    assert [event["errorCode"] for event in events] == [answer.type for answer in refusals]
    assert [event["errorCode"] for event in events] == [
        "MissingAuthenticationTokenException",
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "InvalidSignatureException",
        "MalformedHttpRequestException",
        "SerializationException",
    ]
    assert "Signature expired" in events[3]["errorMessage"]
    assert [event["requestID"] for event in events] == [
        answer.fields["x-amzn-requestid"] for answer in refusals
    ]
    assert all(event["userIdentity"]["type"] == "Unknown" for event in events)
    assert all(event["sourceIPAddress"] == "127.0.0.1" for event in events)
    assert events[1]["userIdentity"]["accessKeyId"] == "AKIANOBODY"
    assert secret not in trail.read_text()


# --- files ---------------------------------------------------------------------------------------


def test_logrotate_may_take_the_file(audited, trail):
    server, one, two = audited()
    first = one.invites(two)

    trail.rename(trail.with_suffix(".old"))
    one.withdraws(first)

    [event] = [json.loads(line) for line in trail.read_text().splitlines()]
    assert event["eventName"] == "CancelConnectionInvitation"


def test_full_files_are_put_aside(audited, trail):
    server, one, two = audited("--audit-file-bytes", "3000", "--audit-files", "2")

    for _ in range(8):
        one.withdraws(one.invites(two))

    files = sorted(file.name for file in trail.parent.glob("audit.log*"))
    assert files == ["audit.log", "audit.log.1", "audit.log.2"]
    sizes = [(trail.parent / name).stat().st_size for name in files]
    assert all(0 < size <= 3000 for size in sizes), sizes
    for name in files:
        for line in (trail.parent / name).read_text().splitlines():
            json.loads(line)


def test_a_restart_goes_on_in_the_same_file(audited, trail):
    server, one, two = audited()
    one.invites(two)
    server.kill()

    server.start()
    Partner(server, 2).client.list_connection_invitations(Catalog="AWS")

    assert [event["eventName"] for event in records(trail, 2)] == [
        "CreateConnectionInvitation",
        "ListConnectionInvitations",
    ]


def test_standard_output_begins_with_the_line_that_scripts_wait_for(start, tmp_path):
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2)])
    server = start("--seed", str(seed), "--audit", "stdout")

    Partner(server, 1).invites(Partner(server, 2))

    soon(lambda: len(server.lines) == 2)
    assert server.lines[0].startswith("ready ")
    assert json.loads(server.lines[1])["eventName"] == "CreateConnectionInvitation"


def test_a_place_that_cannot_be_used_is_refused_at_the_start(start, tmp_path):
    with pytest.raises(AssertionError, match="cannot be opened"):
        start("--audit", f"file:{tmp_path}/none/audit.log")
    with pytest.raises(AssertionError, match="'none', 'store', 'stdout'"):
        start("--audit", "syslog")


# --- in the store --------------------------------------------------------------------------------


@pytest.fixture
def kept(start, tmp_path):
    """A server that keeps records in its store, and three partners."""
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2, 3)])
    server = start("--seed", str(seed), "--audit", "store")
    return server, [Partner(server, n) for n in (1, 2, 3)]


def listed(server, **query) -> list[dict]:
    answer = server.admin("ListAuditEvents", **query)
    return [json.loads(event["CloudTrailEvent"]) for event in answer["Events"]]


def test_a_change_and_its_record_survive_together(kept):
    server, (one, two, _) = kept

    invitation = one.invites(two)
    server.kill()
    server.start()

    [event] = listed(server, Account=one.account)
    assert event["eventName"] == "CreateConnectionInvitation"
    assert event["responseElements"]["id"] == invitation["Id"]
    assert event["requestID"] == invitation["ResponseMetadata"]["RequestId"]


def test_reads_refusals_and_repeats_are_in_the_store_too(kept):
    server, (one, two, _) = kept

    token = {"ClientToken": "11111111-2222-3333-4444-555555555555"}
    one.invites(two, **token)
    one.invites(two, **token)
    with pytest.raises(ClientError):
        one.invites(two)
    one.client.list_connections(Catalog="AWS")
    call(server.address, "ListPartners", one.account, {"Catalog": "AWS"}, Authorization=None)

    soon(lambda: len(listed(server)) >= 5)
    mine = listed(server, Account=one.account)
    assert sorted(event["eventName"] for event in mine) == [
        "CreateConnectionInvitation",
        "CreateConnectionInvitation",
        "CreateConnectionInvitation",
        "ListConnections",
    ]
    assert sorted(event.get("errorCode", "") for event in mine) == ["", "", "", "ConflictException"]
    everybody = listed(server, MaxResults=100)
    [nobody] = [e for e in everybody if e["userIdentity"]["type"] == "Unknown"]
    assert nobody["errorCode"] == "MissingAuthenticationTokenException"


def test_records_are_listed_by_account_and_time_in_pages(kept):
    server, (one, two, three) = kept
    for other in (two, three):
        one.withdraws(one.invites(other))
    three.client.list_connections(Catalog="AWS")

    names, token = [], {}
    while True:
        page = server.admin("ListAuditEvents", Account=one.account, MaxResults=3, **token)
        names += [json.loads(event["CloudTrailEvent"])["eventName"] for event in page["Events"]]
        assert all(event["Account"] == one.account for event in page["Events"])
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}

    assert names == ["CancelConnectionInvitation", "CreateConnectionInvitation"] * 2
    assert listed(server, Account=one.account, EndTime="2026-01-01T00:00:00Z") == []
    assert len(listed(server, Account=one.account, StartTime="2026-01-01T00:00:00Z")) == 4
    assert listed(server, Account=two.account) == []


# --- a full disk ---------------------------------------------------------------------------------


@contextmanager
def small_disk(place: Path, size="64k"):
    """A file system of that size; skips where nobody may make one."""
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place])
    if made.returncode != 0:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_stops_changes_and_nothing_else(audited, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        server, one, two = audited(to=disk / "audit.log")
        three = Partner(server, 3)
        for partner in (one, two, three):
            partner.client = server.client(partner.account, config=Config(retries={"max_attempts": 0}))
        one.withdraws(one.invites(two))
        with pytest.raises(OSError):
            (disk / "ballast").write_bytes(b"x" * 100_000)

        with pytest.raises(ClientError) as caught:
            while True:  # the file's last page has room for a few
                one.withdraws(one.invites(two))
        assert code_of(caught) == "ServiceUnavailable"
        before = one.client.list_connection_invitations(Catalog="AWS")
        with pytest.raises(ClientError) as caught:
            two.invites(one)
        assert code_of(caught) == "ServiceUnavailable"
        assert one.client.list_connection_invitations(Catalog="AWS")[
            "ConnectionInvitationSummaries"
        ] == before["ConnectionInvitationSummaries"], "reads go on, and nothing was changed"
        assert "records cannot be kept, so changes are refused" in server.messages()
        assert "No space left on device" in server.messages()

        (disk / "ballast").unlink()

        soon(lambda: "records are kept again" in server.messages())
        three.invites(one)
        events = [json.loads(line) for line in (disk / "audit.log").read_text().splitlines()]
        assert events[-1]["eventName"] == "CreateConnectionInvitation"
        refused = [event for event in events if event.get("errorCode") == "ServiceUnavailable"]
        assert refused, "that they were refused is on record, too"
        assert server.messages().count("records cannot be kept") == 1, "not one line a call"


def test_where_it_may_a_server_goes_on_without_records(audited):
    server, one, two = audited("--audit-failure", "continue", to="/dev/full")

    for _ in range(3):
        one.withdraws(one.invites(two))

    soon(lambda: "records cannot be kept: /dev/full" in server.messages())
    one.invites(two)
    assert server.stop() == 0
    assert "records are lost with the end" in server.messages()
