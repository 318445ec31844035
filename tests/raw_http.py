"""HTTP by hand: requests as bytes, answers taken apart without forgiving anything."""

import json
import socket
from dataclasses import dataclass

TARGET = "PartnerCentralAccount."
JSON = "application/x-amz-json-1.0"


def authorization(account: str) -> str:
    """Enough for `amity dev`, which reads the account and checks no signature."""
    return (
        "AWS4-HMAC-SHA256 "
        f"Credential={account}/20260101/us-east-1/partnercentral-account/aws4_request, "
        f"SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature={'0' * 64}"
    )


def head(operation: str, account: str, **changes: str | None) -> list[tuple[str, str]]:
    """The header fields that a client sends, without those about the body. `changes` are named
    with underscores; None takes a field away."""
    fields = {
        "Host": "localhost",
        "Content-Type": JSON,
        "X-Amz-Target": TARGET + operation,
        "X-Amz-Date": "20260101T000000Z",
        "Authorization": authorization(account),
    }
    for name, value in changes.items():
        name = name.replace("_", "-")
        fields.pop(next((known for known in fields if known.lower() == name.lower()), ""), None)
        if value is not None:
            fields[name] = value
    return list(fields.items())


def message(fields, body: bytes = b"", line="POST / HTTP/1.1", length=True) -> bytes:
    text = f"{line}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields)
    if length:
        text += f"Content-Length: {len(body)}\r\n"
    return text.encode("utf-8") + b"\r\n" + body


@dataclass
class Answer:
    status: int
    fields: dict[str, str]  # names in lower case
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self) -> str:
        """The short name of the error, or nothing."""
        if not self.body.startswith(b"{"):
            return ""
        return self.json.get("__type", "").split("#")[-1].split(":")[0]


class Wire:
    """One connection. Bytes go out as they are; answers come back one by one."""

    def __init__(self, address, timeout=10):
        self.socket = socket.create_connection(address, timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.unread = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data: bytes) -> "Wire":
        self.socket.sendall(data)
        return self

    def more(self) -> bytes:
        """The next bytes, b"" at the end. A reset counts as an end."""
        try:
            return self.socket.recv(65536)
        except ConnectionResetError:
            return b""

    def answer(self) -> Answer | None:
        """The next answer, or None when the server closed without one."""
        while b"\r\n\r\n" not in self.unread:
            data = self.more()
            if not data:
                assert self.unread == b"", f"half an answer: {self.unread[:200]!r}"
                return None
            self.unread += data
        text, _, rest = self.unread.partition(b"\r\n\r\n")
        line, *lines = text.decode("latin-1").split("\r\n")
        version, status, *_ = line.split(" ", 2)
        assert version == "HTTP/1.1", line
        fields = {}
        for entry in lines:
            name, colon, value = entry.partition(": ")
            assert colon and name.strip() == name, entry
            assert name.lower() not in fields, f"{name} twice"
            fields[name.lower()] = value
        length = int(fields.get("content-length", 0))
        while len(rest) < length:
            data = self.more()
            assert data, "the body ended early"
            rest += data
        self.unread = rest[length:]
        return Answer(int(status), fields, rest[:length])

    def closed(self) -> bool:
        """Whether the server has closed, with nothing further said."""
        if self.unread:
            return False
        try:
            return self.socket.recv(1) == b""
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False


def ask(address, data: bytes, timeout=10) -> Answer | None:
    """One request on a connection of its own."""
    with Wire(address, timeout) as wire:
        return wire.send(data).answer()


def call(address, operation: str, account: str, body, **changes) -> Answer:
    """One operation by hand; `body` is an object, text or bytes."""
    if not isinstance(body, (str, bytes)):
        body = json.dumps(body)
    if isinstance(body, str):
        body = body.encode("utf-8")
    answer = ask(address, message(head(operation, account, **changes), body))
    assert answer is not None, "closed without an answer"
    return answer
