"""The program as scripts see it: flags, the line `ready`, health, signals, exit codes."""

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from server_process import BINARY, Server, seed_account, write_seed


def run(*words, timeout=20):
    return subprocess.run([BINARY, *words], capture_output=True, text=True, timeout=timeout)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_one_line_says_where_it_is_ready(start):
    server = start("--seed", "demo")

    host, port = server.address
    assert server.lines == [f"ready http://{host}:{port}"]
    assert host == "127.0.0.1" and port != 0
    socket.create_connection((host, port), 5).close()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_ends_in_peace(start, stop):
    server = start("--seed", "demo")
    began = time.monotonic()

    server.process.send_signal(stop)

    assert server.process.wait(10) == 0
    assert time.monotonic() - began < 5


def test_an_idle_connection_does_not_hold_it_up(start):
    server = start("--seed", "demo")
    with socket.create_connection(server.address, 5):
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 5


def test_the_port_one_asks_for(tmp_path):
    port = free_port()
    process = subprocess.Popen(
        [BINARY, "dev", "--port", str(port), "--management-port", "0", "--seed", "demo"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = next(line for line in process.stdout if line.startswith("ready "))
        assert line.strip() == f"ready http://127.0.0.1:{port}"
    finally:
        process.terminate()
        assert process.wait(10) == 0


def test_a_port_that_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        ended = run("dev", "--port", str(port), "--management-port", "0", "--data", tmp_path / "d")

    assert ended.returncode != 0
    assert str(port) in ended.stderr


def test_health(tmp_path):
    management = free_port()
    server = Server(tmp_path / "data", "--seed", "demo", "--management-port", str(management))
    server.start()
    try:
        for path in ("/health/live", "/health/ready"):
            with urllib.request.urlopen(f"http://127.0.0.1:{management}{path}", timeout=5) as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{management}/nothing", timeout=5)
        assert caught.value.code == 404
    finally:
        server.stop()


def test_health_is_not_for_the_api_port(start):
    """Only the management listener speaks about the program."""
    server = start("--seed", "demo")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{server.endpoint}/health/ready", timeout=5)
    assert caught.value.code == 404


@pytest.mark.parametrize(
    "words, says",
    [
        (["dev", "--no-such-flag"], "--no-such-flag"),
        (["dev", "--port", "many"], "port"),
        (["dev", "--port", "70000"], "port"),
        (["dev", "--quota", "open-connection-invitations"], "quota"),
        (["dev", "--quota", "open-connection-invitations=lots"], "lots"),
        (["dev", "--quota", "friends=3"], "friends"),
        (["dev", "--error-status", "418"], "error-status"),
        (["dev", "--seed", "/nowhere/seed.json"], "/nowhere/seed.json"),
        (["dev", "--data", "/proc/nowhere"], "/proc/nowhere"),
        (["dance"], "dance"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_word_ends_it_with_a_sentence(words, says):
    ports = ["--port", "0", "--management-port", "0"] if words[0] == "dev" else []
    ports = [] if "--port" in words else ports
    ended = run(*words, *ports)

    assert ended.returncode not in (0, -6, -11)
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) <= 5, "a sentence, not a page"
    assert "ready" not in ended.stdout


def wrong_seeds():
    good = seed_account(1)
    yield "not JSON", "{", ""
    yield "not an object", "[]", ""
    yield "a bad account", json.dumps({"accounts": [good | {"id": "123"}]}), "123"
    yield "twice the same", json.dumps({"accounts": [good, good]}), good["id"]
    partner = good["partners"][0]
    for member, value in (("catalog", "Moon"), ("id", "partner-?"), ("visibility", "SECRET")):
        bad = json.dumps({"accounts": [good | {"partners": [partner | {member: value}]}]})
        yield f"a bad {member}", bad, value
    nameless = {name: value for name, value in partner.items() if name != "legal_name"}
    yield "no legal_name", json.dumps({"accounts": [good | {"partners": [nameless]}]}), "legal_name"


@pytest.mark.parametrize(
    "text, says", [pytest.param(text, says, id=what) for what, text, says in wrong_seeds()]
)
def test_a_wrong_seed_ends_it_with_a_sentence(tmp_path, text, says):
    seed = tmp_path / "seed.json"
    seed.write_text(text)

    ended = run(
        "dev", "--port", "0", "--management-port", "0", "--data", tmp_path / "d", "--seed", seed
    )

    assert ended.returncode not in (0, -6, -11)
    assert "seed.json" in ended.stderr and says in ended.stderr


def test_without_data_it_says_that_nothing_is_kept(tmp_path):
    process = subprocess.Popen(
        [BINARY, "dev", "--port", "0", "--management-port", "0", "--seed", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("ready "):
            break
    process.terminate()
    lines += list(process.stdout)
    assert process.wait(10) == 0
    banner = "".join(lines).lower()
    assert "signature" in banner, "what is off"
    assert "temporary" in banner or "not kept" in banner, "whether data persists"


def test_the_banner_shows_how_to_reject(start):
    server = start("--seed", "demo")
    banner = "\n".join(server.lines) + server.messages()

    assert "aws partnercentral-account reject-connection-invitation" in banner
    assert server.endpoint in banner
    assert "111122223333" in banner and "444455556666" in banner


def test_help_and_version():
    helped = run("--help")
    assert helped.returncode == 0 and "dev" in helped.stdout
    helped = run("dev", "--help")
    assert helped.returncode == 0
    for flag in ("--port", "--data", "--seed", "--quota", "--verify-signatures", "--error-status"):
        assert flag in helped.stdout
    version = run("--version")
    assert version.returncode == 0 and any(digit.isdigit() for digit in version.stdout)


def test_two_programs_do_not_share_one_place(start, tmp_path):
    """The second must not write beside the first."""
    start("--seed", str(write_seed(tmp_path / "seed.json", [seed_account(1)])))

    ended = run("dev", "--port", "0", "--management-port", "0", "--data", tmp_path / "data")

    assert ended.returncode not in (0, -6, -11)
    assert str(tmp_path / "data") in ended.stderr
