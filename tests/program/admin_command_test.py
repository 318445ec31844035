"""`amity admin`: the program as a client of its own admin API, and the completion of its words."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading

import pytest
from awscli.text import format_text

from certificates import Authority
from server_process import BINARY

KEY = {"AMITY_ACCESS_KEY_ID": "KEY", "AMITY_SECRET_ACCESS_KEY": "a-secret-that-nobody-sees"}


def admin(endpoint, *words, environment={}, **more):
    """The finished process of `amity admin WORDS…`, with nobody's own configuration."""
    return subprocess.run(
        [BINARY, "admin", *words],
        env={"PATH": os.environ["PATH"], "AMITY_ADMIN_ENDPOINT": endpoint} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        **more,
    )


@pytest.fixture
def command(server):
    """command("get-clock", …): a command for the file's server."""
    return lambda *words, **more: admin(server.management, *words, **more)


def answer(process) -> dict:
    assert process.returncode == 0, process.stderr
    assert process.stderr == ""
    return json.loads(process.stdout)


def test_an_answer_is_indented_json(command, server):
    process = command("get-clock")

    assert answer(process).keys() == server.admin("GetClock").keys()
    assert process.stdout == json.dumps(answer(process), indent=4) + "\n"


def test_members_are_options(command, server):
    quota = ["--account", "111122223333", "--quota", "active-connections"]
    told = command("put-account-quota", *quota, "--catalog", "Sandbox", "--value", "7")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")

    quotas = answer(command("get-account-quotas", "--account", "111122223333"))["Quotas"]

    assert {"Catalog": "Sandbox", "Quota": "active-connections", "Value": 7} in quotas
    assert quotas == server.admin("GetAccountQuotas", Account="111122223333")["Quotas"]


def test_the_request_as_a_file(command, tmp_path):
    file = tmp_path / "request.json"
    request = answer(command("put-account-quota", "--generate-cli-skeleton", "input"))
    assert request.keys() == {"Account", "Catalog", "Quota", "Value"}
    request |= {"Account": "111122224444", "Catalog": "AWS", "Quota": "tags", "Value": 3}
    file.write_text(json.dumps(request))

    put = command("put-account-quota", "--cli-input-json", f"file://{file}", "--value", "4")

    assert put.returncode == 0, put.stderr
    quotas = answer(command("get-account-quotas", "--account", "111122224444"))["Quotas"]
    assert {"Catalog": "AWS", "Quota": "tags", "Value": 4} in quotas


def test_text_is_what_the_aws_cli_makes_of_it(command, tmp_path):
    ours = command("get-account-quotas", "--account", "111122223333", "--output", "text").stdout

    theirs = tmp_path / "theirs"
    with open(theirs, "w") as file:
        format_text(answer(command("get-account-quotas", "--account", "111122223333")), file)
    assert ours == theirs.read_text() and ours.startswith("QUOTAS\tAWS\t")


def test_pages_are_followed_and_joined(command, server):
    client = server.client("111122223333")
    names = [f"p{n:02}@anvil.example" for n in range(9)]
    for name in names:
        client.send_email_verification_code(Catalog="AWS", Email=name)

    def recipients(*words):
        told = answer(command("list-mails", *words))
        return [mail["Recipient"] for mail in told["Mails"]], told.get("NextToken")

    newest_first = names[::-1]
    assert recipients() == (newest_first, None)
    assert recipients("--page-size", "2") == (newest_first, None)
    assert recipients("--no-paginate")[0] == newest_first
    first, token = recipients("--page-size", "2", "--max-items", "5")
    assert first == newest_first[:5]
    assert recipients("--starting-token", token) == (newest_first[5:], None)
    first, token = recipients("--max-results", "2")
    assert first == newest_first[:2]
    assert recipients("--max-results", "3", "--next-token", token)[0] == newest_first[2:5]


