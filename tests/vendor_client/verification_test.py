"""boto3 and a browser's forms: both verifications from start to end, with their pages."""

import re
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import pytest
from botocore.config import Config

from server_process import field_errors, refused

BUSINESS = {"LegalName": "Anvil <Cloud> & Sons", "RegistrationId": "HRB 7", "CountryCode": "DE"}
DAY = 24 * 3600


@pytest.fixture
def me(partners):
    return partners(1)[0]


def business(me, **changes) -> dict:
    return me.client.start_verification(
        VerificationDetails={"BusinessVerificationDetails": BUSINESS | changes}
    )


def registrant(me, client=None, **more) -> dict:
    return (client or me.client).start_verification(
        VerificationDetails={"RegistrantVerificationDetails": {}}, **more
    )


def sees(me, kind: str) -> dict:
    return me.client.get_verification(VerificationType=f"{kind}_VERIFICATION")


def page_of(verification: dict) -> str:
    (details,) = verification["VerificationResponseDetails"].values()
    return details["CompletionUrl"]


class Page(HTMLParser):
    """What a browser finds on a page: its text, its fields, its buttons."""

    def __init__(self, url, status, headers, text):
        super().__init__()
        self.url, self.status, self.headers, self.html = url, status, headers, text
        self.text, self.fields, self.buttons, self.labels = "", [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        assert tag != "script" and not any(name.startswith("on") for name in attributes)
        if tag == "input":
            self.fields.append(attributes["name"])
            assert attributes["id"] in self.labels, "every field has its label"
        if tag == "label":
            self.labels.append(attributes["for"])
        if tag == "button":
            self.buttons.append((attributes["name"], attributes["value"]))

    def handle_data(self, data):
        self.text += data

    def press(self, button: str, **fields) -> "Page":
        assert ("outcome", button) in self.buttons, self.buttons
        return send(self.url, outcome=button, **{name: "" for name in self.fields} | fields)


def opened(request) -> Page:
    try:
        answer = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Page(answer.url, answer.status, answer.headers, answer.read().decode())


def look(url: str) -> Page:
    return opened(url)


def send(url: str, **form) -> Page:
    return opened(urllib.request.Request(url, urllib.parse.urlencode(form).encode()))


def test_a_business_is_found(server, me):
    begun = business(me)
    assert begun["VerificationStatus"] == "IN_PROGRESS"
    assert begun["VerificationResponseDetails"]["BusinessVerificationResponse"] == {
        "BusinessVerificationDetails": BUSINESS
    }
    with refused("ConflictException", "VERIFICATION_ALREADY_IN_PROGRESS"):
        business(me)

    server.admin("AdvanceClock", Seconds=2)

    ended = sees(me, "BUSINESS")
    assert ended["VerificationStatus"] == "SUCCEEDED"
    assert (ended["CompletedAt"] - ended["StartedAt"]).total_seconds() == 2
    assert "VerificationStatusReason" not in ended
    with refused("ConflictException", "ACCOUNT_ALREADY_VERIFIED"):
        business(me)


@pytest.mark.parametrize("word, status", [("FAIL-1", "FAILED"), ("REJECT-1", "REJECTED")])
def test_a_business_is_not_found_and_tried_again(server, me, word, status):
    business(me, RegistrationId=word)
    server.admin("AdvanceClock", Seconds=2)
    ended = sees(me, "BUSINESS")
    assert ended["VerificationStatus"] == status
    assert ended["VerificationStatusReason"]

    business(me)
    server.admin("AdvanceClock", Seconds=2)
    assert sees(me, "BUSINESS")["VerificationStatus"] == "SUCCEEDED"


def test_a_business_fills_in_the_form(server, me):
    business(me, RegistrationId="FORM-1")
    server.admin("AdvanceClock", Seconds=2)
    asking = sees(me, "BUSINESS")
    assert asking["VerificationStatus"] == "PENDING_CUSTOMER_ACTION"

    page = look(page_of(asking))
    assert page.status == 200
    assert page.fields == ["TaxId", "RegistrationNumber", "Address"]
    assert BUSINESS["LegalName"] in page.text, "escaped, not dropped"

    again = page.press("complete", TaxId='"><b>DE 1')
    assert again.status == 400
    assert "<b>" not in again.html and "&quot;&gt;&lt;b&gt;DE 1" in again.html
    done = page.press("complete", TaxId="DE 1", RegistrationNumber="7", Address="Hafen 1, Köln")
    assert done.status == 200

    assert sees(me, "BUSINESS")["VerificationStatus"] == "IN_PROGRESS"
    server.admin("AdvanceClock", Seconds=2)
    ended = sees(me, "BUSINESS")
    assert ended["VerificationStatus"] == "SUCCEEDED"
    assert "CompletionUrl" not in str(ended)


@pytest.mark.parametrize(
    "button, status", [("complete", "SUCCEEDED"), ("fail", "FAILED"), ("reject", "REJECTED")]
)
def test_a_registrant_uses_the_page(me, button, status):
    begun = registrant(me)
    assert begun["VerificationStatus"] == "PENDING_CUSTOMER_ACTION"
    page = look(page_of(begun))
    assert page.status == 200 and me.account in page.text

    assert page.press(button).status == 200

    ended = sees(me, "REGISTRANT")
    assert ended["VerificationStatus"] == status
    assert page_of(ended) == page_of(begun)
    assert "CompletedAt" in ended
    used = look(page.url)
    assert used.status == 200 and "used before" in used.text and used.buttons == []
    assert send(page.url, outcome="complete").status == 409
    assert sees(me, "REGISTRANT") | {"ResponseMetadata": 0} == ended | {"ResponseMetadata": 0}


def test_a_page_that_is_not_used_expires(server, me):
    begun = registrant(me)
    expiry = begun["VerificationResponseDetails"]["RegistrantVerificationResponse"][
        "CompletionUrlExpiresAt"
    ]
    assert (expiry - begun["StartedAt"]).total_seconds() == 15 * 60

    server.admin("AdvanceClock", Seconds=15 * 60)

    ended = sees(me, "REGISTRANT")
    assert ended["VerificationStatus"] == "FAILED"
    assert ended["CompletedAt"] == expiry
    assert "expired" in ended["VerificationStatusReason"]
    assert look(page_of(begun)).status == 410
    assert send(page_of(begun), outcome="complete").status == 410
    again = registrant(me)
    assert look(page_of(begun)).status == 404, "a new attempt took its place"
    assert look(page_of(again)).status == 200


def test_three_tries_in_a_day(server, me):
    client = server.client(me.account, config=Config(retries={"max_attempts": 0}))
    for token in "abc":
        page = page_of(registrant(me, ClientToken=token))
        registrant(me, ClientToken=token)  # a repeat uses no try
        send(page, outcome="fail")
    with refused("ThrottlingException") as caught:
        registrant(me, client)
    assert caught.value.response["ServiceCode"] == "partnercentral-account"

    server.admin("AdvanceClock", Seconds=DAY)
    registrant(me)


def test_a_token_is_answered_once(me):
    begun = registrant(me, ClientToken="one")
    again = registrant(me, ClientToken="one")
    assert again | {"ResponseMetadata": 0} == begun | {"ResponseMetadata": 0}

    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        me.client.start_verification(
            ClientToken="one", VerificationDetails={"BusinessVerificationDetails": BUSINESS}
        )


def test_what_is_not_there(me, partners):
    for kind in ("BUSINESS", "REGISTRANT"):
        with refused("ResourceNotFoundException", "VERIFICATION_NOT_FOUND"):
            sees(me, kind)
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        me.client.start_verification()
    assert field_errors(caught) == [("VerificationDetails", "REQUIRED_FIELD_MISSING")]
    registrant(me)
    with refused("ResourceNotFoundException", "VERIFICATION_NOT_FOUND"):
        sees(partners(1)[0], "REGISTRANT")


def test_the_page_keeps_its_secret(server, me):
    url = page_of(registrant(me))
    assert url.startswith(f"{server.management}/verification/")
    assert len(re.fullmatch(r".*/[a-z2-7]{13}([0-9a-f]{32})", url)[1]) * 4 == 128
    page = look(url)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert 'lang="en"' in page.html and page.html.count("<h1>") == 1

    for wrong in (url[:-1], url + "0", url[:-1] + "g", url.rsplit("/", 1)[0] + "/"):
        assert look(wrong).status == 404
        assert send(wrong, outcome="complete").status == 404
    assert send(url, outcome="perhaps").status == 400
    assert opened(urllib.request.Request(url, b"{}", {"Content-Type": "text/plain"})).status == 415
    assert opened(urllib.request.Request(url, method="DELETE")).status == 405
    assert sees(me, "REGISTRANT")["VerificationStatus"] == "PENDING_CUSTOMER_ACTION"
    assert url.rsplit("/", 1)[1] not in server.messages()


def test_the_operator_decides(start):
    server = start("--verification-approval", "manual", "--completion-url-base", "https://x.example/")
    client = server.client("111122223333")
    begun = client.start_verification(VerificationDetails={"RegistrantVerificationDetails": {}})
    assert page_of(begun).startswith("https://x.example/verification/")
    page = look(page_of(begun).replace("https://x.example", server.management))
    assert page.buttons == [("outcome", "complete")]
    assert send(page.url, outcome="reject").status == 400
    page.press("complete")
    client.start_verification(VerificationDetails={"BusinessVerificationDetails": BUSINESS})
    server.admin("AdvanceClock", Seconds=30 * DAY)

    waiting = server.admin("ListWaitingVerifications")["Verifications"]
    assert [(each["Account"], each["VerificationType"]) for each in waiting] == [
        ("111122223333", "REGISTRANT_VERIFICATION"),
        ("111122223333", "BUSINESS_VERIFICATION"),
    ]
    assert waiting[1]["BusinessVerificationDetails"] == BUSINESS

    def decides(kind, outcome, **more):
        return server.admin(
            "DecideVerification",
            Account="111122223333",
            VerificationType=f"{kind}_VERIFICATION",
            Outcome=outcome,
            **more,
        )["VerificationStatus"]

    assert decides("REGISTRANT", "REJECTED", Reason="The photo is of a cat.") == "REJECTED"
    rejected = client.get_verification(VerificationType="REGISTRANT_VERIFICATION")
    assert rejected["VerificationStatusReason"] == "The photo is of a cat."
    assert decides("BUSINESS", "PENDING_CUSTOMER_ACTION") == "PENDING_CUSTOMER_ACTION"
    asked = page_of(client.get_verification(VerificationType="BUSINESS_VERIFICATION"))
    form = {"TaxId": "DE 1", "RegistrationNumber": "7", "Address": "Hafen 1"}
    send(asked.replace("https://x.example", server.management), outcome="complete", **form)
    assert server.admin("ListWaitingVerifications")["Verifications"][0]["Supplement"] == form
    assert decides("BUSINESS", "SUCCEEDED") == "SUCCEEDED"
    assert server.admin("ListWaitingVerifications") == {"Verifications": []}


def test_survives_a_restart(start):
    server = start()
    client = server.client("111122223333")
    begun = client.start_verification(VerificationDetails={"RegistrantVerificationDetails": {}})
    server.kill()

    client = start().client("111122223333")

    shown = client.get_verification(VerificationType="REGISTRANT_VERIFICATION")
    assert page_of(shown).rsplit("/", 1)[1] == page_of(begun).rsplit("/", 1)[1]
