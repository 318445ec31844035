"""Accounts, users, roles, keys and policies: what the admin API makes of them, and that it holds from
the next request on."""

import json
import re
import stat
import subprocess
import urllib.error

import pytest
from botocore.exceptions import ClientError

from server_process import BINARY, Operator, initialise, seed_account, write_seed

ACCOUNT = "111122223333"
READS = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Reads", "Effect": "Allow", "Action": "partnercentral:Get*", "Resource": "*"},
            {"Effect": "Deny", "Action": "partnercentral:GetPartner", "Resource": "*",
             "Condition": {"StringEquals": {"partnercentral:Catalog": "Sandbox"}}},
        ],
    },
    indent=1,
)  # fmt: skip
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
        ],
    }
)


@pytest.fixture(scope="module")
def flags():
    return ["--verify-signatures"]


@pytest.fixture
def account(server):
    """account: a function that calls the admin API for a fresh account."""
    made = server.admin("CreateAccount", Name="Somebody")["Account"]["Id"]

    def asks(operation, **request):
        return server.admin(operation, Account=made, **request)

    asks.id = made
    return asks


def refused_with(call, *arguments, **request) -> str:
    """The kind of a refusal of the admin API; its sentence is in `said`."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        call(*arguments, **request)
    with caught.value as answer:
        told = json.loads(answer.read())
    refused_with.said = told["Message"]
    return told["__type"].rpartition("#")[2]


def test_an_account_is_made_found_renamed_and_suspended(server):
    made = server.admin("CreateAccount", Account="222233334444", Name="Two", RootAccessKey=True)
    assert made["Account"] | {"CreateDate": 0} == {
        "Id": "222233334444",
        "Name": "Two",
        "Status": "ACTIVE",
        "Operator": False,
        "CreateDate": 0,
    }
    again = {"Account": "222233334444", "Name": "Two again"}
    assert refused_with(server.admin, "CreateAccount", **again) == "ConflictException"
    key = made["AccessKey"]
    client = server.client(key["AccessKeyId"], key["SecretAccessKey"])
    client.list_partners(Catalog="AWS")

    answer = server.admin("UpdateAccount", Account="222233334444", Status="SUSPENDED", Name="2")
    assert (answer["Account"]["Status"], answer["Account"]["Name"]) == ("SUSPENDED", "2")
    with pytest.raises(ClientError, match="UnrecognizedClientException"):
        client.list_partners(Catalog="AWS")
    server.admin("UpdateAccount", Account="222233334444", Status="ACTIVE")
    assert client.list_partners(Catalog="AWS")
    assert server.admin("GetAccount", Account="222233334444")["Account"]["Status"] == "ACTIVE"
    nobody = {"Account": "000000000001"}
    assert refused_with(server.admin, "GetAccount", **nobody) == "ResourceNotFoundException"


def test_accounts_are_listed_in_pages(server):
    for number in range(3):
        server.admin("CreateAccount", Name=f"Listed {number}")
    first = server.admin("ListAccounts", MaxResults=2)
    ids = [each["Id"] for each in first["Accounts"]]
    while "NextToken" in first:
        first = server.admin("ListAccounts", MaxResults=2, NextToken=first["NextToken"])
        ids += [each["Id"] for each in first["Accounts"]]
    assert ids == sorted(set(ids)) and len(ids) > 100
    wrong = {"NextToken": "x"}
    assert refused_with(server.admin, "ListAccounts", **wrong) == "ValidationException"


def test_a_user_and_what_hangs_on_it(account):
    tags = [{"Key": "team", "Value": "sea"}]
    user = account("CreateUser", UserName="ann", Path="/staff/", Tags=tags)["User"]
    assert user["Arn"] == f"arn:aws:iam::{account.id}:user/staff/ann"
    assert re.fullmatch("AIDA[A-Z2-7]{17}", user["UserId"])
    assert user["Tags"] == tags
    assert refused_with(account, "CreateUser", UserName="Ann") == "ConflictException"
    assert refused_with(account, "CreateUser", UserName="a/b") == "ValidationException"

    account("PutUserPolicy", UserName="ann", PolicyName="reads", PolicyDocument=READS)
    policy = account("CreatePolicy", PolicyName="edge", PolicyDocument=READS)["Policy"]
    account("AttachUserPolicy", UserName="ann", PolicyArn=policy["Arn"])
    account("PutUserPermissionsBoundary", UserName="ann", PermissionsBoundary=policy["Arn"])
    account("TagUser", UserName="ann", Tags=[{"Key": "floor", "Value": "2"}])
    account("UntagUser", UserName="ann", TagKeys=["team"])

    shown = account("GetUser", UserName="ann")
    assert shown["User"]["PermissionsBoundary"] == policy["Arn"]
    assert shown["User"]["Tags"] == [{"Key": "floor", "Value": "2"}]
    assert shown["Policies"] == [{"PolicyName": "reads", "PolicyDocument": READS}]
    assert shown["AttachedPolicies"] == [policy["Arn"]]
    assert account("GetPolicy", PolicyArn=policy["Arn"])["Policy"]["AttachmentCount"] == 1

    key = account("CreateAccessKey", UserName="ann")["AccessKey"]["AccessKeyId"]
    assert refused_with(account, "DeleteUser", UserName="ann") == "ConflictException"
    account("DeleteAccessKey", AccessKeyId=key)
    account("DeleteUserPolicy", UserName="ann", PolicyName="reads")
    gone = {"UserName": "ann", "PolicyName": "reads"}
    assert refused_with(account, "DeleteUserPolicy", **gone) == "ResourceNotFoundException"
    assert refused_with(account, "DeletePolicy", PolicyArn=policy["Arn"]) == "ConflictException"
    account("DetachUserPolicy", UserName="ann", PolicyArn=policy["Arn"])
    assert refused_with(account, "DeletePolicy", PolicyArn=policy["Arn"]) == "ConflictException"
    account("DeleteUserPermissionsBoundary", UserName="ann")
    account("DeletePolicy", PolicyArn=policy["Arn"])
    account("DeleteUser", UserName="ann")
    assert refused_with(account, "GetUser", UserName="ann") == "ResourceNotFoundException"


def test_a_role_and_its_terms(account):
    role = account("CreateRole", RoleName="desk", AssumeRolePolicyDocument=TRUST)["Role"]
    assert role["Arn"] == f"arn:aws:iam::{account.id}:role/desk"
    assert re.fullmatch("AROA[A-Z2-7]{17}", role["RoleId"])
    assert role["MaxSessionDuration"] == 3600
    changed = account("UpdateRole", RoleName="desk", MaxSessionDuration=7200, Description="A desk")
    assert changed["Role"]["MaxSessionDuration"] == 7200
    assert changed["Role"]["AssumeRolePolicyDocument"] == TRUST

    account("PutRolePolicy", RoleName="desk", PolicyName="reads", PolicyDocument=READS)
    account("TagRole", RoleName="desk", Tags=[{"Key": "team", "Value": "sea"}])
    shown = account("GetRole", RoleName="desk")
    assert shown["Role"]["Description"] == "A desk"
    assert [each["PolicyName"] for each in shown["Policies"]] == ["reads"]
    assert [each["RoleName"] for each in account("ListRoles")["Roles"]] == ["desk"]
    assert refused_with(account, "DeleteRole", RoleName="desk") == "ConflictException"
    account("DeleteRolePolicy", RoleName="desk", PolicyName="reads")
    account("DeleteRole", RoleName="desk")
    for terms in ({"MaxSessionDuration": 60}, {"MaxSessionDuration": 50_000}):
        request = {"RoleName": "r", "AssumeRolePolicyDocument": TRUST} | terms
        assert refused_with(account, "CreateRole", **request) == "ValidationException"


def test_lists_come_in_pages(account):
    for name in ("ann", "bea", "cyn"):
        account("CreateUser", UserName=name)
        account("CreatePolicy", PolicyName=name, PolicyDocument=READS)
    page = account("ListUsers", MaxResults=2)
    assert [each["UserName"] for each in page["Users"]] == ["ann", "bea"]
    page = account("ListUsers", MaxResults=2, NextToken=page["NextToken"])
    assert [each["UserName"] for each in page["Users"]] == ["cyn"] and "NextToken" not in page

    def all_policies(size, **more):
        names, token = [], {}
        while True:
            page = account("ListPolicies", MaxResults=size, **token, **more)
            assert len(page["Policies"]) <= size
            names += [each["PolicyName"] for each in page["Policies"]]
            if "NextToken" not in page:
                return names
            token = {"NextToken": page["NextToken"]}

    whole = all_policies(100)
    assert whole[-3:] == ["ann", "bea", "cyn"] and len(whole) == len(set(whole))
    for size in (1, 2, 3, len(whole)):
        assert all_policies(size) == whole
    assert all_policies(2, Scope="Local") == ["ann", "bea", "cyn"]
    assert all_policies(2, Scope="AWS") == whole[:-3]


def test_policies_of_aws_are_there_for_everybody(account):
    arn = account("CreateUser", UserName="ann")["User"]["Arn"]
    policy = account("ListPolicies", Scope="AWS")["Policies"][0]
    assert policy["Arn"].startswith("arn:aws:iam::aws:policy/")
    account("AttachUserPolicy", UserName="ann", PolicyArn=policy["Arn"])
    shown = account("GetPolicy", PolicyArn=policy["Arn"])["Policy"]
    assert json.loads(shown["PolicyDocument"])["Statement"] and shown["AttachmentCount"] == 1
    assert refused_with(account, "DeletePolicy", PolicyArn=policy["Arn"]) == (
        "ResourceNotFoundException"
    )
    nothing = {"UserName": "ann", "PolicyArn": "arn:aws:iam::aws:policy/NoSuchPolicy"}
    assert refused_with(account, "AttachUserPolicy", **nothing) == "ResourceNotFoundException"
    full = {"UserName": "ann", "PolicyArn": "arn:aws:iam::aws:policy/AWSPartnerCentralFullAccess"}
    account("AttachUserPolicy", **full)
    (result,) = account(
        "SimulatePrincipalPolicy",
        PolicySourceArn=arn,
        ActionNames=["partnercentral:CreatePartner"],
        ContextEntries=[
            {"ContextKeyName": "partnercentral:Catalog", "ContextKeyValues": ["AWS"]}
        ],
    )["EvaluationResults"]
    assert result["EvalDecision"] == "allowed"
    assert result["MatchedStatements"][0]["SourcePolicyId"] == full["PolicyArn"]


def test_a_policy_that_does_not_parse_is_refused_with_its_place(account):
    account("CreateUser", UserName="ann")
    for document, says in (
        ('{\n "Statement": [}', "ine 2"),
        ('{"Version": "2012-10-17", "Statement": [{"Effect": "Maybe"}]}', "Line 1"),
        (TRUST, "Principal"),
    ):
        request = {"UserName": "ann", "PolicyName": "p", "PolicyDocument": document}
        assert refused_with(account, "PutUserPolicy", **request) == "ValidationException"
        assert says in refused_with.said
    wrong = {"RoleName": "r", "AssumeRolePolicyDocument": READS}
    assert refused_with(account, "CreateRole", **wrong) == "ValidationException"
    long = json.loads(READS)
    long["Statement"][0]["Resource"] = [f"arn:aws:partnercentral:::x{n}" for n in range(80)]
    request = {"UserName": "ann", "PolicyName": "p", "PolicyDocument": json.dumps(long)}
    assert refused_with(account, "PutUserPolicy", **request) == "ConflictException"
    assert "2048" in refused_with.said


def test_what_belongs_to_another_account_does_not_exist(server, account):
    account("CreateUser", UserName="ann")
    key = account("CreateAccessKey", UserName="ann")["AccessKey"]["AccessKeyId"]
    policy = account("CreatePolicy", PolicyName="edge", PolicyDocument=READS)["Policy"]["Arn"]
    other = server.admin("CreateAccount", Name="Other")["Account"]["Id"]

    def asks(operation, **request):
        return server.admin(operation, Account=other, **request)

    asks("CreateUser", UserName="ann")
    missing = "ResourceNotFoundException"
    assert refused_with(asks, "DeleteAccessKey", AccessKeyId=key) == missing
    assert refused_with(asks, "UpdateAccessKey", AccessKeyId=key, Status="Inactive") == missing
    assert refused_with(asks, "GetAccessKeyLastUsed", AccessKeyId=key) == missing
    assert refused_with(asks, "GetPolicy", PolicyArn=policy) == missing
    assert refused_with(asks, "AttachUserPolicy", UserName="ann", PolicyArn=policy) == missing
    boundary = {"UserName": "ann", "PermissionsBoundary": policy}
    assert refused_with(asks, "PutUserPermissionsBoundary", **boundary) == missing
    assert asks("ListAccessKeys", UserName="ann")["AccessKeyMetadata"] == []


def test_an_access_key_is_stopped_rotated_and_deleted(server, account):
    account("CreateUser", UserName="ann")
    old = account("CreateAccessKey", UserName="ann")["AccessKey"]
    assert re.fullmatch("AKIA[A-Z2-7]{16}", old["AccessKeyId"])
    assert len(old["SecretAccessKey"]) == 40
    new = account("CreateAccessKey", UserName="ann")["AccessKey"]
    assert refused_with(account, "CreateAccessKey", UserName="ann") == "ConflictException"
    assert account("CreateAccessKey")["AccessKey"].get("UserName") is None  # the root's

    def works(key):
        client = server.client(key["AccessKeyId"], key["SecretAccessKey"])
        try:
            client.list_partners(Catalog="AWS")
        except ClientError as error:
            code = error.response["Error"]["Code"]
            assert code in ("UnrecognizedClientException", "AccessDeniedException"), error
            return code != "UnrecognizedClientException"
        return True

    account("PutUserPolicy", UserName="ann", PolicyName="all", PolicyDocument=READS)
    assert works(old) and works(new)
    account("UpdateAccessKey", AccessKeyId=old["AccessKeyId"], Status="Inactive")
    assert not works(old) and works(new)
    account("UpdateAccessKey", AccessKeyId=old["AccessKeyId"], Status="Active")
    assert works(old)
    listed = account("ListAccessKeys", UserName="ann")["AccessKeyMetadata"]
    assert {each["AccessKeyId"] for each in listed} == {old["AccessKeyId"], new["AccessKeyId"]}
    assert "Secret" not in json.dumps(listed)
    account("CreateUser", UserName="bob")
    of_bob = {"UserName": "bob", "AccessKeyId": old["AccessKeyId"]}
    assert refused_with(account, "DeleteAccessKey", **of_bob) == "ResourceNotFoundException"
    account("DeleteAccessKey", UserName="ann", AccessKeyId=old["AccessKeyId"])
    assert not works(old) and works(new)

    server.admin("RunDueWork")
    used = account("GetAccessKeyLastUsed", AccessKeyId=new["AccessKeyId"])
    assert used["UserName"] == "ann"
    assert used["AccessKeyLastUsed"]["ServiceName"] == "partnercentral-account"
    never = account("CreateAccessKey", UserName="ann")["AccessKey"]["AccessKeyId"]
    told = account("GetAccessKeyLastUsed", AccessKeyId=never)["AccessKeyLastUsed"]
    assert told == {"ServiceName": "N/A", "Region": "N/A"}


def test_a_simulation_names_the_statement_that_decides(account):
    arn = account("CreateUser", UserName="ann")["User"]["Arn"]
    account("PutUserPolicy", UserName="ann", PolicyName="reads", PolicyDocument=READS)

    def decides(action, catalog="AWS"):
        (result,) = account(
            "SimulatePrincipalPolicy",
            PolicySourceArn=arn,
            ActionNames=[f"partnercentral:{action}"],
            ContextEntries=[
                {"ContextKeyName": "partnercentral:Catalog", "ContextKeyValues": [catalog]}
            ],
        )["EvaluationResults"]
        return result["EvalDecision"], [
            (each["SourcePolicyId"], each["Statement"], each["Sid"])
            for each in result["MatchedStatements"]
        ]

    assert decides("GetPartner") == ("allowed", [("reads", 1, "Reads")])
    assert decides("GetPartner", "Sandbox") == ("explicitDeny", [("reads", 2, "")])
    assert decides("CreatePartner") == ("implicitDeny", [])
    other = {"PolicySourceArn": "arn:aws:iam::999999999999:user/ann", "ActionNames": ["a:b"]}
    assert refused_with(account, "SimulatePrincipalPolicy", **other) == "ValidationException"


def test_identities_are_carried_to_another_installation(start, server, account, tmp_path):
    account("CreateUser", UserName="ann", Path="/staff/", Tags=[{"Key": "team", "Value": "sea"}])
    account("PutUserPolicy", UserName="ann", PolicyName="reads", PolicyDocument=READS)
    policy = account("CreatePolicy", PolicyName="edge", PolicyDocument=READS)["Policy"]["Arn"]
    account("AttachUserPolicy", UserName="ann", PolicyArn=policy)
    account("CreateRole", RoleName="desk", AssumeRolePolicyDocument=TRUST)
    key = account("CreateAccessKey")["AccessKey"]

    plain = account("ExportIdentities")
    assert key["SecretAccessKey"] not in json.dumps(plain)
    assert "RootAccessKeys" not in plain["Accounts"][0]
    sealed = account("ExportIdentities", Secrets="SEALED")
    assert key["SecretAccessKey"] not in json.dumps(sealed)
    assert sealed["Accounts"][0]["RootAccessKeys"][0]["SealedSecret"]
    clear = account("ExportIdentities", Secrets="CLEAR")

    elsewhere = start("--verify-signatures")
    assert refused_with(elsewhere.admin, "ImportIdentities", Accounts=sealed["Accounts"]) == (
        "ValidationException"
    )
    assert refused_with(elsewhere.admin, "GetAccount", Account=account.id) == (
        "ResourceNotFoundException"
    ), "half of an import is none"
    assert elsewhere.admin("ImportIdentities", Accounts=clear["Accounts"]) == {
        "Added": 5,
        "Present": 0,
    }
    assert elsewhere.admin("ImportIdentities", Accounts=clear["Accounts"])["Added"] == 0
    carried = elsewhere.admin("ExportIdentities", Account=account.id, Secrets="CLEAR")
    assert carried == clear
    client = elsewhere.client(key["AccessKeyId"], key["SecretAccessKey"])
    client.list_partners(Catalog="AWS")


# ---- amity serve ---------------------------------------------------------------------------------


@pytest.fixture
def words(tmp_path):
    write_seed(tmp_path / "seed.json", [seed_account(1)])
    settings = {
        "seed": str(tmp_path / "seed.json"),
        "sealing-key-file": str(tmp_path / "sealing-key"),
        "read-rate": 0,
    }
    (tmp_path / "amity.json").write_text(json.dumps(settings))
    return ["--config", str(tmp_path / "amity.json")]


@pytest.fixture
def serve(start, words):
    return lambda **more: start(*words, command="serve", **more)


@pytest.fixture
def operator(words, tmp_path):
    return initialise(*words, "--data", tmp_path / "data")


def run(*words, environment=None):
    command = [BINARY, "serve", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, env=environment)


def test_init_makes_what_serve_needs_and_only_once(words, tmp_path, serve):
    data = ["--data", str(tmp_path / "data")]
    assert "sealing-key" in run(*words, *data).stderr
    operator = initialise(*words, *data)

    key = tmp_path / "sealing-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    again = run("--init", *words, *data)
    assert again.returncode == 1 and "operator already" in again.stderr
    assert again.stdout == ""
    key.chmod(0o644)
    assert "chmod 600" in run(*words, *data).stderr
    key.chmod(0o600)
    server = serve()
    (told,) = [each for each in operator.asks(server, "ListAccounts")["Accounts"]
               if each["Operator"]]  # fmt: skip
    suspends = {"Account": told["Id"], "Status": "SUSPENDED"}
    assert refused_with(operator.asks, server, "UpdateAccount", **suspends) == "ConflictException"


def test_serve_says_what_is_missing(words, tmp_path):
    data = ["--data", str(tmp_path / "data")]
    (tmp_path / "sealing-key").write_text(64 * "a")
    (tmp_path / "sealing-key").chmod(0o600)
    told = run(*words, *data)
    assert told.returncode == 1 and "serve --init" in told.stderr

    initialise(*words, *data)
    (tmp_path / "sealing-key").write_text(64 * "b")
    told = run(*words, *data)
    assert told.returncode == 1 and "not the one that the secrets" in told.stderr
    (tmp_path / "sealing-key").write_text("b")
    assert "64 hexadecimal digits" in run(*words, *data).stderr
    (tmp_path / "amity.json").write_text("{}")
    assert "sealing-key-file" in run(*words, *data).stderr


def test_half_an_import_is_no_init(words, tmp_path):
    half = {"Accounts": [{"Account": ACCOUNT, "RootAccessKeys": [{"AccessKeyId": "AKIA1"}]}]}
    (tmp_path / "identities.json").write_text(json.dumps(half))
    more = ["--data", str(tmp_path / "data"), "--identities", str(tmp_path / "identities.json")]
    told = run("--init", *words, *more)
    assert told.returncode == 1 and "AKIA1" in told.stderr and "identities.json" in told.stderr
    (tmp_path / "identities.json").write_text('{"Accounts": [{"Acount": "1"}]}')
    assert "acount" in run("--init", *words, *more).stderr
    initialise(*words, "--data", tmp_path / "data")


def test_what_is_made_survives_a_restart_and_is_sealed(serve, operator, tmp_path):
    server = serve(environment={"AMITY_AUDIT": f"file:{tmp_path / 'audit.log'}"})
    made = operator.asks(server, "CreateAccount", Name="Made", RootAccessKey=True)["AccessKey"]
    server.client(made["AccessKeyId"], made["SecretAccessKey"]).list_partners(Catalog="AWS")
    assert refused_with(
        Operator(made["AccessKeyId"], made["SecretAccessKey"]).asks, server, "ListAccounts"
    ) == ("AccessDeniedException")
    server.kill()
    server = serve()
    server.client(made["AccessKeyId"], made["SecretAccessKey"]).list_partners(Catalog="AWS")
    assert server.stop() == 0

    clear = operator.asks(server := serve(), "ExportIdentities", Secrets="CLEAR")
    assert made["SecretAccessKey"] in json.dumps(clear)
    assert server.stop() == 0
    assert made["AccessKeyId"] in (tmp_path / "audit.log").read_text()
    for secret in (made["SecretAccessKey"], operator.secret):
        for file in [*(tmp_path / "data").iterdir(), *tmp_path.glob("*.log")]:
            assert secret.encode() not in file.read_bytes(), file


def test_the_sealing_key_is_rotated(serve, operator, tmp_path, words):
    server = serve()
    before = (tmp_path / "sealing-key").read_text()
    for _ in range(3):
        made = operator.asks(server, "CreateAccount", Name="Made", RootAccessKey=True)["AccessKey"]
    left_behind = tmp_path / "sealing-key.new"
    left_behind.touch(0o666)
    answer = operator.asks(server, "RotateSealingKey")
    assert not left_behind.exists()
    assert answer["Resealed"] == 4
    keys = [line for line in (tmp_path / "sealing-key").read_text().split("\n") if "#" not in line]
    assert keys[1] in before and keys[0] not in before
    assert stat.S_IMODE((tmp_path / "sealing-key").stat().st_mode) == 0o600
    server.client(made["AccessKeyId"], made["SecretAccessKey"]).list_partners(Catalog="AWS")
    server.stop()

    # The old key is not needed any more.
    (tmp_path / "sealing-key").write_text(keys[0])
    server = serve()
    server.client(made["AccessKeyId"], made["SecretAccessKey"]).list_partners(Catalog="AWS")
    server.stop()
    # From the environment: the first of several seals anew.
    (tmp_path / "amity.json").write_text(json.dumps({"read-rate": 0}))
    environment = {"AMITY_SEALING_KEY": f"{64 * 'c'},{keys[0]}"}
    server = serve(environment=environment)
    assert operator.asks(server, "RotateSealingKey")["Resealed"] == 4
    server.stop()
    server = serve(environment={"AMITY_SEALING_KEY": 64 * "c"})
    assert operator.asks(server, "RotateSealingKey")["Resealed"] == 0