def test_refusals_in_the_aws_clis_words(command):
    refused = command("advance-clock", "--seconds", "0")
    assert (refused.returncode, refused.stdout) == (254, "")
    assert refused.stderr.startswith(
        "An error occurred (ValidationException) when calling the AdvanceClock operation: 1 valid"
    )

    decide = ["--account", "111122223333", "--verification-type", "BUSINESS_VERIFICATION"]
    refused = command("decide-verification", *decide, "--outcome", "SUCCEEDED")
    assert refused.returncode == 254
    assert "(ResourceNotFoundException)" in refused.stderr

    refused = command("decide-verification", *decide, "--outcome", "succeeded")
    assert refused.returncode == 254
    assert "enum value set: [SUCCEEDED, FAILED" in refused.stderr


def test_nobody_there():
    process = admin("http://127.0.0.1:1", "get-clock")
    assert process.returncode == 255
    assert process.stderr == 'Could not connect to the endpoint URL: "http://127.0.0.1:1"\n'


@pytest.fixture
def fake():
    """fake(bytes): the address of a listener that answers one request with these bytes, and what it
    was sent; without bytes it never answers."""
    sockets = []

    def listens(reply=None):
        listener = socket.create_server(("127.0.0.1", 0))
        sockets.append(listener)
        got = []

        def serves():
            connection, _ = listener.accept()
            sockets.append(connection)
            while b"\r\n\r\n{" not in b"".join(got):
                got.append(connection.recv(65536))
            if reply is not None:
                connection.sendall(reply)
                connection.close()

        threading.Thread(target=serves, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}", got

    yield listens
    for each in sockets:
        each.close()


@pytest.mark.parametrize(
    "reply, code, says",
    [
        (None, 255, "Read timeout on endpoint URL"),
        (b"", 255, "Connection was closed before we received a valid response"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", 255, "Connection was closed before"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", 255, "no JSON"),
        (b"HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>", 254, "An error occurred (HTTP502)"),
        (b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 254, "302"),
    ],
)
def test_answers_that_are_none(fake, reply, code, says):
    endpoint, _ = fake(reply)
    once = {"AWS_MAX_ATTEMPTS": "1"}
    process = admin(endpoint, "get-clock", "--cli-read-timeout", "1", environment=once)
    assert (process.returncode, process.stdout) == (code, "")
    assert says in process.stderr


def test_debug_tells_no_secret(fake):
    secret = b'{"SecretAccessKey": "made-just-now"}'
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(secret)
    endpoint, got = fake(head + secret)
    key = KEY | {"AMITY_SESSION_TOKEN": "a-token-that-nobody-sees"}

    process = admin(endpoint, "get-clock", "--debug", environment=key)

    assert process.returncode == 0 and "made-just-now" in process.stdout
    assert "AmityAdmin.GetClock" in process.stderr and "key KEY" in process.stderr
    sent = b"".join(got).decode()
    signature = re.search(r"Signature=(\w+)", sent)[1]
    assert "x-amz-security-token: a-token" in sent.lower()
    for hidden in ("made-just-now", *list(key.values())[1:], signature):
        assert hidden not in process.stderr


