"""boto3: a newcomer becomes a partner; its contact person and its e-mail domains."""

import itertools
import re
import threading

import pytest

from server_process import (
    REGION,
    business_errors,
    field_errors,
    refused,
    seed_account,
    write_seed,
)

ANY_CODE = "314159"
LEAD = {
    "FirstName": "Ana",
    "LastName": "Costa",
    "Email": "ana@anvil.example",
    "BusinessTitle": "Alliance Lead",
}
accounts = (f"{number:012d}" for number in itertools.count(700_000_000_000))


class Newcomer:
    """An account that the server has never heard of."""

    def __init__(self, server, account=None):
        self.server = server
        self.account = account or next(accounts)
        self.name = f"Anvil {self.account}"
        self.client = server.client(self.account)

    def registers(self, **changes) -> dict:
        request = {
            "Catalog": "Sandbox",
            "LegalName": self.name,
            "PrimarySolutionType": "SOFTWARE_PRODUCTS",
            "AllianceLeadContact": LEAD,
            "EmailVerificationCode": ANY_CODE,
        }
        return self.client.create_partner(**(request | changes))


    def is_sent_a_code(self) -> str:
        """The code that proves the lead's address, as `dev` writes it on its log."""
        address = f"ana@{self.account}.example"
        self.client.send_email_verification_code(Catalog="AWS", Email=address)
        self.server.admin("RunDueWork")
        mails = self.server.messages().split(f"mail to {address}: ")
        return re.search(r"^ +(\d{6})$", mails[-1], re.MULTILINE)[1]

    def is_verified(self):
        business = {"LegalName": self.name, "RegistrationId": "HRB 7", "CountryCode": "DE"}
        for kind, details in (("Business", business), ("Registrant", {})):
            self.client.start_verification(
                VerificationDetails={f"{kind}VerificationDetails": details}
            )
            self.server.admin(
                "DecideVerification",
                Account=self.account,
                VerificationType=f"{kind.upper()}_VERIFICATION",
                Outcome="SUCCEEDED",
            )

    def registers_in_aws(self, code, **changes) -> dict:
        lead = LEAD | {"Email": f"ana@{self.account}.example"}
        request = {"Catalog": "AWS", "AllianceLeadContact": lead, "EmailVerificationCode": code}
        return self.registers(**(request | changes))


@pytest.fixture
def newcomer(server):
    return Newcomer(server)


@pytest.fixture
def registered(newcomer):
    """A partner of the Sandbox, as the members that name it."""
    partner = newcomer.registers()
    newcomer.named = {"Catalog": "Sandbox", "Identifier": partner["Id"]}
    return newcomer


def test_from_nothing_into_the_sandbox(newcomer):
    partner = newcomer.registers()

    assert re.fullmatch("partner-[a-z2-7]{13}", partner["Id"])
    assert partner["Arn"] == (
        f"arn:aws:partnercentral:{REGION}:{newcomer.account}:catalog/Sandbox/partner/{partner['Id']}"
    )
    assert partner["LegalName"] == newcomer.name
    assert partner["Profile"] == {"PrimarySolutionType": "SOFTWARE_PRODUCTS"}
    assert partner["AllianceLeadContact"] == LEAD
    assert "AwsTrainingCertificationEmailDomains" not in partner
    seen = newcomer.client.get_partner(Catalog="Sandbox", Identifier=partner["Id"])
    assert seen["Profile"] == partner["Profile"]
    assert seen["CreatedAt"] == partner["CreatedAt"]
    (summary,) = newcomer.client.list_partners(Catalog="Sandbox")["PartnerSummaryList"]
    assert summary["Id"] == partner["Id"]


def test_once_only(registered):
    with refused("ConflictException", "DUPLICATE_PARTNER"):
        registered.registers(LegalName="Another name")


def test_with_somebody_elses_name(server, registered):
    other = Newcomer(server)

    with refused("ConflictException", "DUPLICATE_PARTNER"):
        other.registers(LegalName=f" {registered.name.upper()} ")

    assert other.client.list_partners(Catalog="Sandbox")["PartnerSummaryList"] == []


