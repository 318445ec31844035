"""STS at the API's endpoint, by clients that do not know that it is not AWS: who calls, and roles
for a while."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from server_process import REGION

AWS = Path(sys.executable).with_name("aws")
LIST = {"Catalog": "AWS"}


def policy(*statements: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(*actions: str, **more) -> dict:
    return {"Effect": "Allow", "Action": list(actions), "Resource": "*"} | more


def trust(*principals: str, **more) -> str:
    actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
    return policy(
        {"Effect": "Allow", "Principal": {"AWS": list(principals)}, "Action": actions} | more
    )


@pytest.fixture(scope="module")
def flags():
    return ["--verify-signatures"]


class Account:
    """An account of its own for each story, and the keys of its users."""

    def __init__(self, server):
        self.server = server
        made = server.admin("CreateAccount", Name="Somebody", RootAccessKey=True)
        self.id = made["Account"]["Id"]
        self.root = made["AccessKey"]

    def asks(self, operation, **request):
        return self.server.admin(operation, Account=self.id, **request)

    def user(self, name, *statements) -> dict:
        self.asks("CreateUser", UserName=name)
        if statements:
            document = policy(*statements)
            self.asks("PutUserPolicy", UserName=name, PolicyName="p", PolicyDocument=document)
        return self.asks("CreateAccessKey", UserName=name)["AccessKey"]

    def role(self, name, trust_policy, *statements, **more) -> str:
        request = {"RoleName": name, "AssumeRolePolicyDocument": trust_policy} | more
        arn = self.asks("CreateRole", **request)["Role"]["Arn"]
        document = policy(*(statements or [allow("partnercentral:*")]))
        self.asks("PutRolePolicy", RoleName=name, PolicyName="p", PolicyDocument=document)
        return arn


@pytest.fixture
def account(server):
    return Account(server)


def client(server, key, service="sts"):
    return boto3.client(
        service,
        endpoint_url=server.endpoint,
        region_name=REGION,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key.get("SessionToken"),
    )


def assume(server, key, role, **more) -> dict:
    return client(server, key).assume_role(RoleArn=role, RoleSessionName="s1", **more)


def refused(call, *arguments, **request) -> tuple[str, int]:
    with pytest.raises(ClientError) as caught:
        call(*arguments, **request)
    response = caught.value.response
    assert response["ResponseMetadata"]["RequestId"]
    refused.said = response["Error"]["Message"]
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]


def may(server, key, **request) -> bool:
    try:
        client(server, key, "partnercentral-account").list_partners(**(LIST | request))
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDeniedException"
        return False
    return True


def test_everybody_is_told_who_they_are(server, account):
    ann = account.user("ann")

    seen = client(server, ann).get_caller_identity()
    assert seen["Arn"] == f"arn:aws:iam::{account.id}:user/ann"
    assert seen["Account"] == account.id
    assert seen["UserId"].startswith("AIDA")

    root = client(server, account.root).get_caller_identity()
    assert root["Arn"] == f"arn:aws:iam::{account.id}:root"
    assert (root["UserId"], root["Account"]) == (account.id, account.id)


def test_nobody_is_told_without_a_key(server, account):
    stranger = {"AccessKeyId": "AKIA" + "A" * 16, "SecretAccessKey": "x"}
    assert refused(client(server, stranger).get_caller_identity) == ("InvalidClientTokenId", 403)
    wrong = account.root | {"SecretAccessKey": "wrong"}
    assert refused(client(server, wrong).get_caller_identity) == ("SignatureDoesNotMatch", 403)


def test_a_user_becomes_a_role(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id), allow("partnercentral:List*"))
    assert not may(server, ann)

    answer = assume(server, ann, role)

    assert answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{account.id}:assumed-role/desk/s1"
    key = answer["Credentials"]
    assert key["AccessKeyId"].startswith("ASIA")
    assert may(server, key)
    seen = client(server, key).get_caller_identity()
    assert seen["Arn"] == answer["AssumedRoleUser"]["Arn"]
    assert seen["UserId"] == answer["AssumedRoleUser"]["AssumedRoleId"]


def test_a_session_ends_with_its_time_and_with_its_role(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id))
    key = assume(server, ann, role, DurationSeconds=900)["Credentials"]
    assert may(server, key)

    without_token = {name: key[name] for name in ("AccessKeyId", "SecretAccessKey")}
    assert refused(client(server, without_token).get_caller_identity)[0] == "InvalidClientTokenId"

    account.asks("DeleteRolePolicy", RoleName="desk", PolicyName="p")
    assert not may(server, key)
    account.asks("DeleteRole", RoleName="desk")
    assert refused(client(server, key).get_caller_identity) == ("InvalidClientTokenId", 403)


def test_a_suspended_account_ends_what_its_users_hold_elsewhere(server, account):
    other = Account(server)
    ann = other.user("ann", allow("sts:AssumeRole"))
    first = account.role("desk", trust(other.id), allow("sts:AssumeRole", "partnercentral:*"))
    second = account.role("safe", trust(account.id))
    key = assume(server, ann, first)["Credentials"]
    chained = assume(server, key, second)["Credentials"]
    assert may(server, key) and may(server, chained)

    other.asks("UpdateAccount", Status="SUSPENDED")
    for each in (key, chained):
        assert refused(client(server, each).get_caller_identity) == ("InvalidClientTokenId", 403)
    other.asks("UpdateAccount", Status="ACTIVE")
    assert may(server, key) and may(server, chained)


def test_older_sessions_are_revoked_by_a_policy_of_their_role(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    key = assume(server, ann, account.role("desk", trust(account.id)))["Credentials"]
    assert may(server, key)

    def since(time):
        older = {"DateLessThan": {"aws:TokenIssueTime": time}}
        deny = {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": older}
        account.asks(
            "PutRolePolicy", RoleName="desk", PolicyName="older", PolicyDocument=policy(deny)
        )

    since("2999-01-01T00:00:00Z")
    assert not may(server, key)
    since("2001-01-01T00:00:00Z")
    assert may(server, key)


def test_trust_and_the_callers_own_policy_must_both_allow(server, account):
    other = Account(server)
    ann = account.user("ann", allow("sts:AssumeRole"))
    idle = account.user("idle")
    theirs = other.user("theo", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id))
    named = account.role("named", trust(f"arn:aws:iam::{account.id}:user/idle"))

    assert assume(server, ann, role)
    assert assume(server, idle, named), "within an account its name is enough"
    for key, arn in ((idle, role), (ann, named), (theirs, role), (ann, role + "x")):
        assert refused(assume, server, key, arn) == ("AccessDenied", 403)
        assert refused.said.endswith(f"is not authorized to perform: sts:AssumeRole on resource: {arn}")
    assert refused(assume, server, account.root, role) == ("AccessDenied", 403)
    assert refused.said == "Roles may not be assumed by root accounts."


def test_another_account_is_let_in_by_both_sides(server, account):
    other = Account(server)
    role = account.role("desk", trust(other.id))
    theirs = other.user("theo", allow("sts:AssumeRole", Resource=role))
    idle = other.user("idle")

    assert may(server, assume(server, theirs, role)["Credentials"])
    assert refused(assume, server, idle, role) == ("AccessDenied", 403)


def test_the_roles_owner_may_ask_for_more(server, account):
    ann = account.user("ann", allow("sts:*"))
    condition = {
        "StringEquals": {"sts:ExternalId": "x-1", "aws:RequestTag/team": "sea"},
        "StringLike": {"sts:RoleSessionName": "s?", "sts:SourceIdentity": "ann"},
    }
    role = account.role("desk", trust(account.id, Condition=condition))
    more = {
        "ExternalId": "x-1",
        "Tags": [{"Key": "Team", "Value": "sea"}],
        "TransitiveTagKeys": ["Team"],
        "SourceIdentity": "ann",
    }

    answer = assume(server, ann, role, **more)

    assert answer["SourceIdentity"] == "ann"
    assert refused(assume, server, ann, role, **(more | {"ExternalId": "x-2"}))[0] == "AccessDenied"
    without_tags = {name: more[name] for name in ("ExternalId", "SourceIdentity")}
    assert refused(assume, server, ann, role, **without_tags)[0] == "AccessDenied"


def test_tags_need_a_permission_and_reach_policies(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    bob = account.user("bob", allow("sts:AssumeRole", "sts:TagSession"))
    condition = {"StringEquals": {"aws:PrincipalTag/team": "sea"}}
    role = account.role(
        "desk", trust(account.id), allow("partnercentral:*", Condition=condition)
    )
    tags = [{"Key": "team", "Value": "sea"}]

    assert refused(assume, server, ann, role, Tags=tags)[0] == "AccessDenied"
    assert "sts:TagSession" in refused.said
    assert may(server, assume(server, bob, role, Tags=tags)["Credentials"])
    assert not may(server, assume(server, bob, role)["Credentials"])
    twice = tags + [{"Key": "TEAM", "Value": "land"}]
    assert refused(assume, server, bob, role, Tags=twice) == ("ValidationError", 400)


def test_session_policies_take_away(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id))
    reads = policy(allow("partnercentral:Get*"))
    sandbox = "arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess"

    assert not may(server, assume(server, ann, role, Policy=reads)["Credentials"])
    key = assume(server, ann, role, Policy=reads, PolicyArns=[{"arn": sandbox}])["Credentials"]
    assert may(server, key, Catalog="Sandbox"), "what one of them allows"
    assert not may(server, key, Catalog="AWS")

    broken = '{"Version": "2012-10-17",\n "Statement": {"Effect": "Alow"}}'
    assert refused(assume, server, ann, role, Policy=broken) == ("MalformedPolicyDocument", 400)
    assert "Line 2" in refused.said
    missing = [{"arn": "arn:aws:iam::aws:policy/None"}]
    assert refused(assume, server, ann, role, PolicyArns=missing) == ("ValidationError", 400)


def test_how_long_a_session_may_last(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id), allow("*"), MaxSessionDuration=7200)

    key = assume(server, ann, role, DurationSeconds=7200)["Credentials"]

    for seconds in (7201, 43201):
        outcome = refused(assume, server, ann, role, DurationSeconds=seconds)
        assert outcome == ("ValidationError", 400)
    assert refused(assume, server, key, role, DurationSeconds=3601) == ("ValidationError", 400)
    assert "role chaining" in refused.said
    assert may(server, assume(server, key, role, DurationSeconds=3600)["Credentials"])


def test_malformed_requests(server, account):
    ann = account.user("ann", allow("sts:AssumeRole"))
    sts = client(server, ann)
    ask = {"RoleArn": f"arn:aws:iam::{account.id}:user/ann", "RoleSessionName": "s1"}
    assert refused(sts.assume_role, **ask) == ("ValidationError", 400)
    ask = {"RoleArn": f"arn:aws:iam::{account.id}:role/desk", "RoleSessionName": "a b"}
    assert refused(sts.assume_role, **ask) == ("ValidationError", 400)
    assert "roleSessionName" in refused.said
    assert refused(sts.get_session_token) == ("InvalidAction", 400)


def test_a_profile_of_the_shared_configuration(server, account, tmp_path):
    ann = account.user("ann", allow("sts:AssumeRole"))
    role = account.role("desk", trust(account.id))
    (tmp_path / "credentials").write_text(
        f"[ann]\naws_access_key_id = {ann['AccessKeyId']}\n"
        f"aws_secret_access_key = {ann['SecretAccessKey']}\n"
    )
    (tmp_path / "config").write_text(
        f"[profile desk]\nrole_arn = {role}\nsource_profile = ann\nregion = {REGION}\n"
        "role_session_name = at-the-desk\n"
    )
    place = {
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_ENDPOINT_URL": server.endpoint,
        "AWS_PROFILE": "desk",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    without = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}

    def aws(*words):
        ended = subprocess.run(
            [AWS, *words], env=without | place, capture_output=True, text=True, timeout=60
        )
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    seen = aws("sts", "get-caller-identity")
    assert seen["Arn"] == f"arn:aws:sts::{account.id}:assumed-role/desk/at-the-desk"
    assert aws("partnercentral-account", "list-partners", "--catalog", "AWS") is not None


def test_in_dev_an_account_is_its_own_key(start):
    server = start()
    seen = client(server, {"AccessKeyId": "444455556666", "SecretAccessKey": "any"})
    assert seen.get_caller_identity()["Arn"] == "arn:aws:iam::444455556666:root"
