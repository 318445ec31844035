"""boto3: codes and notices, as mails that arrive at a real SMTP server."""

import email
import email.policy
import queue
import re
import socket
import socketserver
import sqlite3
import ssl
import subprocess
import threading

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from server_process import Partner, field_errors, refused, seed_account, write_seed

FROM = "amity@amity.example"
QUOTA = "ServiceQuotaExceededException"


class Mailbox:
    """What the mail server takes, and what it says to addresses that it does not take."""

    def __init__(self):
        self.arrived = queue.Queue()
        self.asked = []  # the recipients that were named to it
        self.answers = {}  # by recipient: a list of replies, each given once

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.envelope, message.session = envelope, session
        self.arrived.put(message)
        return "250 taken"

    def next(self):
        """The next mail; waits for it."""
        return self.arrived.get(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_server():
    """mail_server(**aiosmtpd's options): a mailbox with the server in front of it."""
    controllers = []

    def begins(port=None, **options):
        mailbox = Mailbox()
        controller = Controller(
            mailbox, hostname="127.0.0.1", port=port or free_port(), ready_timeout=30, **options
        )
        mailbox.flags = mail_flags(controller.port)
        controller.start()
        controllers.append(controller)
        return mailbox

    yield begins
    for controller in controllers:
        controller.stop()


def mail_flags(port, security="none"):
    return (
        "--mail-server", f"127.0.0.1:{port}", "--mail-from", FROM, "--mail-security", security,
        "--mail-retry-seconds", "1",
    )  # fmt: skip


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A server's certificate that it has signed itself, and the context that shows it."""
    place = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=mail", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", place / "key.pem", "-out", place / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(place / "cert.pem", place / "key.pem")
    return place / "cert.pem", context


def code_in(mail) -> str:
    return re.search(r"^ +([0-9]{6})\r?$", mail.get_content(), re.MULTILINE)[1]


def wait_for(server, text: str):
    """Until the server has written that on its log."""
    done = threading.Event()
    for _ in range(600):
        if text in server.messages():
            return
        done.wait(0.05)
    raise AssertionError(f"never said {text}: {server.messages()}")


ADA = "123456789012"


def asks_for_code(server, address="lead@ada.example", catalog="AWS"):
    return server.client(ADA).send_email_verification_code(Catalog=catalog, Email=address)


# What a code is for.


def test_a_mailed_code_proves_an_address(mail_server, start, tmp_path):
    mailbox = mail_server()
    seed = write_seed(tmp_path / "seed.json", [seed_account(1)])
    server = start(*mailbox.flags, "--seed", str(seed))
    me = Partner(server, 1)

    answer = me.client.send_email_verification_code(Catalog="AWS", Email="me@certified.example")

    assert set(answer) == {"ResponseMetadata"}
    assert answer["ResponseMetadata"]["HTTPHeaders"]["content-length"] == "0"
    mail = mailbox.next()
    associate = {"Catalog": "AWS", "Identifier": me.id, "Email": "Me@Certified.example"}
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.associate_aws_training_certification_email_domain(
            **associate, EmailVerificationCode=f"{(int(code_in(mail)) + 1) % 1_000_000:06d}"
        )
    assert field_errors(caught) == [("EmailVerificationCode", "INVALID_VALUE")]
    me.client.associate_aws_training_certification_email_domain(
        **associate, EmailVerificationCode=code_in(mail)
    )
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED"):
        me.client.associate_aws_training_certification_email_domain(
            **associate, EmailVerificationCode=code_in(mail)
        )


def test_five_wrong_tries_burn_a_code(mail_server, start, tmp_path):
    mailbox = mail_server()
    seed = write_seed(tmp_path / "seed.json", [seed_account(1)])
    me = Partner(start(*mailbox.flags, "--seed", str(seed)), 1)
    me.client.send_email_verification_code(Catalog="AWS", Email="me@certified.example")
    code = code_in(mailbox.next())

    for wrong in range(5):
        with refused("ValidationException", "REQUEST_VALIDATION_FAILED"):
            associates(me, f"{(int(code) + 1 + wrong) % 1_000_000:06d}")

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED"):
        associates(me, code)


def associates(partner, code):
    return partner.client.associate_aws_training_certification_email_domain(
        Catalog="AWS",
        Identifier=partner.id,
        Email="me@certified.example",
        EmailVerificationCode=code,
    )


def test_five_codes_a_day_for_an_address(start):
    server = start()
    for _ in range(5):
        asks_for_code(server)

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_EMAIL"):
        asks_for_code(server, "LEAD@ada.example")

    asks_for_code(server, "other@ada.example")
    for _ in range(6):
        asks_for_code(server, catalog="Sandbox")


def test_the_quota_is_a_setting(start):
    server = start("--quota", "email-verification-codes-per-day=1")
    asks_for_code(server)

    with refused(QUOTA, "LIMIT_EXCEEDED_NUMBER_OF_EMAIL"):
        asks_for_code(server)


def test_what_is_no_address_is_refused(start):
    server = start()

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        asks_for_code(server, "lead@")

    assert field_errors(caught) == [("Email", "INVALID_STRING_FORMAT")]


def test_in_dev_without_a_mail_server_the_code_is_on_the_log(start):
    server = start()

    asks_for_code(server)

    wait_for(server, "mail to lead@ada.example: Your verification code")


# Notices.


def test_the_leads_are_told_of_an_invitation_and_its_answer(mail_server, start, tmp_path):
    mailbox = mail_server()
    accounts = [seed_account(n) for n in (1, 2)]
    for account, name in zip(accounts, ("Ana", "Ben")):
        account["partners"][0]["alliance_lead_contact"] = {
            "FirstName": name,
            "LastName": "Lead",
            "Email": f"{name.lower()}@partner.example",
            "BusinessTitle": "Alliance Lead",
        }
    accounts[0]["partners"][0]["profile"]["DisplayName"] = "Größe & Söhne — 是的"
    seed = write_seed(tmp_path / "seed.json", accounts)
    server = start(*mailbox.flags, "--seed", str(seed))
    ana, ben = (Partner(server, n) for n in (1, 2))

    invitation = ana.invites(ben, Message="Shall we?\nÜber alles\n.\n")

    mail = mailbox.next()
    assert mail.envelope.rcpt_tos == ["ben@partner.example"]
    assert mail["Subject"] == "Größe & Söhne — 是的 invites you to connect"
    text = mail.get_content()
    assert "    Shall we?\n    Über alles\n    .\n" in text.replace("\r\n", "\n")
    assert invitation["Id"] in text
    for party in (ana, ben):
        assert party.account not in text, "before an answer nobody learns an account"
    ben.rejects(invitation)
    assert mailbox.next()["Subject"] == "Partner 2 has rejected your invitation"
    ben.accepts(ana.invites(ben))
    subjects = {mailbox.next()["Subject"], mailbox.next()["Subject"]}
    assert "Partner 2 has accepted your invitation" in subjects


# How mails travel.


def test_a_mail_is_as_mail_should_be(mail_server, start):
    mailbox = mail_server()

    asks_for_code(start(*mailbox.flags))

    mail = mailbox.next()
    assert mail.envelope.mail_from == FROM
    assert mail.envelope.rcpt_tos == ["lead@ada.example"]
    assert mail["From"].addresses[0].addr_spec == FROM
    assert mail["To"].addresses[0].addr_spec == "lead@ada.example"
    assert re.fullmatch(r"<[a-z2-7]{13}@amity\.example>", mail["Message-ID"])
    assert mail["Date"].datetime.utcoffset().total_seconds() == 0
    assert mail.get_content_type() == "text/plain"
    assert not mail.defects


def test_starttls_and_a_login(mail_server, start, certificate):
    authorities, context = certificate
    logins = []

    def checks(server, session, envelope, mechanism, data):
        logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"open sesame")

    mailbox = mail_server(
        tls_context=context, require_starttls=True, auth_required=True, authenticator=checks
    )
    server = start(
        *mailbox.flags, "--mail-security", "starttls",
        "--mail-authorities", str(authorities), "--mail-user", "amity",
        environment={"AMITY_MAIL_PASSWORD": "open sesame"},
    )  # fmt: skip

    asks_for_code(server)

    mail = mailbox.next()
    assert mail.session.ssl is not None
    assert logins == [(b"amity", b"open sesame")]
    assert "open sesame" not in server.messages()


