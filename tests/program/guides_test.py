"""The examples of docs/guide/ are those of a reader: they are taken from the pages and started."""

import json
import re
import subprocess

import boto3
import pytest

from server_process import BINARY, REGION, SOURCE


def example(page: str) -> str:
    """The one JSON example of a guide."""
    blocks = re.findall(r"```json\n(.*?)```", (SOURCE / "docs/guide" / page).read_text(), re.DOTALL)
    assert len(blocks) == 1, f"{page} has {len(blocks)} examples"
    return blocks[0]


@pytest.fixture
def seed(tmp_path):
    file = tmp_path / "partners.json"
    file.write_text(example("seed.md"))
    return file


def test_the_seed_lets_its_receiver_accept(start, seed):
    server = start("--seed", str(seed))

    accepted = server.client("100000000002").accept_connection_invitation(
        Catalog="AWS", Identifier="pacinv-222222222seed"
    )

    assert accepted["Connection"]["OtherParticipantAccountId"] == "100000000001"


@pytest.fixture
def endpoint(tmp_path, seed):
    """`amity serve` with the guide's configuration beside the guide's seed."""
    (tmp_path / "amity.json").write_text(example("serve.md"))
    process = subprocess.Popen(
        [BINARY, "serve", "--config", "amity.json", "--port", "0", "--management-port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process.stdout.readline().removeprefix("ready ").strip()
    process.terminate()
    assert process.wait(10) == 0


def test_the_configuration_lets_each_of_its_keys_in(endpoint):
    for key in json.loads(example("serve.md"))["keys"]:
        client = boto3.client(
            "partnercentral-account",
            endpoint_url=endpoint,
            region_name=REGION,
            aws_access_key_id=key["access-key-id"],
            aws_secret_access_key=key["secret-access-key"],
            aws_session_token=key.get("session-token"),
        )

        listed = client.list_connection_invitations(Catalog="AWS")

        assert [each["Id"] for each in listed["ConnectionInvitationSummaries"]] == [
            "pacinv-222222222seed"
        ]


def test_the_guide_names_every_setting_and_quota():
    page = (SOURCE / "docs/guide/serve.md").read_text()
    told = subprocess.run([BINARY, "serve", "--help"], capture_output=True, text=True).stdout
    settings = set(re.findall(r"--([a-z-]+)", told)) - {"help", "config", "quota"}

    assert {name for name in settings if f"| `{name}` |" not in page} == set()

    unknown = subprocess.run(
        [BINARY, "dev", "--quota", "no-such=1"], capture_output=True, text=True
    ).stderr
    quotas = unknown.partition("the quotas are ")[2].strip().split(", ")
    assert len(quotas) >= 7
    assert [name for name in quotas if f"| `{name}` |" not in page] == []
