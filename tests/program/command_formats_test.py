"""What `amity` prints of an answer, compared with the AWS CLI's own formatters, byte for byte; YAML
with what a reader of YAML makes of it."""

import argparse
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jmespath
import pytest
import yaml
from awscli.formatter import get_formatter

from amity_command import Commands

INVITATION = {
    "Catalog": "AWS",
    "Id": "pacinv-222222222demo",
    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/connection-invitation/pacinv-222222222demo",
    "Count": 7,
    "Ratio": 2.5,
    "Public": True,
    "Nothing": None,
    "Empty": "",
    "ExpiresAt": "2026-12-08T21:15:49.871Z",
}
ANSWERS = {
    "nothing": {},
    "one member": {"Status": "REJECTED"},
    "flat": INVITATION,
    "nested": {"Id": "p1", "Profile": {"Name": "Birch", "Place": {"Town": "Bern"}}},
    "empty inside": {"Id": "p1", "Tags": [], "Profile": {}, "Names": [""]},
    "texts": {"Names": ["hall", "yard"], "Id": "p1"},
    "numbers": {"Numbers": [1, 2.25, -3, 0, 1e300, 12345678901234567890]},
    "rows": {"Items": [{"A": "1", "B": "x"}, {"A": "22", "C": True}, {"B": "yyy"}], "Next": "t"},
    "rows with more": {
        "Items": [
            {"Id": "a", "Tags": [{"Key": "k", "Value": "v"}, {"Key": "l"}], "Where": {"X": 1}},
            {"Id": "b", "Tags": [{"Key": "m", "Value": "w"}]},
            {"Id": "c", "Names": ["n", "o"]},
        ]
    },
    "only more": {"Items": [{"Tags": [{"Key": "k"}]}, {"Tags": [{"Key": "l"}]}]},
    "lists of lists": {"Rows": [["a", "b"], ["c", "dd"]], "Deep": [[["x", "y"]]]},
    "deep": {"A": {"B": {"C": {"D": [{"E": {"F": "g"}}]}}}},
    "wide": {f"Member{n:02}": "value " * n for n in range(12)},
    "wide rows": {"Items": [{f"M{n}": "v" * 9 for n in range(9)}] * 2},
    "one wide row": {"Items": [{f"M{n}": "v" * 9 for n in range(9)}]},
    "odd texts": {
        "Lines": "first\nsecond",
        "Tab": "a\tb",
        "Quote": "say \"yes\" \\ 'no'",
        "Word": "no",
        "Number": "0123",
        "Time": "2026-01-01",
        "Colon": "a: b",
        "Hash": "a #b",
        "Dash": "- a",
        "Blank": " ",
        "Ends": "ends ",
        "Tilde": "~",
        "Null": "null",
        "Star": "*a",
        "Exponent": "1e3",
        "Path": "/a/b:c",
    },
    "letters": {"Name": "Zürich Straße", "Łódź": "ok", "Note": "naïve"},
}
QUERIES = ["Id", "Items", "Items[].Id", "Items[*].[A,B]", "Items[].Tags[].Key", "Names", "[Id]",
           "{x: Id, y: Names}", "length(@)", "Items[0].Tags", "Nothing.here", "Rows", "Public"]


@pytest.fixture(scope="module")
def service():
    """Answers every call with `service.answer`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(self.server.answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def ours(service, tmp_path):
    commands = Commands(f"http://127.0.0.1:{service.server_port}", "111122223333", tmp_path)

    def prints(document, *words):
        service.answer = document
        call = ["get-connection", "--catalog", "AWS", "--identifier", "x"]
        process = commands.amity(*call, *words)
        assert (process.returncode, process.stderr) == (0, "")
        return process.stdout

    return prints


def theirs(document, output, query=None) -> str:
    """What the AWS CLI's formatter prints of it."""
    arguments = argparse.Namespace(
        query=jmespath.compile(query) if query else None, color="off", output=output
    )
    stream = io.StringIO()
    get_formatter(output, arguments)("GetConnection", json.loads(json.dumps(document)), stream)
    return stream.getvalue()


@pytest.mark.parametrize("output", ["json", "text", "table"])
@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_bytes(ours, name, output):
    if output == "table" and name == "letters":
        pytest.skip("the AWS CLI takes letters such as ü to be wide, which terminals do not")
    assert ours(ANSWERS[name], "--output", output) == theirs(ANSWERS[name], output)


@pytest.mark.parametrize("output", ["json", "text", "table"])
@pytest.mark.parametrize("name", ["flat", "texts", "rows with more", "lists of lists", "nothing"])
def test_the_same_bytes_of_a_query(ours, name, output):
    for query in QUERIES:
        printed = ours(ANSWERS[name], "--output", output, "--query", query)
        assert printed == theirs(ANSWERS[name], output, query), query


@pytest.mark.parametrize("name", ANSWERS)
def test_yaml_is_read_back(ours, name):
    printed = ours(ANSWERS[name], "--output", "yaml")
    expected = ANSWERS[name] or None  # nothing is printed
    assert yaml.safe_load(printed) == expected
    if expected:
        assert list(yaml.safe_load(printed)) == list(expected)


def test_yaml_of_texts_of_every_kind(ours):
    texts = [chr(code) for code in [*range(1, 0x300), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0x1F600]]
    words = ["Yes", "OFF", "NULL", "y", "on", "a:", "a:b", "x y", "1", "1_0", "0x1", ".5", "=", "<<", "é"]
    texts += [f"a{text}b" for text in texts] + words
    document = {"Texts": texts, "Names": {text: 1 for text in words}}
    assert yaml.safe_load(ours(document, "--output", "yaml")) == document


def test_yaml_is_plain_where_it_can_be(ours):
    assert ours(INVITATION | {"Tags": [{"Key": "eu", "Value": "yes"}], "Names": []},
                "--output", "yaml", "--query", "{Id: Id, At: ExpiresAt, Arn: Arn, Tags: Tags, Names: Names}") == (
        "Id: pacinv-222222222demo\n"
        'At: "2026-12-08T21:15:49.871Z"\n'
        f"Arn: {INVITATION['Arn']}\n"
        "Tags:\n"
        "- Key: eu\n"
        '  Value: "yes"\n'
        "Names: []\n"
    )


def test_columns_are_those_of_a_terminal(ours):
    """Wide letters take two of them, accents none."""
    assert ours({"A": "日本", "B": "e\u0301"}, "--output", "table") == (
        "---------------\n"
        "|GetConnection|\n"
        "+-------+-----+\n"
        "|   A   |  B  |\n"
        "+-------+-----+\n"
        "|  日本 |  e\u0301  |\n"
        "+-------+-----+\n"
    )


def test_colours_are_for_terminals(ours):
    plain = ours(INVITATION, "--output", "table")
    assert "\x1b" not in plain
    coloured = ours(INVITATION, "--output", "table", "--color", "on")
    assert "\x1b[1m\x1b[34mAWS\x1b[0m" in coloured
    assert ours(INVITATION, "--output", "table", "--color", "off") == plain
