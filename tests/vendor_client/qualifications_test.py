"""boto3: qualifications associations."""

import time

import pytest

from server_process import (
    Partner,
    business_errors,
    field_errors,
    refused,
    seed_account,
    write_seed,
)


@pytest.fixture(scope="module")
def flags():
    return ["--qualification-task-duration", "0"]


def of(partner) -> dict:
    return {"Catalog": "AWS", "Identifier": partner.id}


def ids(partner) -> dict:
    return {"ProfileId": partner.profile, "AccountId": partner.account}


def associates(partner, primary, **changes) -> dict:
    return partner.client.start_qualifications_association_task(
        **of(partner) | {"PrimaryPartner": ids(primary)} | changes
    )


def leaves(partner, primary, **changes) -> dict:
    return partner.client.start_qualifications_disassociation_task(
        **of(partner) | {"AssociatedPartner": ids(primary)} | changes
    )


def details(partner) -> dict:
    return partner.client.get_qualifications_association_details(**of(partner))


def name(partner) -> str:
    return partner.client.get_partner(**of(partner))["Profile"]["DisplayName"]


def succeeded(ask) -> dict:
    """The task that `ask` shows, once it has succeeded."""
    deadline = time.monotonic() + 20
    while (task := ask())["Status"] == "IN_PROGRESS":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return task


def association(partner) -> dict:
    return succeeded(lambda: partner.client.get_qualifications_association_task(**of(partner)))


def disassociation(partner) -> dict:
    return succeeded(lambda: partner.client.get_qualifications_disassociation_task(**of(partner)))


@pytest.fixture
def family(partners):
    """A primary, its subsidiary, and the connection of the two."""
    primary, subsidiary = partners(2)
    return primary, subsidiary, subsidiary.accepts(primary.invites(subsidiary, "SUBSIDIARY"))


def test_associated_and_parted(family):
    primary, subsidiary, connection = family

    started = associates(subsidiary, primary, PrimaryPartner={"AccountId": primary.account})

    assert started["Status"] == "IN_PROGRESS"
    assert started["PrimaryPartner"] == ids(primary)
    assert started["Id"] == subsidiary.id
    task = association(subsidiary)
    assert task["TaskId"] == started["TaskId"]
    assert task["EndedAt"] >= task["StartedAt"] == started["StartedAt"]
    assert name(subsidiary) == f"{subsidiary.name} by {primary.name}"
    below, above = details(subsidiary), details(primary)
    assert below["Status"] == above["Status"] == "ASSOCIATED"
    assert below["PrimaryPartner"] == above["PrimaryPartner"] == ids(primary)
    assert "AssociatedPartners" not in below
    assert above["AssociatedPartners"] == [ids(subsidiary)]
    assert below["UpdatedAt"] == above["UpdatedAt"] == task["EndedAt"]
    shown = primary.sees_connection(connection)["ConnectionTypes"]["SUBSIDIARY"]
    assert shown["OtherParticipant"]["PartnerProfile"]["Name"] == name(subsidiary)
    with refused("ConflictException", "INCOMPATIBLE_CONNECTION_STATE"):
        primary.ends(connection, "SUBSIDIARY")

    parting = leaves(subsidiary, primary)

    task = disassociation(subsidiary)
    assert task["TaskId"] == parting["TaskId"]
    assert task["AssociatedPartner"] == ids(primary)
    assert name(subsidiary) == subsidiary.name
    for partner in (primary, subsidiary):
        answer = details(partner)
        assert answer["Status"] == "NOT_ASSOCIATED"
        assert not {"PrimaryPartner", "AssociatedPartners", "UpdatedAt"} & answer.keys()
    primary.ends(connection, "SUBSIDIARY")


def test_who_cannot_associate(family, partners):
    primary, subsidiary, _ = family
    stranger, *_ = partners(1)

    def breaks(code):
        def check(call, *people, **changes):
            with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
                call(*people, **changes)
            assert business_errors(caught) == [code]

        return check

    breaks("MISSING_ACTIVE_SUBSIDIARY_CONNECTION")(associates, subsidiary, stranger)
    breaks("INCOMPATIBLE_SUBSIDIARY_CONNECTION")(associates, primary, subsidiary)
    breaks("INCOMPATIBLE_PRIMARY_PARTNER")(associates, subsidiary, subsidiary)
    breaks("QUALIFICATIONS_ASSOCIATION_NOT_FOUND")(leaves, subsidiary, primary)
    associates(subsidiary, primary)
    association(subsidiary)
    breaks("QUALIFICATIONS_ASSOCIATION_EXISTS")(associates, subsidiary, primary)
    breaks("INCOMPATIBLE_PRIMARY_PARTNER")(leaves, subsidiary, stranger)
    breaks("INCOMPATIBLE_PRIMARY_PARTNER")(leaves, primary, subsidiary)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        associates(subsidiary, primary, PrimaryPartner={})
    assert field_errors(caught) == [("PrimaryPartner", "REQUIRED_FIELD_MISSING")]
    with refused("ResourceNotFoundException", "PARTNER_PROFILE_NOT_FOUND"):
        associates(subsidiary, primary, PrimaryPartner={"AccountId": "999999999999"})
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        associates(subsidiary, primary, Identifier=primary.id)


def test_seven_subsidiaries(partners):
    primary, *family = partners(8)
    for member in family:
        member.accepts(primary.invites(member, "SUBSIDIARY"))
    for member in family[:6]:
        associates(member, primary)

    with refused("ValidationException", "BUSINESS_VALIDATION_FAILED") as caught:
        associates(family[6], primary)

    assert business_errors(caught) == ["QUALIFICATIONS_ASSOCIATION_LIMIT_EXCEEDED"]
    for member in family[:6]:
        association(member)
    listed = details(primary)["AssociatedPartners"]
    assert sorted(listed, key=str) == sorted(map(ids, family[:6]), key=str)


def test_no_task_yet(partners):
    (partner,) = partners(1)

    with refused("ResourceNotFoundException", "QUALIFICATIONS_ASSOCIATION_TASK_NOT_FOUND"):
        partner.client.get_qualifications_association_task(**of(partner))
    with refused("ResourceNotFoundException", "QUALIFICATIONS_DISASSOCIATION_TASK_NOT_FOUND"):
        partner.client.get_qualifications_disassociation_task(**of(partner))


def test_a_token_and_a_running_task(start, tmp_path):
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2)])
    flags = ["--seed", str(seed), "--qualification-task-duration", "3600"]
    server = start(*flags)
    primary, subsidiary = Partner(server, 1), Partner(server, 2)
    subsidiary.accepts(primary.invites(subsidiary, "SUBSIDIARY"))
    started = associates(subsidiary, primary, ClientToken="once")

    assert associates(subsidiary, primary, ClientToken="once")["TaskId"] == started["TaskId"]
    with refused("ConflictException", "CONFLICT_CLIENT_TOKEN"):
        associates(
            subsidiary,
            primary,
            ClientToken="once",
            PrimaryPartner={"AccountId": primary.account},
        )
    state = "INCOMPATIBLE_QUALIFICATIONS_ASSOCIATION_TASK_STATE"
    with refused("ConflictException", state):
        associates(subsidiary, primary)
    with refused("ConflictException", state):
        leaves(subsidiary, primary)

    server.kill()
    again = start(*flags[:2], "--qualification-task-duration", "0")
    subsidiary = Partner(again, 2)
    task = subsidiary.client.get_qualifications_association_task(**of(subsidiary))
    assert (task["TaskId"], task["Status"]) == (started["TaskId"], "IN_PROGRESS")
