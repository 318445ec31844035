"""`amity OPERATION`: the account API from the command line, beside the AWS CLI where both do it."""

import base64
import json
import os
import pty
import re
import socket
import subprocess
import threading

import pytest
from certificates import Authority

from amity_command import Commands, answer, environment, finished
from server_process import BINARY

IN_AWS = ["--catalog", "AWS"]


@pytest.fixture
def typed(server, partners, tmp_path):
    """typed(): the commands of a partner that no other story has touched, and the partner."""

    def types():
        (partner,) = partners(1)
        commands = Commands(server.endpoint, partner.account, tmp_path)
        commands.partner = partner
        return commands

    return types


def invites(sender, receiver, *words):
    return sender.amity(
        *("create-connection-invitation", *IN_AWS, "--connection-type", "OPPORTUNITY_COLLABORATION"),
        *("--email", "lead@example.com", "--name", "Lead", "--message", "Shall we?"),
        *("--receiver-identifier", receiver.partner.profile, *words),
    )


def test_two_partners_invite_and_reject(typed):
    sender, receiver = typed(), typed()
    sent = answer(invites(sender, receiver))

    about = [*IN_AWS, "--identifier", sent["Id"]]
    rejected = answer(receiver.amity("reject-connection-invitation", *about, "--reason", "Later"))

    assert rejected["Status"] == "REJECTED"
    seen = answer(sender.amity("get-connection-invitation", *about))
    assert seen == answer(sender.aws("get-connection-invitation", *about))
    assert seen["Status"] == "REJECTED"
    again = receiver.amity("reject-connection-invitation", *about)
    assert (again.returncode, again.stdout) == (254, "")
    theirs = receiver.aws("reject-connection-invitation", *about)
    assert again.stderr.strip() == theirs.stderr.strip()
    assert again.stderr.startswith("An error occurred (ConflictException) when calling the Reject")


def test_a_repeated_token_is_a_repeated_request(typed):
    sender, receiver = typed(), typed()
    token = ["--client-token", "7f1c2f3e-0000-4000-8000-000000000001"]
    first = answer(invites(sender, receiver, *token))
    assert answer(invites(sender, receiver, *token)) == first


def test_members_in_shorthand_and_in_json(typed):
    me = typed()
    arn = answer(me.amity("list-partners", *IN_AWS))["PartnerSummaryList"][0]["Arn"]
    about = ["--resource-arn", arn]

    told = me.amity("tag-resource", *about, "--tags", "Key=team,Value=a b", 'Key=x,Value="y,z"')
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert answer(me.amity("list-tags-for-resource", *about))["Tags"] == [
        {"Key": "team", "Value": "a b"},
        {"Key": "x", "Value": "y,z"},
    ]
    assert me.amity("untag-resource", *about, "--tag-keys", "team", "x").returncode == 0
    told = me.amity("tag-resource", *about, "--tags", '[{"Key": "j", "Value": "1"}]')
    assert told.returncode == 0, told.stderr
    printed = me.amity("list-tags-for-resource", *about, "--output", "text").stdout
    assert printed == f"{arn}\nTAGS\tj\t1\n"
    assert printed == me.aws("list-tags-for-resource", *about, "--output", "text").stdout


@pytest.fixture
def many(typed):
    """A partner that has invited seven others."""
    sender = typed()
    for _ in range(7):
        answer(invites(sender, typed()))
    return sender


LIST = ["list-connection-invitations", *IN_AWS]


def ids(told) -> list[str]:
    return [each["Id"] for each in told["ConnectionInvitationSummaries"]]


@pytest.mark.parametrize("output", ["json", "text", "table"])
def test_lists_are_printed_as_the_aws_cli_prints_them(many, output):
    for words in (
        [],
        ["--page-size", "3"],
        ["--no-paginate"],
        ["--max-results", "2"],
        ["--query", "ConnectionInvitationSummaries[].[Id,Status]"],
        ["--page-size", "2", "--query", "ConnectionInvitationSummaries[?Status=='PENDING'].Id"],
        ["--status", "REJECTED"],
        ["--query", "Nothing"],
    ):
        ours = many.amity(*LIST, "--output", output, *words)
        theirs = many.aws(*LIST, "--output", output, *words)
        assert (ours.returncode, ours.stderr) == (0, "")
        hides_token = re.compile(r"(NextToken[^\w]*)[^\s|]+")  # another each time
        if "--max-results" in words and output != "json":
            continue  # the token's length is another, too
        assert hides_token.sub(r"\1", ours.stdout) == hides_token.sub(r"\1", theirs.stdout), words