def test_a_name_in_place_of_an_address_goes_to_no_proxy(command):
    proxy = {"http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
    assert answer(command("get-clock", environment=proxy))


def test_an_answer_that_cannot_be_written(server):
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [BINARY, "admin", "get-clock", "--endpoint-url", server.management],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert ended.returncode == 255
    assert "cannot be written" in ended.stderr


def test_a_profile_that_is_not_there(command, tmp_path):
    process = command("get-clock", "--profile", "ops", environment={"HOME": str(tmp_path)})
    assert process.returncode == 253
    assert process.stderr == "The config profile (ops) could not be found\n"


def test_over_tls_both_show_a_certificate(start, tmp_path):
    authority = Authority(tmp_path)
    (tmp_path / "people").mkdir()
    people = Authority(tmp_path / "people", "people")
    shown, mine = authority.issues("server"), people.issues("operator")
    server = start(
        *("--tls-certificate", str(shown.file), "--tls-key", str(shown.key)),
        *("--management-client-authorities", str(people.file)),
    )
    trust = ("--ca-bundle", str(authority.file))
    me = ("--client-certificate", str(mine.file), "--client-key", str(mine.key))

    assert answer(admin(server.management, "get-clock", *trust, *me))
    variables = {
        "AMITY_CA_BUNDLE": str(authority.file),
        "AMITY_CLIENT_CERTIFICATE": str(mine.file),
        "AMITY_CLIENT_KEY": str(mine.key),
    }
    assert answer(admin(server.management, "get-clock", environment=variables))

    for words in (trust, me, (*me, "--ca-bundle", str(people.file)), (*trust, *me[:2])):
        refused = admin(server.management, "get-clock", *words)
        assert (refused.returncode, refused.stdout) == (255, ""), words
        assert len(refused.stderr.splitlines()) == 1 and server.management in refused.stderr
    elsewhere = server.management.replace("127.0.0.1", "127.0.0.2")
    refused = admin(elsewhere, "get-clock", *trust, *me)
    assert refused.returncode == 255


def completion(shell: str) -> str:
    told = subprocess.run([BINARY, "completion", shell], capture_output=True, text=True, timeout=20)
    assert told.returncode == 0, told.stderr
    return told.stdout


def bash_offers(*words) -> set[str]:
    script = completion("bash") + (
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _amity; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    told = subprocess.run(["bash", "-c", script, "-", *words], capture_output=True, text=True)
    assert told.stderr == ""
    return set(told.stdout.split())


def fish_offers(*words) -> set[str]:
    script = completion("fish") + f'complete -C "{" ".join(words)}"'
    # Too long for an argument.
    told = subprocess.run(["fish", "--no-config"], input=script, capture_output=True, text=True)
    assert told.stderr == ""
    return {line.partition("\t")[0] for line in told.stdout.splitlines()}


def zsh_offers(*words) -> set[str]:
    """With stand-ins for what only an interactive zsh has: they print what they are to show."""
    script = """
        compdef() { }
        _describe() { print -rl -- ${offered%%:*} }
        _files() { print FILES }
        compadd() { shift; print -rl -- "$@" }
    """
    script += completion("zsh") + 'words=("$@"); CURRENT=$#; _amity'
    # Too long for an argument.
    told = subprocess.run(
        ["zsh", "-f", "-s", "-", *words], input=script, capture_output=True, text=True
    )
    assert told.stderr == ""
    return {word for word in told.stdout.split() if word.startswith(words[-1])}


def needs(shell, offers):
    missing = pytest.mark.skipif(not shutil.which(shell), reason=f"needs {shell}")
    return pytest.param(offers, marks=missing)


@pytest.mark.parametrize(
    "offers", [bash_offers, needs("fish", fish_offers), needs("zsh", zsh_offers)]
)
def test_shells_complete_what_the_tables_have(offers):
    assert {"dev", "serve", "admin", "completion"} <= offers("amity", "")
    assert {"get-clock", "get-account-quotas"} <= offers("amity", "admin", "ge")
    assert {"get-partner", "get-connection"} <= offers("amity", "get-")
    assert {"--catalog", "--message"} <= offers("amity", "create-connection-invitation", "--")
    assert "--message" not in offers("amity", "get-partner", "--")
    assert offers("amity", "list-partners", "--output", "") == {"json", "text", "table", "yaml"}
    assert "dev" not in offers("amity", "admin", "")
    assert {"--seconds", "--endpoint-url"} <= offers("amity", "admin", "advance-clock", "--")
    assert offers("amity", "admin", "put-account-quota", "--catalog", "") == {"AWS", "Sandbox"}
    assert offers("amity", "admin", "--output", "text", "put-account-quota", "--ca") == {
        "--catalog",
        "--ca-bundle",
    }
    assert {"bash", "zsh", "fish"} <= offers("amity", "completion", "")
    assert "--seed" in offers("amity", "dev", "--se")


def test_a_shell_that_is_not_known():
    told = subprocess.run([BINARY, "completion", "tcsh"], capture_output=True, text=True)
    assert told.returncode != 0
    assert "bash" in told.stderr
