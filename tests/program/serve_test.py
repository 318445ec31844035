"""`amity serve`: settings from a configuration file, every signature verified."""

import json
import subprocess

import pytest
from botocore.exceptions import ClientError

from raw_http import call
from server_process import BINARY, Partner, initialise, refused, seed_account, write_seed

KEY, SECRET = "AKIAEXAMPLEEXAMPLE01", "a-secret-of-the-file"
CONNECTION = {"Catalog": "AWS", "Identifier": "pac-aaaaaaaaaaaaa"}


@pytest.fixture
def partners(tmp_path):
    write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2, 3)])
    return [Partner(None, n) for n in (1, 2, 3)]


@pytest.fixture
def configure(tmp_path, partners):
    """configure(**settings): the path of a file with these settings."""

    def writes(**settings):
        settings = {name.replace("_", "-"): value for name, value in settings.items()}
        usual = {
            "seed": str(tmp_path / "seed.json"),
            "sealing-key-file": str(tmp_path / "sealing-key"),
        }
        file = tmp_path / "amity.json"
        file.write_text(json.dumps(usual | settings))
        return str(file)

    return writes


@pytest.fixture
def serve(start, configure, tmp_path, partners):
    """serve(*flags, **settings): `amity serve` with one key per partner."""
    accounts = [
        {
            "Account": partner.account,
            "RootAccessKeys": [{"AccessKeyId": KEY[:-1] + str(n), "SecretAccessKey": SECRET}],
        }
        for n, partner in enumerate(partners, 1)
    ]
    initialise("--config", configure(), "--data", tmp_path / "data", accounts=accounts)

    def starts(*flags, environment={}, **settings):
        return start(
            "--config", configure(**settings), *flags, command="serve", environment=environment
        )

    return starts


def refusal(client) -> str:
    with pytest.raises(ClientError) as caught:
        client.list_connections(Catalog="AWS")
    return caught.value.response["Error"]["Code"]


def test_a_key_speaks_for_its_account(serve, partners):
    server = serve()
    sender, receiver = server.client(KEY, SECRET), server.client(KEY[:-1] + "2", SECRET)

    invitation = sender.create_connection_invitation(
        Catalog="AWS",
        ConnectionType="OPPORTUNITY_COLLABORATION",
        Email="ada@example.com",
        Message="Hello",
        Name="Ada",
        ReceiverIdentifier=partners[1].profile,
    )
    rejected = receiver.reject_connection_invitation(Catalog="AWS", Identifier=invitation["Id"])

    assert rejected["Status"] == "REJECTED"
    assert server.stop() == 0


def test_nobody_else_is_let_in(serve, partners):
    server = serve()

    assert refusal(server.client(KEY, "another secret")) == "InvalidSignatureException"
    assert refusal(server.client("999988887777", SECRET)) == "UnrecognizedClientException"
    answer = call(server.address, "GetConnection", partners[0].account, CONNECTION)
    assert answer.status == 403
    answer = call(
        server.address, "GetConnection", "", CONNECTION, Authorization=None
    )
    assert answer.type == "MissingAuthenticationTokenException"


def test_calls_leave_a_record_or_that_is_said(serve, tmp_path):
    server = serve()
    server.client(KEY, SECRET).list_connections(Catalog="AWS")
    server.stop()
    assert KEY in (server.data / "calls.jsonl").read_text(), "beside the data, unless told otherwise"
    assert "no record of calls is kept" not in server.messages()

    server = serve(audit=f"file:{tmp_path}/audit.log")
    server.client(KEY, SECRET).list_connections(Catalog="AWS")
    server.stop()
    assert KEY in (tmp_path / "audit.log").read_text()
    assert (server.data / "calls.jsonl").read_text().count("\n") == 1

    server = serve(audit="none")
    assert server.messages().count("no record of calls is kept") == 1


def test_quotas_of_the_file(serve, partners):
    server = serve(quotas={"open-connection-invitations": 1})
    client = server.client(KEY, SECRET)
    request = {
        "Catalog": "AWS",
        "ConnectionType": "OPPORTUNITY_COLLABORATION",
        "Email": "ada@example.com",
        "Message": "Hello",
        "Name": "Ada",
    }
    client.create_connection_invitation(ReceiverIdentifier=partners[1].profile, **request)

    with refused(
        "ServiceQuotaExceededException", "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION"
    ):
        client.create_connection_invitation(ReceiverIdentifier=partners[2].profile, **request)


def status_of_a_missing_connection(server) -> int:
    with pytest.raises(ClientError) as caught:
        server.client(KEY, SECRET).get_connection(**CONNECTION)
    assert caught.value.response["Error"]["Code"] == "ResourceNotFoundException"
    return caught.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_setting_has_one_name_in_file_environment_and_flag(serve):
    """The flag counts before the environment, the environment before the file."""
    variable = {"AMITY_ERROR_STATUS": "400"}
    for flags, environment, settings, expected in (
        ([], {}, {}, 404),
        ([], {}, {"error_status": "400"}, 400),
        ([], variable, {}, 400),
        ([], variable, {"error_status": "modeled"}, 400),
        (["--error-status", "modeled"], variable, {"error_status": "400"}, 404),
    ):
        server = serve(*flags, environment=environment, **settings)
        assert status_of_a_missing_connection(server) == expected
        server.stop()


def run(*words):
    return subprocess.run([BINARY, "serve", *words], capture_output=True, text=True, timeout=20)


def test_without_a_file():
    ended = run()
    assert ended.returncode not in (0, -6, -11)
    assert "--config" in ended.stderr


@pytest.mark.parametrize(
    "settings, says",
    [
        ({"keys": []}, "keys"),
        ({}, "--init"),
        ({"sealing-key-file": ""}, "sealing-key-file"),
        ({"sealing-key-file": "/nowhere"}, "/nowhere"),
        ({"verify-signatures": False}, "signatures"),
        ({"frends": 3}, "frends"),
        ({"port": "many"}, "port"),
        ({"port": -1}, "port"),
        ({"quotas": {"friends": 1}}, "friends"),
        ({"quotas": {"active-connections": -1}}, "-1"),
        ({"quotas": 5}, "quotas"),
        ({"seed": "/nowhere.json"}, "/nowhere.json"),
        ({"data": ""}, "data"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_half_a_configuration_is_refused_in_a_sentence(configure, tmp_path, settings, says):
    usual = {"data": str(tmp_path / "data"), "port": 0, "management-port": 0}
    if settings:
        initialise("--config", configure(**usual))
    else:
        (tmp_path / "sealing-key").write_text(64 * "5")
        (tmp_path / "sealing-key").chmod(0o600)
    file = configure(**(usual | settings))

    ended = run("--config", file)

    assert ended.returncode not in (0, -6, -11)
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) <= 5
    assert SECRET not in ended.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", "no"])
def test_a_file_that_is_no_configuration(tmp_path, text):
    file = tmp_path / "amity.json"
    file.write_text(text)

    ended = run("--config", str(file))

    assert ended.returncode not in (0, -6, -11)
    assert "amity.json" in ended.stderr


def test_a_file_that_is_not_there():
    ended = run("--config", "/nowhere/amity.json")
    assert ended.returncode not in (0, -6, -11)
    assert "/nowhere/amity.json" in ended.stderr


def test_no_secret_is_written_down(serve):
    server = serve()
    refusal(server.client(KEY, "another secret"))
    server.client(KEY, SECRET).list_connections(Catalog="AWS")
    assert server.stop() == 0

    written = server.messages() + "".join(server.lines)
    assert SECRET not in written and "another secret" not in written