def test_a_window_goes_on_where_the_last_one_ended(many):
    everything = ids(answer(many.amity(*LIST)))
    assert len(everything) == 7
    for first, second in ((many.amity, many.amity), (many.amity, many.aws), (many.aws, many.amity)):
        for pages in ([], ["--page-size", "2"]):
            window = answer(first(*LIST, "--max-items", "3", *pages))
            assert ids(window) == everything[:3]
            rest = ["--starting-token", window["NextToken"]]
            assert ids(answer(second(*LIST, *rest, "--max-items", "2", *pages))) == everything[3:5]
            told = answer(second(*LIST, *rest, *pages))
            assert ids(told) == everything[3:] and "NextToken" not in told
    assert "NextToken" not in answer(many.amity(*LIST, "--max-items", "7"))
    text = many.amity(*LIST, "--max-items", "3", "--output", "text", "--query", "NextToken").stdout
    assert text.splitlines()[0] == "None"  # the AWS CLI asks each page


def test_lists_whose_pages_have_one_size(typed):
    me = typed()
    (partner,) = answer(me.amity("list-partners", *IN_AWS, "--max-items", "1"))["PartnerSummaryList"]
    assert partner["Id"] == me.partner.id


def test_the_request_as_a_file(typed, tmp_path):
    me = typed()
    skeleton = answer(me.amity("get-partner", "--generate-cli-skeleton"))
    assert list(skeleton) == ["Catalog", "Identifier"]
    file = tmp_path / "request.json"
    file.write_text(json.dumps({"Catalog": "Sandbox", "Identifier": me.partner.id}))

    told = answer(me.amity("get-partner", "--cli-input-json", f"file://{file}", *IN_AWS))

    assert told["Id"] == me.partner.id


@pytest.mark.parametrize(
    "words, says",
    [
        (["get-partner"], "the following arguments are required: --catalog, --identifier"),
        (["get-partner", "--catalog"], "argument --catalog: expected one argument"),
        (["get-partner", *IN_AWS, "--size", "7"], "Unknown options: --size, 7"),
        (["get-parter", *IN_AWS], "Invalid choice: 'get-parter', maybe you meant:\n\n  * get-partner"),
        (["list-partners", *IN_AWS, "--query", "a["], "Bad value for --query a["),
        (["list-partners", *IN_AWS, "--query", "f(a)"], "Unknown function: f()"),
        (["list-partners", *IN_AWS, "--output", "xml"], "argument --output: Invalid choice: 'xml'"),
        (["tag-resource", "--resource-arn", "a", "--tags", "Key"], "Error parsing parameter '--tags'"),
        (["tag-resource", "--resource-arn", "a", "--tags", "K=v"], "Unknown parameter in --tags"),
        (["get-partner", "--cli-input-json", '{"Catalogue": "AWS"}'], "Parameter validation failed"),
        (["update-connection-preferences", *IN_AWS, "--revision", "x", "--access-type", "A"], "'x'"),
    ],
)
def test_words_that_make_no_request(typed, words, says):
    told = typed().amity(*words)
    assert (told.returncode, told.stdout) == (252, "")
    assert says in told.stderr


def test_what_the_service_refuses_is_its_to_say(typed):
    told = typed().amity("list-partners", "--catalog", "aws")
    assert told.returncode == 254
    assert told.stderr.startswith("An error occurred (ValidationException) when calling the List")


