"""boto3: from nothing to a connected pair, in the production catalog and by the API alone: no seed,
no partner that anybody has made before."""

import re
import time
import urllib.parse
import urllib.request

from server_process import refused

PROFILE = {
    "DisplayName": "",
    "Description": "Moves harbours to the cloud.",
    "WebsiteUrl": "https://example.com/",
    "LogoUrl": "https://example.com/logo.png",
    "PrimarySolutionType": "MANAGED_SERVICES",
    "IndustrySegments": ["PROFESSIONAL_SERVICES"],
    "TranslationSourceLocale": "en-US",
}


def until(ask, holds):
    """Asks again and again, as a client of asynchronous work does; the answer that holds."""
    deadline = time.monotonic() + 20
    while not holds(answer := ask()):
        assert time.monotonic() < deadline, answer
        time.sleep(0.1)
    return answer


class Company:
    """An account that nobody has heard of, on its way."""

    def __init__(self, server, account: str, name: str):
        self.server, self.account, self.name = server, account, name
        self.email = f"lead@{name.lower()}.example"
        self.client = server.client(account)

    def verified(self, kind: str) -> dict:
        return self.client.get_verification(VerificationType=f"{kind}_VERIFICATION")

    def verifies_its_business(self):
        self.client.start_verification(
            VerificationDetails={
                "BusinessVerificationDetails": {
                    "LegalName": f"{self.name} Ltd",
                    "RegistrationId": f"REG-{self.account}",
                    "CountryCode": "DE",
                }
            }
        )
        until(
            lambda: self.verified("BUSINESS"),
            lambda answer: answer["VerificationStatus"] == "SUCCEEDED",
        )

    def verifies_its_person(self):
        started = self.client.start_verification(
            VerificationDetails={"RegistrantVerificationDetails": {}}
        )
        (details,) = started["VerificationResponseDetails"].values()
        form = urllib.parse.urlencode({"outcome": "complete"}).encode()
        with urllib.request.urlopen(details["CompletionUrl"], form, timeout=10) as page:
            assert page.status == 200
        until(
            lambda: self.verified("REGISTRANT"),
            lambda answer: answer["VerificationStatus"] == "SUCCEEDED",
        )

    def receives_a_code(self) -> str:
        self.client.send_email_verification_code(Catalog="AWS", Email=self.email)
        (mail,) = self.server.admin("ListMails", Recipient=self.email)["Mails"]
        return re.search(r"\b\d{6}\b", mail["Text"])[0]

    def registers(self, code: str):
        partner = self.client.create_partner(
            Catalog="AWS",
            LegalName=f"{self.name} Ltd",
            PrimarySolutionType="MANAGED_SERVICES",
            AllianceLeadContact={
                "FirstName": "Lea",
                "LastName": "Lead",
                "Email": self.email,
                "BusinessTitle": "Alliance Lead",
            },
            EmailVerificationCode=code,
            Tags=[{"Key": "made-by", "Value": "newcomer"}],
        )
        self.arn = partner["Arn"]
        self.named = {"Catalog": "AWS", "Identifier": partner["Id"]}

    def publishes_its_profile(self):
        self.client.start_profile_update_task(
            **self.named, TaskDetails=PROFILE | {"DisplayName": self.name}
        )
        until(
            lambda: self.client.get_profile_update_task(**self.named),
            lambda answer: answer["Status"] == "SUCCEEDED",
        )

    @property
    def profile(self) -> dict:
        return self.client.get_partner(**self.named)["Profile"]

    def arrives(self):
        self.verifies_its_business()
        self.verifies_its_person()
        self.registers(self.receives_a_code())
        self.publishes_its_profile()


def test_from_nothing_to_a_connected_pair(server):
    primary = Company(server, "810000000001", "Primary")
    subsidiary = Company(server, "810000000002", "Subsidiary")
    with refused("ResourceNotFoundException", "VERIFICATION_NOT_FOUND"):
        primary.verified("BUSINESS")
    for company in (primary, subsidiary):
        company.arrives()
        visibility = company.client.get_profile_visibility(**company.named)
        assert visibility["Visibility"] == "PUBLIC"

    letter = {"Catalog": "AWS", "Email": primary.email, "Name": "Lea Lead", "Message": "Join us."}
    invitation = primary.client.create_connection_invitation(
        **letter, ConnectionType="SUBSIDIARY", ReceiverIdentifier=subsidiary.account
    )
    connection = subsidiary.client.accept_connection_invitation(
        Catalog="AWS", Identifier=invitation["Id"]
    )["Connection"]
    assert connection["OtherParticipantAccountId"] == primary.account

    subsidiary.client.start_qualifications_association_task(
        **subsidiary.named, PrimaryPartner={"AccountId": primary.account}
    )
    until(
        lambda: subsidiary.client.get_qualifications_association_task(**subsidiary.named),
        lambda answer: answer["Status"] == "SUCCEEDED",
    )
    assert subsidiary.profile["DisplayName"] == "Subsidiary by Primary"
    details = primary.client.get_qualifications_association_details(**primary.named)
    assert [partner["AccountId"] for partner in details["AssociatedPartners"]] == ["810000000002"]

    primary.client.tag_resource(
        ResourceArn=primary.arn, Tags=[{"Key": "tier", "Value": "advanced"}]
    )
    tags = primary.client.list_tags_for_resource(ResourceArn=primary.arn)["Tags"]
    assert [tag["Key"] for tag in tags] == ["made-by", "tier"]

    end = {"Catalog": "AWS", "Identifier": connection["Id"], "ConnectionType": "SUBSIDIARY"}
    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_STATE"):
        primary.client.cancel_connection(**end, Reason="Too early.")
    subsidiary.client.start_qualifications_disassociation_task(
        **subsidiary.named, AssociatedPartner={"AccountId": primary.account}
    )
    until(
        lambda: subsidiary.client.get_qualifications_disassociation_task(**subsidiary.named),
        lambda answer: answer["Status"] == "SUCCEEDED",
    )
    assert subsidiary.profile["DisplayName"] == "Subsidiary"
    primary.client.cancel_connection(**end, Reason="We part as friends.")
    assert primary.client.list_connections(Catalog="AWS")["ConnectionSummaries"] == []
