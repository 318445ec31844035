"""What policies let users do: the official client's calls against a server that enforces them, and
the operator's own calls of the admin API."""

import json

import pytest
from botocore.exceptions import ClientError

from identity_test import refused_with
from server_process import initialise


@pytest.fixture(scope="module")
def flags():
    return ["--verify-signatures"]


def policy(*statements) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def allow(action, resource="*", **condition) -> dict:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return statement | ({"Condition": condition} if condition else {})


class User:
    """ann, of a fresh account, with a key of her own and no policy yet."""

    def __init__(self, server):
        self.server = server
        self.account = server.admin("CreateAccount", Name="Somebody")["Account"]["Id"]
        self.asks("CreateUser", UserName="ann")
        key = self.asks("CreateAccessKey", UserName="ann")["AccessKey"]
        self.client = server.client(key["AccessKeyId"], key["SecretAccessKey"])
        self.arn = f"arn:aws:iam::{self.account}:user/ann"

    def asks(self, operation, **request):
        return self.server.admin(operation, Account=self.account, **request)

    def may(self, *statements):
        self.asks(
            "PutUserPolicy", UserName="ann", PolicyName="p", PolicyDocument=policy(*statements)
        )

    def denied(self, operation, **request) -> str:
        """Why policies deny the call; empty when they do not, whatever else comes of it."""
        try:
            getattr(self.client, operation)(**request)
        except ClientError as error:
            told = error.response
            if told["Error"]["Message"].startswith("User: "):
                assert told["Error"]["Code"] == "AccessDeniedException"
                assert told["ResponseMetadata"]["HTTPStatusCode"] == 403
                assert told["Reason"] == "ACCESS_DENIED"
                return told["Error"]["Message"]
        return ""


@pytest.fixture
def ann(server):
    return User(server)


def test_nobody_does_what_no_policy_allows(ann):
    assert ann.denied("list_partners", Catalog="AWS") == (
        f"User: {ann.arn} is not authorized to perform: partnercentral:ListPartners on resource: * "
        "because no identity-based policy allows the partnercentral:ListPartners action"
    )
    ann.may(allow("partnercentral:ListPartners"))
    assert ann.denied("list_partners", Catalog="AWS") == "", "from the next request on"
    assert "GetPartner" in ann.denied(
        "get_partner", Catalog="AWS", Identifier="partner-aaaaaaaaaaaaa"
    )
    ann.asks("DeleteUserPolicy", UserName="ann", PolicyName="p")
    assert ann.denied("list_partners", Catalog="AWS") != ""


def test_a_deny_is_stronger_than_any_allow(ann):
    ann.may(
        allow("*"), {"Effect": "Deny", "Action": "partnercentral:List*", "Resource": "*"}
    )
    assert ann.denied("list_partners", Catalog="AWS").endswith(
        "partnercentral:ListPartners on resource: * with an explicit deny in an identity-based policy"
    )
    assert ann.denied("get_connection_preferences", Catalog="AWS") == ""


def test_a_boundary_must_allow_too(ann):
    boundary = ann.asks(
        "CreatePolicy", PolicyName="edge", PolicyDocument=policy(allow("partnercentral:Get*"))
    )["Policy"]["Arn"]
    ann.may(allow("partnercentral:*"))
    ann.asks("PutUserPermissionsBoundary", UserName="ann", PermissionsBoundary=boundary)
    assert "because no permissions boundary allows the" in ann.denied(
        "list_partners", Catalog="AWS"
    )
    ann.asks("DeleteUserPermissionsBoundary", UserName="ann")
    assert ann.denied("list_partners", Catalog="AWS") == ""


def test_conditions_look_at_the_tags_of_the_user(ann):
    ann.may(
        allow(
            "partnercentral:*",
            StringEquals={"partnercentral:Catalog": "${aws:PrincipalTag/catalog, 'Sandbox'}"},
        )
    )
    assert ann.denied("list_partners", Catalog="Sandbox") == ""
    assert ann.denied("list_partners", Catalog="AWS") != ""
    ann.asks("TagUser", UserName="ann", Tags=[{"Key": "catalog", "Value": "AWS"}])
    assert ann.denied("list_partners", Catalog="AWS") == ""
    assert ann.denied("list_partners", Catalog="Sandbox") != ""


def test_the_root_of_an_account_is_bound_by_no_policy(ann):
    key = ann.asks("CreateAccessKey")["AccessKey"]
    root = ann.server.client(key["AccessKeyId"], key["SecretAccessKey"])
    assert root.list_partners(Catalog="AWS")["PartnerSummaryList"] == []


def test_policies_decide_what_an_operator_may_administer(start, tmp_path):
    words = ["--data", tmp_path / "data", "--config", tmp_path / "amity.json"]
    (tmp_path / "amity.json").write_text(json.dumps({"sealing-key-file": str(tmp_path / "key")}))
    root = initialise(*words)
    server = start("--config", str(tmp_path / "amity.json"), command="serve")
    home = next(
        each["Id"] for each in root.asks(server, "ListAccounts")["Accounts"] if each["Operator"]
    )
    root.asks(server, "CreateUser", Account=home, UserName="otto")
    made = root.asks(server, "CreateAccessKey", Account=home, UserName="otto")["AccessKey"]
    otto = type(root)(made["AccessKeyId"], made["SecretAccessKey"])
    assert refused_with(otto.asks, server, "GetClock") == "AccessDeniedException"
    assert refused_with.said == (
        f"User: arn:aws:iam::{home}:user/otto is not authorized to perform: amity:GetClock on "
        "resource: * because no identity-based policy allows the amity:GetClock action"
    )

    mine = "444455556666"
    root.asks(server, "CreateAccount", Account=mine, Name="Otto's")
    root.asks(server, "CreateAccount", Account="777788889999", Name="Not Otto's")
    document = policy(
        allow("amity:GetClock"),
        allow(["amity:*User*", "amity:*AccessKey*"], f"arn:aws:iam::{mine}:user/*"),
    )
    root.asks(
        server, "PutUserPolicy", Account=home, UserName="otto", PolicyName="desk",
        PolicyDocument=document,
    )  # fmt: skip
    otto.asks(server, "GetClock")
    otto.asks(server, "CreateUser", Account=mine, UserName="una")
    key = otto.asks(server, "CreateAccessKey", Account=mine, UserName="una")["AccessKey"]
    stops = {"AccessKeyId": key["AccessKeyId"], "Status": "Inactive"}
    otto.asks(server, "UpdateAccessKey", Account=mine, UserName="una", **stops)
    assert refused_with(otto.asks, server, "ExportIdentities", Account=mine) == "AccessDeniedException"
    assert refused_with(otto.asks, server, "ImportIdentities", Accounts=[]) == "AccessDeniedException"
    for account, operation, more in (
        ("777788889999", "CreateUser", {"UserName": "una"}),
        (home, "PutUserPolicy",
         {"UserName": "otto", "PolicyName": "more", "PolicyDocument": policy(allow("*"))}),
        (mine, "CreateAccessKey", {}),
        (mine, "UpdateAccessKey", stops),
        (mine, "UpdateAccount", {"Status": "SUSPENDED"}),
    ):  # fmt: skip
        request = {"Account": account} | more
        assert refused_with(otto.asks, server, operation, **request) == "AccessDeniedException"
        assert f"arn:aws:iam::{account}:" in refused_with.said