def test_whom_it_asks_and_as_whom(server, typed, tmp_path):
    me = typed()
    call = [BINARY, "list-partners", *IN_AWS]
    nobody = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    told = finished(call, nobody | {"AMITY_ENDPOINT": server.endpoint})
    assert told.returncode == 253
    assert told.stderr.startswith("Unable to locate credentials.")

    key = {"AMITY_ACCESS_KEY_ID": me.partner.account, "AMITY_SECRET_ACCESS_KEY": "any"}
    other = {"AWS_ACCESS_KEY_ID": "111122223333", "AWS_SECRET_ACCESS_KEY": "any"}
    for where in (
        {"AMITY_ENDPOINT": server.endpoint, "AWS_ENDPOINT_URL": "http://127.0.0.1:1"},
        {"AWS_ENDPOINT_URL": server.endpoint},
        {
            "AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT": server.endpoint,
            "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        },
    ):
        told = answer(finished(call, nobody | other | key | where))
        assert told["PartnerSummaryList"][0]["Id"] == me.partner.id

    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text(
        f"[profile mine]\nendpoint_url = {server.endpoint}\noutput = text\nregion = us-east-1\n"
        f"aws_access_key_id = {me.partner.account}\naws_secret_access_key = any\n"
    )
    told = finished([*call, "--profile", "mine", "--query", "PartnerSummaryList[].Id"], nobody)
    assert (told.stdout, told.stderr) == (me.partner.id + "\n", "")
    yaml = {"AWS_PROFILE": "mine", "AWS_DEFAULT_OUTPUT": "yaml"}
    told = finished([*call, "--query", "PartnerSummaryList[].Id"], nobody | yaml)
    assert told.stdout == f"- {me.partner.id}\n"

    told = finished([*call, "--profile", "nobody"], nobody)
    assert told.returncode == 253
    assert told.stderr == "The config profile (nobody) could not be found\n"


def test_a_busy_service_is_asked_again(tmp_path):
    listener = socket.create_server(("127.0.0.1", 0))
    got = []

    def serves():
        body = b'{"PartnerSummaryList": []}'
        for reply in (
            b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body,
        ):
            connection, _ = listener.accept()
            got.append(connection.recv(65536))
            connection.sendall(reply)
            connection.close()

    thread = threading.Thread(target=serves, daemon=True)
    thread.start()
    me = Commands(f"http://127.0.0.1:{listener.getsockname()[1]}", "111122223333", tmp_path)
    told = me.amity("list-partners", *IN_AWS, "--debug")
    thread.join(10)
    listener.close()
    assert json.loads(told.stdout) == {"PartnerSummaryList": []}
    assert len(got) == 2 and "attempt 2: 200" in told.stderr


def test_progress_is_for_whoever_watches(typed, tmp_path):
    """Pages that take long, and a terminal on standard error: told after a second, then erased."""
    go_on = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    first = {"PartnerSummaryList": [{"Id": "p"}] * 1200, "NextToken": "t"}

    def serves():
        connection, _ = listener.accept()
        for page in (first, first | {"NextToken": "u"}, {"PartnerSummaryList": []}):
            got = b""
            while not got.endswith(b"}"):
                got += connection.recv(65536)
            if page is not first:
                go_on.wait(30)
            body = json.dumps(page).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        connection.close()

    threading.Thread(target=serves, daemon=True).start()
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [BINARY, "list-partners", *IN_AWS, "--query", "length(PartnerSummaryList)"],
        env=environment("111122223333", tmp_path)
        | {"AMITY_ENDPOINT": f"http://127.0.0.1:{listener.getsockname()[1]}"},
        stdout=subprocess.PIPE,
        stderr=end,
    )
    os.close(end)
    threading.Timer(1.1, go_on.set).start()  # the second that nothing is told
    output = process.communicate(timeout=30)[0]
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:
        pass  # nobody is at the other end any more
    finally:
        os.close(terminal)
        listener.close()
    assert output == b"2400\n"
    assert b"2 400 items so far" in shown
    assert shown.endswith(b"\r\x1b[K")


def test_colours_are_for_terminals(typed, tmp_path):
    """Errors in red, unless somebody wants no colours."""

    def shown(*words, **variables):
        terminal, end = pty.openpty()
        process = subprocess.Popen(
            [BINARY, *words],
            env=environment("111122223333", tmp_path, AMITY_ENDPOINT="http://127.0.0.1:1") | variables,
            stdout=end,
            stderr=end,
        )
        os.close(end)
        assert process.wait(30) == 255
        told = os.read(terminal, 65536)
        os.close(terminal)
        return told

    call = ["list-partners", *IN_AWS]
    assert shown(*call).startswith(b"\x1b[31mCould not connect")
    assert shown(*call, NO_COLOR="1").startswith(b"Could not connect")
    assert shown(*call, "--color", "off").startswith(b"Could not connect")
    assert shown(*call, "--color", "on", NO_COLOR="1").startswith(b"\x1b[31m")


def test_whoever_answers_can_be_trusted_blindly(start, tmp_path):
    shown = Authority(tmp_path).issues("server")
    server = start("--tls-certificate", str(shown.file), "--tls-key", str(shown.key), "--seed", "demo")
    me = Commands(server.endpoint, "111122223333", tmp_path)
    call = ["list-partners", *IN_AWS]
    assert me.amity(*call).returncode == 255
    assert answer(me.amity(*call, "--no-verify-ssl"))
    assert answer(me.amity(*call, "--ca-bundle", str(tmp_path / "authority.pem")))


def test_a_token_that_says_what_it_is(many):
    window = answer(many.amity(*LIST, "--max-items", "3", "--page-size", "2"))
    assert list(json.loads(base64.b64decode(window["NextToken"]))) == ["NextToken"]
