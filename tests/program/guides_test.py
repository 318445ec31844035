"""The examples of docs/guide/ are those of a reader: they are taken from the pages and started. And the
links of all pages lead somewhere."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from server_process import BINARY, SOURCE, initialise


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


def test_the_configuration_lets_each_account_of_the_seed_in(start, seed, tmp_path, monkeypatch):
    """The guide's configuration beside the guide's seed; keys as the guide has them made."""
    (tmp_path / "amity.json").write_text(example("serve.md"))
    monkeypatch.chdir(tmp_path)
    words = ["--config", "amity.json", "--data", str(tmp_path / "data")]
    operator = initialise(*words)
    server = start(*words, command="serve")

    for account in ("100000000001", "100000000002"):
        key = operator.asks(server, "CreateAccessKey", Account=account)["AccessKey"]
        client = server.client(key["AccessKeyId"], key["SecretAccessKey"])

        listed = client.list_connection_invitations(Catalog="AWS")

        assert [each["Id"] for each in listed["ConnectionInvitationSummaries"]] == [
            "pacinv-222222222seed"
        ]


def test_the_guide_names_every_setting_and_quota():
    page = (SOURCE / "docs/guide/serve.md").read_text()
    told = subprocess.run([BINARY, "serve", "--help"], capture_output=True, text=True).stdout
    settings = set(re.findall(r"--([a-z-]+)", told)) - {"help", "config", "quota", "init", "identities"}

    assert {name for name in settings if f"| `{name}` |" not in page} == set()

    unknown = subprocess.run(
        [BINARY, "dev", "--quota", "no-such=1"], capture_output=True, text=True
    ).stderr
    quotas = unknown.partition("the quotas are ")[2].strip().split(", ")
    assert len(quotas) >= 7
    assert [name for name in quotas if f"| `{name}` |" not in page] == []


def dialogue(page: str) -> list[tuple[str, str]]:
    """(command, answer) of every `$ command` of a guide's console examples."""
    text = (SOURCE / "docs/guide" / page).read_text()
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [
        (command.replace("\\\n", ""), told)
        for block in blocks
        for command, told in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


def members(json_text: str):
    """The names in a JSON answer, without its values."""
    names = lambda value: (
        {name: names(inner) for name, inner in value.items()} if isinstance(value, dict) else None
    )
    return names(json.loads(json_text))


def agree(told: str, page: str) -> bool:
    """Whether an answer is the page's: JSON has the same members; an ellipsis stands for anything."""
    if page.startswith("{"):
        return members(told) == members(page)
    return re.fullmatch(re.escape(page).replace("…", ".*"), told, re.DOTALL) is not None


def test_amity_admin_answers_as_its_guide_says(start, tmp_path):
    server = start()
    (tmp_path / "amity").symlink_to(BINARY)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "AMITY_ADMIN_ENDPOINT": server.management}
    commands = dialogue("admin.md")
    assert len(commands) >= 5

    for command, page in commands:
        ended = subprocess.run(
            ["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=60
        )
        assert agree(ended.stdout + ended.stderr, page), f"{command}\n{ended}"


class Shell:
    """One bash, to which a reader types a guide's commands."""

    def __init__(self, home, environment):
        self.home = home
        self.process = subprocess.Popen(
            ["bash"],
            cwd=home,
            env=environment | {"HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def types(self, command: str) -> str:
        """What the command prints, before the shell is ready for the next."""
        self.process.stdin.write(f"{command}\nprintf '\\n<done>\\n'\n")
        self.process.stdin.flush()
        lines = []
        for line in iter(self.process.stdout.readline, ""):
            if line == "<done>\n":
                return "".join(lines).removesuffix("\n")
            lines.append(line)
        raise AssertionError(f"the shell has ended: {lines}")


@pytest.fixture
def shell(tmp_path):
    """A bash at home in an empty folder, and whatever it has started."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/amity").symlink_to(BINARY)
    (tmp_path / ".aws").mkdir()
    environment = {"PATH": f"{tmp_path}/bin:{Path(sys.executable).parent}:/usr/bin:/bin"}
    shell = Shell(tmp_path, environment)
    yield shell
    os.killpg(shell.process.pid, signal.SIGKILL)
    shell.process.wait(10)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def walks(shell, page: str):
    """Types what a page has its reader type. The port is another, and the files that are shown are
    written first."""
    port, management = free_port(), free_port()
    shell.types(f"export AMITY_PORT={port} AMITY_MANAGEMENT_PORT={management} AWS_PAGER=")
    shell.types(f"export AMITY_ADMIN_ENDPOINT=http://127.0.0.1:{management}")
    shell.types(f"export AMITY_ENDPOINT=http://127.0.0.1:{port}")
    for command, told_there in dialogue(page):
        command, told_there = (text.replace(":9480", f":{port}") for text in (command, told_there))
        if command.startswith("cat "):
            (shell.home / command.removeprefix("cat ").removeprefix("~/")).write_text(told_there)
        if command.endswith(" &"):
            shell.types(f"{command[:-1]} > ready 2> log &")
            command = "timeout 20 bash -c 'until grep -s ready ready; do sleep 0.1; done'"
        told = shell.types(command)
        assert agree(told, told_there), f"{command}\n{told}"


def test_the_walk_to_a_user_and_a_role(shell):
    (shell.home / "partners.json").write_text(example("seed.md"))
    walks(shell, "first-user.md")


def test_the_walk_of_two_partners(shell):
    walks(shell, "command.md")


def links():
    """(page, target) of every link from one of the project's pages to a file."""
    told = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=SOURCE, capture_output=True, text=True, check=True
    ).stdout.split()
    for page in told:
        text = re.sub(r"```.*?```", "", (SOURCE / page).read_text(), flags=re.DOTALL)
        text = re.sub(r"`[^`\n]*`", "", text)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not target.startswith(("http:", "https:", "#")):
                yield page, target


def anchors(page) -> set[str]:
    text = page.read_text()
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    names = {re.sub(r"[^a-z0-9 _-]", "", each.lower()).replace(" ", "-") for each in headings}
    return names | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.skipif(not (SOURCE / ".git").exists(), reason="needs git's list of the pages")
def test_every_link_leads_somewhere():
    found = list(links())
    assert len(found) > 50
    for page, target in found:
        name, _, anchor = target.partition("#")
        file = (SOURCE / page).parent / name
        assert file.exists(), f"{page}: {target}"
        assert not anchor or anchor in anchors(file), f"{page}: {target}"