def test_two_at_once_with_one_name(server):
    both = [Newcomer(server) for _ in range(8)]
    outcomes = []

    def register(who):
        try:
            who.registers(LegalName="Äther & Söhne")
            outcomes.append("registered")
        except who.client.exceptions.ConflictException as error:
            outcomes.append(error.response["Reason"])

    threads = [threading.Thread(target=register, args=(who,)) for who in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["DUPLICATE_PARTNER"] * 7 + ["registered"]


def test_repeated_under_its_token(newcomer):
    first = newcomer.registers(ClientToken="mine")

    again = newcomer.registers(ClientToken="mine")

    assert again["Id"] == first["Id"]
    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        newcomer.registers(ClientToken="mine", LegalName="Another name")


def test_tags_are_not_for_the_sandbox(newcomer):
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        newcomer.registers(Tags=[{"Key": "team", "Value": "north"}])

    assert field_errors(caught) == [("Tags", "ACTION_NOT_PERMITTED")]


def test_in_aws_without_a_code(newcomer):
    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        newcomer.registers(Catalog="AWS")

    assert field_errors(caught) == [("EmailVerificationCode", "INVALID_VALUE")]


def test_from_nothing_into_aws(newcomer):
    newcomer.is_verified()
    code = newcomer.is_sent_a_code()

    partner = newcomer.registers_in_aws(code, Tags=[{"Key": "team", "Value": "north"}])

    assert partner["Catalog"] == "AWS"
    assert partner["Profile"] == {"PrimarySolutionType": "SOFTWARE_PRODUCTS"}
    tags = newcomer.client.list_tags_for_resource(ResourceArn=partner["Arn"])["Tags"]
    assert tags == [{"Key": "team", "Value": "north"}]


def test_in_aws_under_another_name_than_the_verified(newcomer):
    newcomer.is_verified()
    code = newcomer.is_sent_a_code()

    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        newcomer.registers_in_aws(code, LegalName="Another name")

    assert business_errors(caught) == ["INCOMPATIBLE_LEGAL_NAME"]
    newcomer.registers_in_aws(code, LegalName=newcomer.name.upper())


def test_in_aws_all_that_stands_against_it_is_said_at_once(start, tmp_path):
    known = {"paid_plan": False, "good_standing": False, "linked": True}
    owner = seed_account(1)
    owner["partners"][0]["email_domains"] = ["700000009999.example"]
    seed = write_seed(tmp_path / "seed.json", [{"id": "700000009999"} | known, owner])
    newcomer = Newcomer(start("--seed", str(seed)), "700000009999")
    code = newcomer.is_sent_a_code()

    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        newcomer.registers_in_aws(code)

    assert business_errors(caught) == [
        "INCOMPATIBLE_KNOW_YOUR_BUSINESS_STATUS",
        "INCOMPATIBLE_IDENTITY_VERIFICATION_STATUS",
        "INELIGIBLE_ACCOUNT_TIER",
        "INVALID_ACCOUNT_STATE",
        "INVALID_ACCOUNT_LINKING_STATUS",
        "INCOMPATIBLE_DOMAIN",
    ]


def test_the_contact_is_replaced(registered):
    client = registered.client
    seen = client.get_alliance_lead_contact(**registered.named)
    assert seen["AllianceLeadContact"] == LEAD

    new = LEAD | {"FirstName": "Bob", "Email": "bob@anvil.example"}
    changed = client.put_alliance_lead_contact(
        **registered.named, AllianceLeadContact=new, EmailVerificationCode=ANY_CODE
    )

    assert changed["AllianceLeadContact"] == new
    assert changed["Id"] == registered.named["Identifier"]
    assert client.get_alliance_lead_contact(**registered.named)["AllianceLeadContact"] == new


def test_a_code_is_needed_for_another_address_only(registered):
    client = registered.client
    client.put_alliance_lead_contact(
        **registered.named,
        AllianceLeadContact=LEAD | {"FirstName": "Bob", "Email": LEAD["Email"].upper()},
    )

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        client.put_alliance_lead_contact(
            **registered.named, AllianceLeadContact=LEAD | {"Email": "bob@anvil.example"}
        )

    assert field_errors(caught) == [("EmailVerificationCode", "REQUIRED_FIELD_MISSING")]


def test_the_contact_of_another(server, registered):
    other = Newcomer(server)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        other.client.get_alliance_lead_contact(**registered.named)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        other.client.put_alliance_lead_contact(**registered.named, AllianceLeadContact=LEAD)


def claims(partner, email, **changes):
    request = {**partner.named, "Email": email, "EmailVerificationCode": ANY_CODE}
    return partner.client.associate_aws_training_certification_email_domain(**(request | changes))


def domains_of(partner) -> list[str]:
    seen = partner.client.get_partner(**partner.named)
    return [
        domain["DomainName"] for domain in seen.get("AwsTrainingCertificationEmailDomains", [])
    ]


def test_domains_come_and_go(registered):
    domain = f"d{registered.account}.example"

    claims(registered, f"ana@{domain.upper()}")
    claims(registered, f"bob@{domain}")

    assert domains_of(registered) == [domain]
    request = {**registered.named, "DomainName": domain}
    registered.client.disassociate_aws_training_certification_email_domain(**request)
    assert domains_of(registered) == []
    with refused("ResourceNotFoundException", "PARTNER_DOMAIN_NOT_FOUND"):
        registered.client.disassociate_aws_training_certification_email_domain(**request)


def test_domains_have_one_owner(server, registered):
    other = Newcomer(server)
    other.named = {"Catalog": "Sandbox", "Identifier": other.registers()["Id"]}
    claims(registered, f"ana@o{registered.account}.example")

    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        claims(other, f"eve@o{registered.account}.example")

    assert business_errors(caught) == ["INCOMPATIBLE_DOMAIN"]


def test_domains_of_mail_providers_are_nobodys(registered):
    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        claims(registered, "ana@gmail.com")

    assert business_errors(caught) == ["INCOMPATIBLE_DOMAIN"]


def test_claimed_once_under_a_token(registered):
    domain = f"t{registered.account}.example"
    claims(registered, f"ana@{domain}", ClientToken="claim")
    request = {**registered.named, "DomainName": domain, "ClientToken": "surrender"}
    registered.client.disassociate_aws_training_certification_email_domain(**request)

    claims(registered, f"ana@{domain}", ClientToken="claim")
    registered.client.disassociate_aws_training_certification_email_domain(**request)

    assert domains_of(registered) == []
    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        claims(registered, f"bob@{domain}", ClientToken="claim")


def test_more_domains_than_the_quota(start):
    server = start("--quota", "email-domains=1", "--public-mail-providers", "first.example")
    partner = Newcomer(server)
    partner.named = {"Catalog": "Sandbox", "Identifier": partner.registers()["Id"]}
    claims(partner, "ana@gmail.com")

    with refused("ServiceQuotaExceededException", "LIMIT_EXCEEDED_NUMBER_OF_DOMAIN"):
        claims(partner, "ana@second.example")
    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED"):
        claims(partner, "ana@first.example")
