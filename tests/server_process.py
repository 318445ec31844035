"""The program under test: its process, a seed with as many partners as a test wants, and the
vendor's client of each. It arranges; the calls that a test is about stand in the test."""

import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

SOURCE = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("AMITY_BINARY") or SOURCE / "build/release/amity")
REGION = "us-east-1"

# The HTTP status of each modelled error, unless --error-status 400 says otherwise.
STATUS = {
    "ValidationException": 400,
    "ServiceQuotaExceededException": 402,
    "AccessDeniedException": 403,
    "ResourceNotFoundException": 404,
    "ConflictException": 409,
    "ThrottlingException": 429,
}


class Server:
    """One `amity dev` (or `serve`). Started by start(); whoever starts it stops or kills it."""

    def __init__(self, data: Path, *flags: str, command: str = "dev", environment: dict = {}):
        self.data = data
        self.flags = flags
        self.command = command
        self.environment = environment
        self.process = None
        self.endpoint = None
        self.lines = []  # what it printed on standard output

    def start(self) -> "Server":
        self.lines = []
        self.log = open(f"{self.data}.log", "ab")
        ports = ["--port", "0"]
        if "--management-port" not in self.flags:
            ports += ["--management-port", "0"]
        self.process = subprocess.Popen(
            [BINARY, self.command, *ports, "--data", self.data, *self.flags],
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        deadline = time.monotonic() + 30
        while not ready.wait(0.05) and self.process.poll() is None:
            assert time.monotonic() < deadline, "no line `ready …` within 30 s"
        if not self.endpoint_of_lines():
            self.process.wait(10)
            raise AssertionError(f"amity did not start: {self.lines} {self.messages()}")
        self.endpoint = self.endpoint_of_lines()
        return self

    def _read(self, process, ready):
        for line in process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("ready "):
                ready.set()
        ready.set()

    def endpoint_of_lines(self):
        return next((line.split()[1] for line in self.lines if line.startswith("ready ")), None)

    @property
    def management(self) -> str:
        """The management listener, as the log of the latest start has it."""
        return re.findall(r" management (https?://\S+)", self.messages())[-1]

    def admin(self, operation: str, **request) -> dict:
        """The answer of an operation of the admin API; urllib's HTTPError when it is refused."""
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"AmityAdmin.{operation}",
        }
        body = json.dumps(request).encode()
        sent = urllib.request.Request(self.management, body, headers)
        with urllib.request.urlopen(sent, timeout=30) as answer:
            return json.loads(answer.read() or "{}")

    def messages(self) -> str:
        """What it wrote on standard error."""
        return Path(f"{self.data}.log").read_text(errors="replace")

    @property
    def address(self) -> tuple[str, int]:
        place = urllib.parse.urlsplit(self.endpoint)
        return place.hostname, place.port

    def stop(self) -> int:
        """Asks it to end; answers its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self._ended()

    def kill(self):
        self.process.kill()
        return self._ended()

    def _ended(self) -> int:
        code = self.process.wait(30)
        self.log.close()
        return code

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def client(self, account: str, secret: str = "any", **more):
        """The vendor's client as its users make it: endpoint, Region, credentials."""
        return boto3.client(
            "partnercentral-account",
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=account,
            aws_secret_access_key=secret,
            **more,
        )


class Operator:
    """Whoever holds a key of the operator's account, in front of an `amity serve`."""

    def __init__(self, key: str, secret: str):
        self.key = key
        self.secret = secret

    def asks(self, server: Server, operation: str, **request) -> dict:
        """The answer of an operation of the admin API; urllib's HTTPError when it is refused."""
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"AmityAdmin.{operation}",
        }
        signed = AWSRequest("POST", server.management + "/", headers, json.dumps(request).encode())
        SigV4Auth(Credentials(self.key, self.secret), "amity-admin", REGION).add_auth(signed)
        sent = urllib.request.Request(signed.url, signed.data, dict(signed.headers))
        with urllib.request.urlopen(sent, timeout=30) as answer:
            return json.loads(answer.read() or "{}")


def initialise(*flags, accounts: list[dict] | None = None, environment: dict = {}) -> Operator:
    """`amity serve --init`, with identities to begin with; the operator that it made."""
    words = [BINARY, "serve", "--init", *flags]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        if accounts is not None:
            json.dump({"Accounts": accounts}, file)
            file.flush()
            words += ["--identities", file.name]
        ended = subprocess.run(
            words, capture_output=True, text=True, timeout=30, env=os.environ | environment
        )
    assert ended.returncode == 0, ended.stderr
    told = dict(line.split("=", 1) for line in ended.stdout.splitlines())
    return Operator(told["AWS_ACCESS_KEY_ID"], told["AWS_SECRET_ACCESS_KEY"])


