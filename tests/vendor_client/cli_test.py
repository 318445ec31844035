"""The AWS CLI, as the README tells its readers to use it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from server_process import Server

AWS = Path(sys.executable).with_name("aws")
SENDER, RECEIVER = "111122223333", "444455556666"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("demo") / "data", "--seed", "demo").start()
    yield server
    assert server.stop() == 0


@pytest.fixture
def aws(demo, tmp_path):
    """aws(account, "list-connections", "--catalog", "AWS"): the finished process."""

    def runs(account, *words):
        return subprocess.run(
            [AWS, "partnercentral-account", *words, "--endpoint-url", demo.endpoint],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),  # nobody's own configuration
                "AWS_ACCESS_KEY_ID": account,
                "AWS_SECRET_ACCESS_KEY": "any",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_PAGER": "",
            },
            capture_output=True,
            text=True,
            timeout=60,
        )

    return runs


def answer(process) -> dict:
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def test_the_very_line_that_the_program_prints(demo, tmp_path):
    """Typed into a shell as it stands in the banner."""
    banner = demo.messages()
    begin = banner.index("AWS_ACCESS_KEY_ID=")
    line = banner[begin : banner.index(demo.endpoint, begin)] + demo.endpoint

    process = subprocess.run(
        ["bash", "-c", line],
        env={"PATH": f"{AWS.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "AWS_PAGER": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert answer(process)["Status"] == "REJECTED"


def test_the_sender_sees_the_rejection(aws):
    """After the story above: it is the demo's one invitation."""
    (seen,) = answer(
        aws(SENDER, "list-connection-invitations", "--catalog", "AWS", "--status", "REJECTED")
    )["ConnectionInvitationSummaries"]
    assert seen["Id"] == "pacinv-222222222demo"

    words = ["--catalog", "AWS", "--identifier", seen["Id"], "--reason", "Not this quarter"]
    # The CLI makes a new token each time, so a second rejection is a refusal, not a replay.
    second = aws(RECEIVER, "reject-connection-invitation", *words)
    assert second.returncode == 255
    assert "ConflictException" in second.stderr
    assert "RejectConnectionInvitation operation" in second.stderr


def test_from_invitation_to_the_end_of_the_connection(aws):
    sandbox = ["--catalog", "Sandbox"]
    kind = ["--connection-type", "OPPORTUNITY_COLLABORATION"]
    invitation = answer(
        aws(
            SENDER, "create-connection-invitation", *sandbox, *kind,
            "--email", "ada@example.com", "--name", "Ada", "--message", "Shall we?",
            "--receiver-identifier", "pprofile-222222222sbbb",
        )
    )  # fmt: skip

    connection = answer(
        aws(RECEIVER, "accept-connection-invitation", *sandbox, "--identifier", invitation["Id"])
    )["Connection"]
    (listed,) = answer(aws(SENDER, "list-connections", *sandbox))["ConnectionSummaries"]
    assert listed["Id"] == connection["Id"]
    seen = answer(aws(SENDER, "get-connection", *sandbox, "--identifier", connection["Id"]))
    assert seen["OtherParticipantAccountId"] == RECEIVER

    ended = answer(
        aws(
            SENDER, "cancel-connection", *sandbox, *kind,
            "--identifier", connection["Id"], "--reason", "Done",
        )
    )  # fmt: skip
    assert ended["ConnectionTypes"]["OPPORTUNITY_COLLABORATION"]["Status"] == "CANCELED"


def test_taking_an_invitation_back(aws):
    invitation = answer(
        aws(
            "777788889999", "create-connection-invitation", "--catalog", "AWS",
            "--connection-type", "SUBSIDIARY", "--email", "c@example.com", "--name", "C",
            "--message", "Join us", "--receiver-identifier", RECEIVER,
        )
    )  # fmt: skip

    canceled = answer(
        aws(
            "777788889999", "cancel-connection-invitation", "--catalog", "AWS",
            "--identifier", invitation["Id"],
        )
    )  # fmt: skip

    assert canceled["Status"] == "CANCELED"


def test_partners(aws):
    (summary,) = answer(aws(SENDER, "list-partners", "--catalog", "AWS"))["PartnerSummaryList"]
    partner = answer(
        aws(SENDER, "get-partner", "--catalog", "AWS", "--identifier", summary["Arn"])
    )
    assert partner["Profile"]["ProfileId"] == "pprofile-222222222aaaa"