def test_a_wrong_password_costs_no_mail(mail_server, start, certificate, tmp_path):
    authorities, context = certificate
    allowed = threading.Event()
    mailbox = mail_server(
        tls_context=context, require_starttls=True, auth_required=True,
        authenticator=lambda *_: AuthResult(success=allowed.is_set()),
    )  # fmt: skip
    server = start(
        *mailbox.flags, "--mail-security", "starttls", "--mail-authorities", str(authorities),
        "--mail-user", "amity", environment={"AMITY_MAIL_PASSWORD": "not yet"},
    )  # fmt: skip
    asks_for_code(server)
    wait_for(server, "attempt 1 failed")

    allowed.set()

    assert mailbox.next()["To"] == "lead@ada.example"


def test_a_server_that_nobody_vouches_for_gets_neither_mail_nor_password(
    mail_server, start, certificate
):
    _, context = certificate
    logins = []
    mailbox = mail_server(
        tls_context=context, require_starttls=True, auth_required=True,
        authenticator=lambda *_: logins.append(1) or AuthResult(success=True),
    )  # fmt: skip
    server = start(
        *mailbox.flags, "--mail-security", "starttls", "--mail-user", "amity",
        environment={"AMITY_MAIL_PASSWORD": "open sesame"},
    )  # fmt: skip

    asks_for_code(server)

    wait_for(server, "attempt 1 failed")
    assert mailbox.arrived.empty() and not logins


