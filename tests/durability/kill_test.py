"""Kills the server in the middle of load, again and again, and compares every answer that it had
given with what both parties see afterwards.

Each writer owns one pair of partners and drives it through invitations: so it knows what must be
there. The one request that had no answer when the server died may have happened or not; asked
again under its token it must be answered, and must have happened exactly once.
"""

import json
import random
import threading
import uuid

import pytest

from raw_http import Wire, call, head, message
from server_process import Partner, Server, seed_account, write_seed

WRITERS = 8
# How long the load runs before each kill, in seconds: at once, and in full flow.
ROUNDS = [0.02, 0.1, 0.4, 0.8, 1.2, 1.5]

CREATE = "CreateConnectionInvitation"
ACCEPT = "AcceptConnectionInvitation"
REJECT = "RejectConnectionInvitation"
WITHDRAW = "CancelConnectionInvitation"
END = "CancelConnection"


class Pair:
    """Two partners and everything the server has promised them."""

    def __init__(self, server: Server, number: int):
        self.server = server
        self.sender = Partner(server, 2 * number + 1)
        self.receiver = Partner(server, 2 * number + 2)
        self.choice = random.Random(number)
        self.invitations: dict[str, dict] = {}  # id -> the sender's view
        self.connections: dict[str, str | None] = {}  # id -> who ended it
        self.acknowledged: list[tuple[str, str, dict, bytes]] = []
        self.in_flight: tuple[str, str, dict] | None = None
        self.refusals = 0
        self.failures: list[str] = []

    # What a writer does until the server is gone.

    def drive(self):
        try:
            with Wire(self.server.address) as wire:
                while True:
                    self.live_through_one(wire)
        except (OSError, EOFError):
            pass  # killed
        except Exception as problem:
            self.failures.append(repr(problem))

    def live_through_one(self, wire):
        invitation = self.ask(wire, self.sender, CREATE, self.invitation_text())["Id"]
        named = {"Identifier": invitation}
        if self.choice.random() < 0.3:
            self.is_refused(wire, self.receiver, CREATE, self.invitation_text(self.sender), 409)
            self.is_refused(wire, self.sender, REJECT, named, 403)
        fate = self.choice.choice([ACCEPT, REJECT, WITHDRAW])
        actor = self.sender if fate == WITHDRAW else self.receiver
        answer = self.ask(wire, actor, fate, named)
        if fate == ACCEPT:
            self.end(wire, answer["Connection"]["Id"])
        else:
            self.is_refused(wire, actor, fate, named, 409)

    def end(self, wire, connection):
        ending = {
            "Identifier": connection,
            "ConnectionType": "OPPORTUNITY_COLLABORATION",
            "Reason": "Enough",
        }
        self.ask(wire, self.choice.choice([self.sender, self.receiver]), END, ending)

    def invitation_text(self, receiver=None):
        return {
            "ConnectionType": "OPPORTUNITY_COLLABORATION",
            "Email": "ada@example.com",
            "Message": f"Number {self.choice.random()}",
            "Name": "Ada",
            "ReceiverIdentifier": (receiver or self.receiver).profile,
        }

    def ask(self, wire, who, operation, members) -> dict:
        request = {"Catalog": "AWS", "ClientToken": str(uuid.uuid4())} | members
        self.in_flight = (who.account, operation, request)
        answer = self.exchange(wire, *self.in_flight)
        assert answer.status == 200, (operation, answer)
        self.note(answer.body)
        return answer.json

    def is_refused(self, wire, who, operation, members, status):
        request = {"Catalog": "AWS", "ClientToken": str(uuid.uuid4())} | members
        answer = self.exchange(wire, who.account, operation, request)
        assert answer.status == status, (operation, answer)
        self.refusals += 1

    @staticmethod
    def exchange(wire, account, operation, request):
        data = message(head(operation, account), json.dumps(request).encode())
        answer = wire.send(data).answer()
        if answer is None:
            raise EOFError
        return answer

    def note(self, body: bytes):
        """The request in flight was answered with 200: from here on that is a promise."""
        account, operation, request = self.in_flight
        self.in_flight = None
        self.acknowledged.append((account, operation, request, body))
        answer = json.loads(body)
        if operation == CREATE:
            self.invitations[answer["Id"]] = answer
        elif operation == ACCEPT:
            connection = answer["Connection"]
            self.connections[connection["Id"]] = None
            self.invitations[request["Identifier"]] |= {
                "Status": "ACCEPTED",
                "UpdatedAt": connection["UpdatedAt"],
                "ConnectionId": connection["Id"],
            }
        elif operation == END:
            self.connections[request["Identifier"]] = account
        else:
            self.invitations[request["Identifier"]] |= {
                "Status": answer["Status"],
                "UpdatedAt": answer["UpdatedAt"],
            }

    # What must hold after a restart.

    def read(self, who, operation, **members):
        answer = call(self.server.address, operation, who.account, {"Catalog": "AWS"} | members)
        assert answer.status == 200, (operation, members, answer)
        return answer.json

    def settle(self):
        """Asks the unanswered request again; says whether it had happened before the kill."""
        if self.in_flight is None:
            return
        account, operation, request = self.in_flight
        known = len(self.listed(self.sender)) if operation == CREATE else None
        if known is not None:
            assert known - len(self.invitations) in (0, 1), "created what nobody asked for"
        answer = call(self.server.address, operation, account, request)
        assert answer.status == 200, ("unanswered, asked again", operation, answer)
        self.note(answer.body)

    def listed(self, who) -> dict[str, dict]:
        found, token = {}, {}
        while True:
            page = self.read(who, "ListConnectionInvitations", MaxResults=100, **token)
            found |= {entry["Id"]: entry for entry in page["ConnectionInvitationSummaries"]}
            if "NextToken" not in page:
                return found
            token = {"NextToken": page["NextToken"]}

    def check(self, since: int):
        """Compares everything with the lists of both, and what is new since in detail."""
        for who, role, other in (
            (self.sender, "SENDER", self.receiver),
            (self.receiver, "RECEIVER", self.sender),
        ):
            theirs = {"ParticipantType": role, "OtherParticipantIdentifier": other.profile}
            listed = self.listed(who)
            assert set(listed) == set(self.invitations), "neither lost nor invented"
            for identifier, summary in listed.items():
                promised = self.invitations[identifier] | theirs
                assert summary.items() <= promised.items(), (summary, promised)
            for identifier in list(self.invitations)[-since:]:
                seen = self.read(who, "GetConnectionInvitation", Identifier=identifier)
                assert seen == self.invitations[identifier] | theirs
            for identifier in list(self.connections)[-since:]:
                self.check_connection(who, other, identifier)
            active = self.read(who, "ListConnections", MaxResults=100)["ConnectionSummaries"]
            assert {entry["Id"] for entry in active} == {
                identifier for identifier, ended in self.connections.items() if ended is None
            }

    def check_connection(self, who, other, identifier):
        seen = self.read(who, "GetConnection", Identifier=identifier)
        (entry,) = seen["ConnectionTypes"].values()
        assert seen["OtherParticipantAccountId"] == other.account
        assert entry["OtherParticipant"]["PartnerProfile"]["Id"] == other.profile
        ended = self.connections[identifier]
        assert entry["Status"] == ("ACTIVE" if ended is None else "CANCELED")
        assert entry.get("CanceledBy") == ended

    def check_replays(self, count: int):
        """The last answers, asked for again under their tokens, come back byte for byte."""
        for account, operation, request, body in self.acknowledged[-count:]:
            answer = call(self.server.address, operation, account, request)
            assert (answer.status, answer.body) == (200, body), operation

    def tidy(self):
        """Ends what the kill left open, so that the pair can begin anew."""
        with Wire(self.server.address) as wire:
            for identifier, invitation in self.invitations.items():
                if invitation["Status"] == "PENDING":
                    self.ask(wire, self.sender, WITHDRAW, {"Identifier": identifier})
            for identifier, ended in self.connections.items():
                if ended is None:
                    self.end(wire, identifier)


