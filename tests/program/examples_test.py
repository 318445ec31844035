"""The programs of examples/, as the build made them, in front of a server; and the passages of them that the
guide shows."""

import os
import re
import subprocess
import textwrap
from pathlib import Path

import pytest

from server_process import BINARY, REGION, SOURCE

EXAMPLES = Path(os.environ.get("AMITY_EXAMPLES") or BINARY.parent / "examples")
ANVIL, BIRCH = "111122223333", "444455556666"
ANVILS_PARTNER, BIRCHS_PARTNER = "partner-222222222aaaa", "partner-222222222bbbb"
INVITATION = "pacinv-222222222demo"  # from Anvil to Birch


@pytest.fixture
def server(start):
    return start("--seed", "demo")


@pytest.fixture
def run(server, tmp_path):
    """run("first_call", "partner-…"): the example as somebody with an empty home runs it."""

    def runs(example: str, *words: str, account: str = BIRCH):
        environment = {
            "HOME": str(tmp_path),
            "AWS_ENDPOINT_URL": server.endpoint,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": account,
            "AWS_SECRET_ACCESS_KEY": f"amity-demo-secret-{account}",
        }
        return subprocess.run(
            [EXAMPLES / f"example_{example}", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
        )

    return runs


def test_the_first_call_shows_a_partner(run):
    ended = run("first_call", BIRCHS_PARTNER)
    assert ended.returncode == 0 and ended.stdout.startswith("Birch Consulting Ltd., "), ended


def test_the_first_call_shows_why_there_is_none(run):
    ended = run("first_call", ANVILS_PARTNER)
    assert ended.returncode == 1
    assert ended.stderr.startswith(
        "An error occurred (ResourceNotFoundException) when calling the GetPartner operation: "
    )


def test_an_invitation_is_declined_once(run):
    assert run("reject_invitation", INVITATION).stdout == f"{INVITATION} is REJECTED\n"
    assert run("reject_invitation", INVITATION).stdout == "It was answered before.\n"
    assert run("reject_invitation", "pacinv-2222222222222").stdout == "There is no such invitation.\n"
    wrong = run("reject_invitation", "no-id")
    assert wrong.returncode == 1 and "(ValidationException)" in wrong.stderr


def test_all_pages_are_walked(run):
    assert run("all_invitations").stdout == f"{INVITATION} OPPORTUNITY_COLLABORATION\n"
    assert run("all_invitations", account=ANVIL).stdout == ""


def test_coroutines_end_in_their_order(run):
    ended = run("coroutines", BIRCHS_PARTNER, "no-id", BIRCHS_PARTNER)
    assert ended.stdout == "Birch Consulting Ltd.\nValidationException\nBirch Consulting Ltd.\n"


def test_a_decision_is_waited_for(run, server):
    server.client(BIRCH).accept_connection_invitation(Catalog="AWS", Identifier=INVITATION)
    assert run("wait_for_decision", INVITATION).stdout == "connected: ACCEPTED\n"


def test_calls_are_logged_without_secrets(run):
    ended = run("log_calls")
    assert ended.stdout == "ListPartners: status 200, attempts 1\n"
    assert "attempt 1: 200" in ended.stderr
    assert "amity-demo-secret" not in ended.stderr + ended.stdout


def shown():
    """(file, passage) of every example that the guide shows."""
    page = (SOURCE / "docs/guide/client.md").read_text()
    return re.findall(r"<!-- (examples/\S+) -->\n```cpp\n(.*?)```", page, re.DOTALL)


def test_the_guide_shows_what_the_examples_are():
    passages = shown()
    files = {name for name, _ in passages}
    assert files == {f"examples/{file.name}" for file in (SOURCE / "examples").glob("*.cc")}
    for name, passage in passages:
        lines = (SOURCE / name).read_text().splitlines()
        wanted = passage.splitlines()
        windows = (lines[i : i + len(wanted)] for i in range(len(lines)))
        assert any(
            textwrap.dedent("\n".join(window)) == "\n".join(wanted) for window in windows
        ), f"{name}:\n{passage}"