def test_starttls_is_not_left_out_when_the_server_does_not_offer_it(mail_server, start):
    mailbox = mail_server()
    server = start(*mailbox.flags, "--mail-security", "starttls")

    asks_for_code(server)

    wait_for(server, "attempt 1 failed")
    assert mailbox.arrived.empty() and not mailbox.asked


def test_tls_from_the_first_byte(mail_server, start, certificate):
    authorities, context = certificate
    mailbox = mail_server(ssl_context=context)
    server = start(
        *mailbox.flags, "--mail-security", "tls", "--mail-authorities", str(authorities)
    )

    asks_for_code(server)

    assert mailbox.next().session.peer


def test_a_server_that_is_down_gets_the_mail_when_it_is_up(mail_server, start):
    port = free_port()
    server = start(*mail_flags(port))
    asks_for_code(server)
    wait_for(server, "attempt 1 failed")

    mailbox = mail_server(port=port)

    assert mailbox.next()["To"] == "lead@ada.example"


def test_a_mail_outlives_the_program(mail_server, start):
    port = free_port()
    first = start(*mail_flags(port))
    asks_for_code(first)
    wait_for(first, "attempt 1 failed")
    first.kill()
    mailbox = mail_server(port=port)

    start(*mail_flags(port))

    assert mailbox.next()["To"] == "lead@ada.example"


def states(server) -> dict:
    """What became of the mail to each address, as the store has it once the program has ended."""
    assert server.stop() == 0
    with sqlite3.connect(server.data / "amity.db") as db:
        rows = db.execute("SELECT recipient, state, attempts FROM mail ORDER BY id").fetchall()
    names = ("waiting", "sent", "dead", "kept")
    return {recipient: (names[state], attempts) for recipient, state, attempts in rows}


def test_an_address_that_does_not_exist_is_given_up_at_once(mail_server, start):
    mailbox = mail_server()
    mailbox.answers["gone@ada.example"] = ["550 no such user"]
    server = start(*mailbox.flags)

    asks_for_code(server, "gone@ada.example")

    wait_for(server, "reply 550: refused")
    asks_for_code(server)
    assert mailbox.next()["To"] == "lead@ada.example"
    assert mailbox.asked == ["gone@ada.example", "lead@ada.example"]
    assert states(server) == {"gone@ada.example": ("dead", 1), "lead@ada.example": ("sent", 1)}


def test_an_address_that_is_busy_is_tried_again_and_delays_nobody(mail_server, start):
    mailbox = mail_server()
    mailbox.answers["busy@ada.example"] = ["450 mailbox is locked"]
    server = start(*mailbox.flags)

    asks_for_code(server, "busy@ada.example")
    asks_for_code(server)

    assert [mailbox.next()["To"] for _ in range(2)] == ["lead@ada.example", "busy@ada.example"]
    assert states(server) == {"busy@ada.example": ("sent", 2), "lead@ada.example": ("sent", 1)}


def test_a_server_that_greets_with_421_is_asked_again(mail_server, start):
    class Busy(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b"421 come back later\r\n")

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    busy = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Busy)
    port = busy.server_address[1]
    threading.Thread(target=busy.serve_forever, daemon=True).start()
    server = start(*mail_flags(port))
    asks_for_code(server)
    wait_for(server, "attempt 1 failed, reply 421")
    busy.shutdown()
    busy.server_close()

    mailbox = mail_server(port=port)

    assert mailbox.next()["To"] == "lead@ada.example"


@pytest.mark.parametrize(
    "flags, environment, says",
    [
        (["--mail-server", "127.0.0.1:25"], {}, "mail-from"),
        (["--mail-server", "host:x"], {}, "'x' is not a port"),
        (["--mail-server", "smtp://host"], {}, "is not"),
        (["--mail-from", "nobody"], {}, "is not an e-mail address"),
        (["--mail-server", "h", "--mail-from", FROM, "--mail-user", "u"], {}, "belong together"),
        (
            ["--mail-server", "h", "--mail-from", FROM, "--mail-user", "u"]
            + ["--mail-security", "none"],
            {"AMITY_MAIL_PASSWORD": "sesame"},
            "in the clear",
        ),
        (["--mail-password", "sesame"], {}, "mail-password"),
    ],
)
def test_settings_that_do_not_fit_are_said_and_the_password_is_not(start, flags, environment, says):
    with pytest.raises(AssertionError) as ended:
        start(*flags, environment=environment)

    assert says in str(ended.value)
    if "--mail-password" not in flags:
        assert "sesame" not in str(ended.value)