@pytest.fixture
def server(tmp_path):
    accounts = [seed_account(number) for number in range(1, 2 * WRITERS + 1)]
    quotas = ["--quota", "connection-invitations-per-day=1000000"]
    seed = write_seed(tmp_path / "seed.json", accounts)
    server = Server(tmp_path / "data", "--seed", str(seed), *quotas).start()
    yield server
    if server.running:
        server.kill()


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_what_was_answered_is_there_after_the_end(server, end):
    pairs = [Pair(server, number) for number in range(WRITERS)]
    for seconds in ROUNDS:
        before = [len(pair.acknowledged) for pair in pairs]
        writers = [threading.Thread(target=pair.drive) for pair in pairs]
        for writer in writers:
            writer.start()
        threading.Event().wait(seconds)
        code = getattr(server, end)()
        assert code == (0 if end == "stop" else -9)
        for writer in writers:
            writer.join(30)
        assert [pair.failures for pair in pairs if pair.failures] == []

        server.start()

        for pair, count in zip(pairs, before):
            pair.settle()
            new = len(pair.acknowledged) - count
            pair.check(since=max(new, 1))
            pair.check_replays(min(new, 20))
            pair.tidy()

    answered = sum(len(pair.acknowledged) for pair in pairs)
    refused = sum(pair.refusals for pair in pairs)
    print(f"{len(ROUNDS)} times {end}: {answered} answers kept, {refused} refusals left nothing")
    assert answered > 500 and refused > 100


def test_killed_while_it_starts(server):
    """The data survive a start that is cut short at any moment."""
    pair = Pair(server, 0)
    with Wire(server.address) as wire:
        for _ in range(20):
            pair.live_through_one(wire)
    server.kill()
    for milliseconds in (0, 2, 5, 10, 15, 20, 30, 40):
        begun = start_and_kill(server, milliseconds / 1000)
        assert begun in (None, -9)

    server.start()

    pair.check(since=20)
    pair.check_replays(20)


def start_and_kill(server, seconds):
    killer = threading.Timer(seconds, lambda: server.process and server.process.kill())
    killer.start()
    try:
        server.start()
        server.kill()
    except AssertionError:
        pass  # killed before it was ready
    finally:
        killer.join()
    return server.process.wait(10)
