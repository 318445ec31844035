"""Whose key a command is signed with: in the same environment the same one as the AWS CLI takes.
Both send a call to a server that answers nothing and keeps their signatures. And roles of Amity's
own STS, over TLS."""

import hashlib
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from certificates import Authority
from server_process import BINARY, REGION

AWS = Path(sys.executable).with_name("aws")
LATER = "2099-01-01T00:00:00Z"
ROLE = "arn:aws:iam::111122223333:role/"


class Services(http.server.BaseHTTPRequestHandler):
    """The API, STS, the SSO portal, an agent of containers and a metadata service, in one."""

    signed = []  # the key ids of calls of the API

    def reply(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def key(self, name, token="Token", **more):
        self.reply(
            200,
            json.dumps(
                {"AccessKeyId": name, "SecretAccessKey": "s", token: "t", "Expiration": LATER} | more
            ).encode(),
        )

    def do_PUT(self):
        self.reply(200, b"metadata-token")

    def do_GET(self):
        if self.path == "/latest/meta-data/iam/security-credentials/":
            return self.reply(200, b"the-role")
        if self.path.startswith("/latest/meta-data/iam/security-credentials/the-role"):
            assert self.headers["X-aws-ec2-metadata-token"] == "metadata-token"
            return self.key("INSTANCE", Code="Success")
        if self.path.startswith("/federation/credentials?"):
            role = re.search("role_name=([^&]*)", self.path)[1]
            name = f"SSO.{role}.{self.headers['x-amz-sso_bearer_token']}"
            credentials = {"accessKeyId": name, "secretAccessKey": "s", "sessionToken": "t"}
            credentials["expiration"] = 4_000_000_000_000
            return self.reply(200, json.dumps({"roleCredentials": credentials}).encode())
        self.key(f"CONTAINER.{self.headers.get('Authorization', '')}")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        authorization = self.headers.get("Authorization", "Credential=NOBODY/")
        by = re.search("Credential=([^/]*)", authorization)[1]
        if "x-amz-target" in self.headers:
            Services.signed.append(by)
            return self.reply(200, b"{}")
        role = re.search("role%2F([a-z]*)", body)[1]
        name = f"{role}.{by}"
        if "WebIdentityToken=" in body:
            name = f"{role}.{re.search('WebIdentityToken=([a-z]*)', body)[1]}"
        kind = re.search("Action=([A-Za-z]*)", body)[1]
        self.reply(
            200,
            (
                f'<{kind}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{kind}Result>'
                f"<Credentials><AccessKeyId>{name}</AccessKeyId><SecretAccessKey>s"
                f"</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{LATER}</Expiration>"
                f"</Credentials></{kind}Result></{kind}Response>"
            ).encode(),
        )

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def services():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


CONFIG = """
[default]
aws_access_key_id = DEFAULT
aws_secret_access_key = s
[profile key]
aws_access_key_id = KEY
aws_secret_access_key = s=s
[profile named]
aws_access_key_id = CONFIG
aws_secret_access_key = s
[profile empty]
region = eu-west-1
[profile role]
role_arn = arn:aws:iam::111122223333:role/one
source_profile = key
external_id = ext
duration_seconds = 900
[profile chain]
role_arn = arn:aws:iam::111122223333:role/two
source_profile = role
role_session_name = me
[profile self]
role_arn = arn:aws:iam::111122223333:role/self
source_profile = self
aws_access_key_id = SELF
aws_secret_access_key = s
[profile of-environment]
role_arn = arn:aws:iam::111122223333:role/env
credential_source = Environment
[profile of-container]
role_arn = arn:aws:iam::111122223333:role/ecs
credential_source = EcsContainer
[profile of-instance]
role_arn = arn:aws:iam::111122223333:role/ec
credential_source = Ec2InstanceMetadata
[profile web]
role_arn = arn:aws:iam::111122223333:role/web
web_identity_token_file = {home}/token
[profile process]
credential_process = cat '{home}/printed'
[profile both]
credential_process = cat '{home}/printed'
[sso-session ours]
sso_start_url = https://example.com/start
sso_region = eu-west-1
[profile sso]
sso_session = ours
sso_account_id = 111122223333
sso_role_name = Session
[profile old-sso]
sso_start_url = https://example.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Old
[profile a]
role_arn = arn:aws:iam::111122223333:role/a
source_profile = b
[profile b]
role_arn = arn:aws:iam::111122223333:role/b
source_profile = a
[profile lonely]
role_arn = arn:aws:iam::111122223333:role/a
[profile lost]
role_arn = arn:aws:iam::111122223333:role/a
source_profile = nobody
[profile half]
aws_access_key_id = HALF
"""
CREDENTIALS = """
[named]
aws_access_key_id = CREDENTIALS
aws_secret_access_key = s
[only-there]
aws_access_key_id = ONLY
aws_secret_access_key = s
[both]
aws_access_key_id = BOTH
aws_secret_access_key = s
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    cache = home / ".aws/sso/cache"
    cache.mkdir(parents=True)
    (home / ".aws/config").write_text(CONFIG.replace("{home}", str(home)))
    (home / ".aws/credentials").write_text(CREDENTIALS)
    (home / "token").write_text("webtoken")
    printed = {"Version": 1, "AccessKeyId": "PRINTED", "SecretAccessKey": "s"}
    (home / "printed").write_text(json.dumps(printed))
    for name, token in {"ours": "mine", "https://example.com/start": "older"}.items():
        digest = hashlib.sha1(name.encode()).hexdigest()
        content = {"accessToken": token, "expiresAt": LATER, "startUrl": "https://example.com/start"}
        (cache / f"{digest}.json").write_text(json.dumps(content | {"region": "eu-west-1"}))
    return home


@pytest.fixture
def signer(services, home):
    """signer(program, profile, variables): the key id that signed its call, or what it said."""

    def signs(program, profile, variables):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": services,
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": services,
        } | {name: value.format(services=services, home=home) for name, value in variables.items()}
        Services.signed.clear()
        named = ["--profile", profile] if profile else []
        command = [*program, "list-partners", "--catalog", "AWS", *named]
        process = subprocess.run(command, env=environment, capture_output=True, text=True)
        return Services.signed[0] if Services.signed else process.stderr.strip()

    return signs


KEY = {"AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"}
CONTAINER = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{services}/container"}
NO_INSTANCE = {"AWS_EC2_METADATA_DISABLED": "true"}
WEB = {
    "AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/token",
    "AWS_ROLE_ARN": ROLE + "envweb",
    "AWS_ROLE_SESSION_NAME": "me",
}
OTHER_HOME = {"AWS_CONFIG_FILE": "/no/such", "AWS_SHARED_CREDENTIALS_FILE": "/no/such"}

# profile, variables, whose key
SAME = {
    "the default profile": ("", {}, "DEFAULT"),
    "a profile": ("key", {}, "KEY"),
    "a profile by variable": ("", {"AWS_PROFILE": "key"}, "KEY"),
    "a profile in the other file": ("only-there", {}, "ONLY"),
    "both files": ("named", {}, "CREDENTIALS"),
    "variables before a default": ("", KEY, "ENV"),
    "variables before AWS_PROFILE": ("", KEY | {"AWS_PROFILE": "key"}, "ENV"),
    "a profile before variables": ("key", KEY, "KEY"),
    "a profile before a web identity": ("key", WEB, "KEY"),
    "a role": ("role", {}, "one.KEY"),
    "a role by a role": ("chain", {}, "two.one.KEY"),
    "a role beside its key": ("self", {}, "self.SELF"),
    "a role by variables": ("of-environment", KEY, "env.ENV"),
    "a role by the container": ("of-container", CONTAINER, "ecs.CONTAINER."),
    "a role by the instance": ("of-instance", {}, "ec.INSTANCE"),
    "a role by a token": ("web", {}, "web.webtoken"),
    "a token of the environment": ("", WEB | OTHER_HOME, "envweb.webtoken"),
    "variables before a token": ("", WEB | KEY, "ENV"),
    "a process": ("process", {}, "PRINTED"),
    "a key before a process": ("both", {}, "BOTH"),
    "a session of SSO": ("sso", {}, "SSO.Session.mine"),
    "SSO of old": ("old-sso", {}, "SSO.Old.older"),
    "the container": ("", CONTAINER | OTHER_HOME, "CONTAINER."),
    "the container after a profile without a key": ("empty", CONTAINER, "CONTAINER."),
    "the container with a token": (
        "",
        CONTAINER | OTHER_HOME | {"AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok"},
        "CONTAINER.tok",
    ),
    "the instance": ("", OTHER_HOME, "INSTANCE"),
    "the container before the instance": ("", CONTAINER | OTHER_HOME, "CONTAINER."),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_key_as_the_aws_cli(signer, case):
    profile, variables, key = SAME[case]

    assert signer([AWS, "partnercentral-account"], profile, variables) == key
    assert signer([BINARY], profile, variables) == key


# profile, variables, what is said
SAID = {
    "nobody": ("nobody", {}, "The config profile (nobody) could not be found"),
    "nobody by variable": ("", {"AWS_PROFILE": "no"}, "The config profile (no) could not be found"),
    "a loop": ("a", {}, "Infinite loop in credential configuration detected."),
    "no source": ("lonely", {}, "missing: source_profile or credential_source"),
    "a lost source": ("lost", {}, 'The source_profile "nobody" referenced in the profile "lost"'),
    "half a key": ("half", {}, "missing: aws_secret_access_key"),
    "half a key in variables": ("", {"AWS_ACCESS_KEY_ID": "E"}, "missing: AWS_SECRET_ACCESS_KEY"),
    "nothing at all": ("", OTHER_HOME | NO_INSTANCE, "Unable to locate credentials"),
    "no SSO token": ("sso", {"HOME": "/no/such"}, ""),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_wrong_is_said_as_the_aws_cli_says_it(signer, case):
    profile, variables, sentence = SAID[case]

    for program in ([AWS, "partnercentral-account"], [BINARY]):
        said = signer(program, profile, variables)
        assert sentence in said, program


def allow(*actions, **more):
    statement = {"Effect": "Allow", "Action": list(actions)} | more
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def test_roles_of_amity_are_assumed_over_tls(start, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    certificate = authority.issues("server")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))  # for server.admin
    files = ["--tls-certificate", str(certificate.file), "--tls-key", str(certificate.key)]
    server = start("--verify-signatures", *files)
    account = server.admin("CreateAccount", Name="Somebody")["Account"]["Id"]

    def asks(operation, **request):
        return server.admin(operation, Account=account, **request)

    def role(name, by):
        trust = allow("sts:AssumeRole", Principal={"AWS": by})
        made = asks("CreateRole", RoleName=name, AssumeRolePolicyDocument=trust)["Role"]
        document = allow("partnercentral:ListPartners", "sts:AssumeRole", Resource="*")
        asks("PutRolePolicy", RoleName=name, PolicyName="p", PolicyDocument=document)
        return made["Arn"]

    ann = asks("CreateUser", UserName="ann")["User"]["Arn"]
    key = asks("CreateAccessKey", UserName="ann")["AccessKey"]
    first = role("first", ann)
    second = role("second", first)
    (tmp_path / "config").write_text(
        f"[profile ann]\naws_access_key_id = {key['AccessKeyId']}\n"
        f"aws_secret_access_key = {key['SecretAccessKey']}\n"
        f"[profile first]\nrole_arn = {first}\nsource_profile = ann\n"
        f"[profile second]\nrole_arn = {second}\nsource_profile = first\n"
        f"[profile refused]\nrole_arn = {second}\nsource_profile = ann\n"
    )
    environment = {
        "HOME": str(tmp_path),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_ENDPOINT_URL_STS": server.endpoint,
    }

    def lists(profile, *more):
        command = [BINARY, "list-partners", "--catalog", "AWS", "--profile", profile, *more]
        command += ["--endpoint-url", server.endpoint]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return done.returncode, done.stderr.strip()

    trusting = ["--ca-bundle", str(authority.file)]
    assert lists("ann", *trusting)[0] == 254  # no policy allows it
    assert lists("first", *trusting) == (0, "")
    assert lists("second", *trusting) == (0, "")
    code, said = lists("refused", *trusting)
    assert "An error occurred (AccessDenied) when calling the AssumeRole operation" in said
    assert code == 253 and key["SecretAccessKey"] not in said
    code, said = lists("first")
    assert "from sts" in said and "certificate" in said
    environment["AWS_CA_BUNDLE"] = str(authority.file)
    assert lists("first") == (0, "")