def letters(number: int) -> str:
    """13 characters that an id may have, another for every number."""
    return f"{number:013d}".translate(str.maketrans("0123456789", "abcdefghij"))


class Partner:
    """One account of the seed, and what it does when the story is about somebody else's call."""

    def __init__(self, server: Server, number: int):
        self.server = server
        self.account = f"{number + 100_000_000_000:012d}"
        self.id = f"partner-{letters(number)}"
        self.profile = f"pprofile-{letters(number)}"
        self.name = f"Partner {number}"

    @cached_property
    def client(self):
        return self.server.client(self.account)

    def invites(self, other: "Partner", kind="OPPORTUNITY_COLLABORATION", **changes) -> dict:
        request = {
            "Catalog": "AWS",
            "ConnectionType": kind,
            "Email": "lead@example.com",
            "Message": "Shall we work together?",
            "Name": "Ada Lead",
            "ReceiverIdentifier": other.account if kind == "SUBSIDIARY" else other.profile,
        } | changes
        return self.client.create_connection_invitation(**request)

    def sees_invitation(self, invitation: dict) -> dict:
        return self.client.get_connection_invitation(
            Catalog=invitation["Catalog"], Identifier=invitation["Id"]
        )

    def accepts(self, invitation: dict) -> dict:
        return self.client.accept_connection_invitation(
            Catalog=invitation["Catalog"], Identifier=invitation["Id"]
        )["Connection"]

    def rejects(self, invitation: dict, **more) -> dict:
        return self.client.reject_connection_invitation(
            Catalog=invitation["Catalog"], Identifier=invitation["Id"], **more
        )

    def withdraws(self, invitation: dict) -> dict:
        return self.client.cancel_connection_invitation(
            Catalog=invitation["Catalog"], Identifier=invitation["Id"]
        )

    def sees_connection(self, connection: dict) -> dict:
        return self.client.get_connection(
            Catalog=connection["Catalog"], Identifier=connection["Id"]
        )

    def ends(self, connection: dict, kind="OPPORTUNITY_COLLABORATION") -> dict:
        return self.client.cancel_connection(
            Catalog=connection["Catalog"],
            Identifier=connection["Id"],
            ConnectionType=kind,
            Reason="We part as friends.",
        )


def seed_account(number: int, catalogs=("AWS", "Sandbox"), **changes) -> dict:
    """The seed's entry for the Partner of that number."""
    name = f"Partner {number}"
    partners = []
    for position, catalog in enumerate(catalogs):
        identity = letters(number + position * 1_000_000)
        partners.append(
            {
                "catalog": catalog,
                "id": f"partner-{identity}",
                "legal_name": f"{name} Ltd" if catalog == "AWS" else f"{name} {catalog} Ltd",
                "profile": {
                    "ProfileId": f"pprofile-{identity}",
                    "DisplayName": name,
                    "Description": "Made for a test.",
                    "WebsiteUrl": "https://example.com/",
                    "LogoUrl": "https://example.com/logo.png",
                    "PrimarySolutionType": "SOFTWARE_PRODUCTS",
                    "IndustrySegments": ["COMPUTER_SOFTWARE"],
                    "TranslationSourceLocale": "en-US",
                },
                "visibility": "PUBLIC",
            }
        )
    account = {
        "id": f"{number + 100_000_000_000:012d}",
        "name": name,
        "secret_access_key": f"secret-of-{number}",
        "partners": partners,
    }
    return account | changes


def write_seed(file: Path, accounts: list[dict]) -> Path:
    file.write_text(json.dumps({"accounts": accounts}))
    return file


@contextmanager
def refused(code: str, reason: str | None = None):
    """The calls inside must be refused so, as the SDK's own exception class."""
    with pytest.raises(ClientError) as caught:
        yield caught
    error = caught.value
    assert error.response["Error"]["Code"] == code, error
    assert type(error).__name__ == code, type(error).__mro__
    assert error.response.get("Reason") == reason, error.response
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == STATUS[code]
    assert error.response["Error"]["Message"], "a refusal says why"


def field_errors(caught) -> list[tuple[str, str]]:
    """(Name, Code) of every FieldValidationError of a refusal."""
    details = [entry["FieldValidationError"] for entry in caught.value.response["ErrorDetails"]]
    return [(detail["Name"], detail["Code"]) for detail in details]


def business_errors(caught) -> list[str]:
    """The Code of every BusinessValidationError of a refusal."""
    details = [entry["BusinessValidationError"] for entry in caught.value.response["ErrorDetails"]]
    return [detail["Code"] for detail in details]
