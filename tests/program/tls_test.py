"""HTTPS on both listeners: by the official clients, renewed while it runs, refused by halves."""

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from certificates import Authority
from server_process import BINARY, SOURCE, initialise

ACCOUNT = "111122223333"


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def certificate(authority):
    return authority.issues("server")


@pytest.fixture
def flags(certificate):
    return ["--tls-certificate", str(certificate.file), "--tls-key", str(certificate.key)]


@pytest.fixture
def serve(start, tmp_path, flags):
    """`amity serve` with an operator, and nobody who calls."""
    settings = {"sealing-key-file": str(tmp_path / "sealing-key")}
    (tmp_path / "amity.json").write_text(json.dumps(settings))
    words = ["--config", str(tmp_path / "amity.json")]
    initialise(*words, "--data", tmp_path / "data")
    return lambda: start(*flags, *words, command="serve")


def greeted_by(server, authority) -> str:
    """The name in the certificate that the API's listener shows."""
    trust = ssl.create_default_context(cafile=authority.file)
    with socket.create_connection(server.address, 10) as plain:
        with trust.wrap_socket(plain, server_hostname=server.address[0]) as wrapped:
            return dict(pair for entry in wrapped.getpeercert()["subject"] for pair in entry)[
                "commonName"
            ]


def eventually(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def replaces(old, new):
    """The new certificate and key, where the old ones were."""
    for source, target in ((new.file, old.file), (new.key, old.key)):
        shutil.copy(source, target.with_suffix(".new"))
        target.with_suffix(".new").chmod(0o600)
        target.with_suffix(".new").rename(target)


def test_ready_says_https_and_boto3_is_served(start, flags, authority):
    server = start("--seed", "demo", *flags)

    assert server.endpoint.startswith("https://127.0.0.1:")
    partner = server.client(ACCOUNT, verify=str(authority.file)).list_partners(Catalog="AWS")
    assert partner["PartnerSummaryList"]
    trust = ssl.create_default_context(cafile=authority.file)
    with urllib.request.urlopen(f"{server.management}/health/ready", context=trust) as answer:
        assert answer.status == 200
    assert server.stop() == 0


def test_the_aws_cli_and_the_javascript_sdk_are_served(start, flags, authority, tmp_path):
    server = start("--seed", "demo", *flags)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CA_BUNDLE": str(authority.file),
        "NODE_EXTRA_CA_CERTS": str(authority.file),
    }
    aws = Path(sys.executable).with_name("aws")
    operation = ("partnercentral-account", "list-partners", "--catalog", "AWS")
    told = subprocess.run(
        [aws, *operation, "--endpoint-url", server.endpoint],
        env=environment, capture_output=True, text=True, timeout=60,
    )
    assert json.loads(told.stdout)["PartnerSummaryList"], told.stderr

    script = f"""
        import {{ PartnerCentralAccount }} from "@aws-sdk/client-partnercentral-account";
        const client = new PartnerCentralAccount({{endpoint: "{server.endpoint}", region: "us-east-1"}});
        console.log((await client.listPartners({{Catalog: "AWS"}})).PartnerSummaryList.length);
    """
    told = subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        cwd=SOURCE / "tests/vendor_client/javascript",
        env=environment, capture_output=True, text=True, timeout=60,
    )
    assert told.stdout.strip() == "1", told.stderr


def test_plain_http_is_told_where_it_is(start, flags):
    server = start(*flags)
    with socket.create_connection(server.address, 10) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        assert wire.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_a_renewed_certificate_is_shown_without_a_restart(start, flags, authority, certificate):
    server = start("--seed", "demo", *flags)
    client = server.client(ACCOUNT, verify=str(authority.file))
    client.list_partners(Catalog="AWS")

    replaces(certificate, authority.issues("renewed"))

    eventually(lambda: greeted_by(server, authority) == "renewed")
    assert client.list_partners(Catalog="AWS"), "an open connection goes on"


def test_sighup_reads_the_files_again(serve, authority, certificate):
    server = serve()
    replaces(certificate, authority.issues("renewed"))
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: greeted_by(server, authority) == "renewed")
    assert server.stop() == 0


@pytest.mark.parametrize("bad", ["half a certificate", "another's key", "a key for all", "nothing"])
def test_bad_files_leave_the_old_certificate(start, flags, authority, certificate, bad):
    server = start(*flags)

    if bad == "half a certificate":
        certificate.file.write_text(certificate.file.read_text()[:200])
    elif bad == "another's key":
        shutil.copy(authority.issues("another").key, certificate.key)
    elif bad == "a key for all":
        certificate.key.chmod(0o644)
        certificate.key.write_text(certificate.key.read_text() + "\n")
    else:
        certificate.key.unlink()

    eventually(lambda: "stays in use" in server.messages())
    assert str(certificate.file.parent) in server.messages()
    assert greeted_by(server, authority) == "server"
    replaces(certificate, authority.issues("mended"))
    eventually(lambda: greeted_by(server, authority) == "mended")


def test_the_management_listener_asks_for_a_certificate(start, flags, authority, tmp_path):
    (tmp_path / "people").mkdir()
    people = Authority(tmp_path / "people", "people")
    server = start("--seed", "demo", *flags, "--management-client-authorities", str(people.file))

    def health(shown=None):
        trust = ssl.create_default_context(cafile=authority.file)
        if shown:
            trust.load_cert_chain(shown.file, shown.key)
        with urllib.request.urlopen(f"{server.management}/health/live", context=trust) as answer:
            return answer.status

    assert health(people.issues("operator")) == 200
    for stranger in (None, authority.issues("stranger")):
        with pytest.raises(OSError):
            health(stranger)
    assert server.client(ACCOUNT, verify=str(authority.file)).list_partners(Catalog="AWS")


def run(*words):
    words = [BINARY, *words, "--port", "0", "--management-port", "0"]
    return subprocess.run(words, capture_output=True, text=True, timeout=20)


@pytest.fixture
def config(tmp_path):
    (tmp_path / "amity.json").write_text(json.dumps({"data": str(tmp_path / "data")}))
    return ["--config", str(tmp_path / "amity.json")]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1", "128.0.0.1"])
def test_serve_does_not_speak_plain_text_to_other_machines(config, address):
    ended = run("serve", *config, "--address", address)
    assert ended.returncode == 1
    assert "tls-certificate" in ended.stderr and "allow-plain-text" in ended.stderr


def test_serve_does_so_when_it_is_told_to(config, flags):
    for more in (["--allow-plain-text"], flags):
        ended = run("serve", *config, "--address", "0.0.0.0", *more)
        assert "plain text" not in ended.stderr, ended.stderr
    for address in ("127.0.0.1", "127.1.2.3", "::1"):
        ended = run("serve", *config, "--address", address)
        assert "plain text" not in ended.stderr, ended.stderr


def test_files_by_halves(flags, certificate, tmp_path):
    for words, says in (
        (flags[:2], "tls-key"),
        (flags[2:], "tls-certificate"),
        (["--management-client-authorities", str(certificate.file)], "tls-certificate"),
        ([*flags[:3], str(tmp_path / "nothing.pem")], "nothing.pem"),
        ([*flags, "--management-client-authorities", "/nowhere.pem"], "/nowhere.pem"),
    ):
        ended = run("dev", *words)
        assert ended.returncode == 1 and says in ended.stderr, ended.stderr
        assert "PRIVATE" not in ended.stderr


def test_dev_says_loudly_who_can_reach_it(start):
    server = start("--address", "0.0.0.0")
    assert "PLAIN TEXT" in server.messages() and "WARNING" in server.messages()
