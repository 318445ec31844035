"""boto3: profiles, how they are updated in the background, and who finds them."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from server_process import Partner, field_errors, refused, seed_account, write_seed


@pytest.fixture(scope="module")
def flags():
    return ["--profile-task-duration", "0", "--profile-forbidden-words", "cheapest"]


def wanted(name: str, **changes) -> dict:
    return {
        "DisplayName": name,
        "Description": "Bridges between ledgers.",
        "WebsiteUrl": "https://anvil.example/",
        "LogoUrl": "https://anvil.example/logo.png",
        "PrimarySolutionType": "MANAGED_SERVICES",
        "IndustrySegments": ["RETAIL", "GAMING"],
        "TranslationSourceLocale": "en-US",
    } | changes


def german(name: str, **changes) -> dict:
    return {
        "DisplayName": name,
        "Description": "Brücken zwischen Büchern.",
        "WebsiteUrl": "https://anvil.example/de",
        "LogoUrl": "https://anvil.example/logo.png",
        "Locale": "de-DE",
    } | changes


def starts(partner: Partner, name: str, **changes) -> dict:
    return partner.client.start_profile_update_task(
        Catalog="AWS", Identifier=partner.id, TaskDetails=wanted(name, **changes)
    )


def latest(partner: Partner) -> dict:
    return partner.client.get_profile_update_task(Catalog="AWS", Identifier=partner.id)


def ended(partner: Partner) -> dict:
    """The latest task, once it does not run any more."""
    deadline = time.monotonic() + 20
    while (task := latest(partner))["Status"] == "IN_PROGRESS":
        assert time.monotonic() < deadline, task
        time.sleep(0.05)
    return task


def profile(partner: Partner) -> dict:
    return partner.client.get_partner(Catalog="AWS", Identifier=partner.id)["Profile"]


def test_an_update_replaces_the_profile(partners):
    (me,) = partners(1)
    headquarters = {"CountryCode": "US", "SubdivisionCode": "WA"}

    task = starts(
        me, "Anvil Cloud", LocalizedContents=[german("Amboss")], Headquarters=headquarters
    )

    assert task["Status"] == "IN_PROGRESS"
    assert task["Arn"].endswith(f":{me.account}:catalog/AWS/partner/{me.id}")
    assert task["TaskDetails"] == wanted(
        "Anvil Cloud", LocalizedContents=[german("Amboss")], Headquarters=headquarters
    )
    done = ended(me)
    assert done["Status"] == "SUCCEEDED"
    assert done["TaskId"] == task["TaskId"]
    assert done["EndedAt"] >= done["StartedAt"] == task["StartedAt"]
    assert isinstance(done["EndedAt"], datetime.datetime)
    assert profile(me) == task["TaskDetails"] | {"ProfileId": me.profile}

    starts(me, "Anvil Cloud")
    assert ended(me)["Status"] == "SUCCEEDED"
    assert profile(me) == wanted("Anvil Cloud", Headquarters=headquarters, ProfileId=me.profile)


def test_a_review_says_what_is_wrong_in_which_language(partners):
    me, other = partners(2)
    before = profile(me)

    starts(
        me,
        other.name,
        Description="The cheapest of all.",
        LocalizedContents=[german("Amboss", WebsiteUrl="https://amboss.invalid/")],
    )

    task = ended(me)
    assert task["Status"] == "FAILED"
    assert [(error["Locale"], error["Reason"]) for error in task["ErrorDetailList"]] == [
        ("en-US", "INVALID_CONTENT"),
        ("en-US", "DUPLICATE_PROFILE"),
        ("de-DE", "INVALID_WEBSITE_URL"),
    ]
    assert all(error["Message"] for error in task["ErrorDetailList"])
    assert profile(me) == before


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("example.invalid", "INVALID_LOGO_URL"),
        ("10.0.0.1", "INVALID_LOGO_URL"),
        ("logo-file.invalid", "INVALID_LOGO_FILE"),
        ("logo-size.invalid", "INVALID_LOGO_SIZE"),
        ("logo.invalid", "INVALID_LOGO"),
    ],
)
def test_logos_that_fail(partners, host, reason):
    (me,) = partners(1)

    starts(me, "Anvil", LogoUrl=f"https://{host}/logo.png")

    assert [error["Reason"] for error in ended(me)["ErrorDetailList"]] == [reason]


def test_languages_and_segments_stand_there_once(partners):
    (me,) = partners(1)

    with refused("ValidationException", "REQUEST_VALIDATION_FAILED") as caught:
        starts(
            me,
            "Anvil",
            IndustrySegments=["RETAIL", "RETAIL"],
            LocalizedContents=[german("Amboss"), german("Hammer")],
        )

    assert field_errors(caught) == [
        ("TaskDetails.IndustrySegments", "DUPLICATE_VALUE"),
        ("TaskDetails.LocalizedContents", "DUPLICATE_VALUE"),
    ]


def test_no_task_and_no_partner(partners):
    me, other = partners(2)
    nobody = me.server.client("555566667777")
    unknown = {"Catalog": "AWS", "Identifier": me.id, "TaskId": "pprofiletask-0123456789abc"}

    with refused("ResourceNotFoundException", "PARTNER_PROFILE_TASK_NOT_FOUND"):
        latest(me)
    with refused("ResourceNotFoundException", "PARTNER_PROFILE_TASK_NOT_FOUND"):
        me.client.cancel_profile_update_task(**unknown)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        nobody.get_profile_update_task(Catalog="AWS", Identifier=me.id)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        other.client.start_profile_update_task(
            Catalog="AWS", Identifier=me.id, TaskDetails=wanted("Mine")
        )
    task = starts(me, "Anvil Works")
    with refused("ResourceNotFoundException", "PARTNER_PROFILE_TASK_NOT_FOUND"):
        other.client.cancel_profile_update_task(
            Catalog="AWS", Identifier=other.id, TaskId=task["TaskId"]
        )


def test_cancel_and_review_never_both_end_a_task(partners):
    """Due at once, the tasks are canceled while the reviewer takes them."""
    everybody = partners(20)

    def race(partner: Partner) -> tuple[bool, dict, str]:
        name = f"Raced {partner.account}"
        task = starts(partner, name)
        deadline = time.monotonic() + float(partner.account[-2:]) / 50
        while time.monotonic() < deadline:
            pass
        try:
            partner.client.cancel_profile_update_task(
                Catalog="AWS", Identifier=partner.id, TaskId=task["TaskId"]
            )
            return True, ended(partner), name
        except ClientError as error:
            assert error.response["Error"]["Code"] == "ConflictException"
            assert error.response["Reason"] == "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE"
            return False, ended(partner), name

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(race, everybody))

    for partner, (canceled, task, name) in zip(everybody, outcomes):
        assert task["Status"] == ("CANCELED" if canceled else "SUCCEEDED")
        assert (profile(partner)["DisplayName"] == name) == (not canceled)


@pytest.fixture
def house(start, tmp_path):
    """house(*flags): three partners on a server of their own; once more, the same after a restart."""
    seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in range(1, 4)])

    def opens(*flags):
        server = start("--seed", str(seed), *flags)
        return server, [Partner(server, n) for n in range(1, 4)]

    return opens


def test_one_update_at_a_time_until_it_is_canceled(house):
    _, (me, other, _) = house("--profile-task-duration", "3600")
    task = starts(me, "Anvil")

    with refused("ConflictException", "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE"):
        starts(me, "Hammer")
    starts(other, "Hammer")
    canceled = me.client.cancel_profile_update_task(
        Catalog="AWS", Identifier=me.id, TaskId=task["TaskId"], ClientToken="once"
    )

    assert canceled["Status"] == "CANCELED"
    assert canceled["EndedAt"] >= task["StartedAt"]
    assert "ErrorDetailList" not in canceled
    again = me.client.cancel_profile_update_task(
        Catalog="AWS", Identifier=me.id, TaskId=task["TaskId"], ClientToken="once"
    )
    assert again["EndedAt"] == canceled["EndedAt"]
    with refused("ConflictException", "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE"):
        me.client.cancel_profile_update_task(
            Catalog="AWS", Identifier=me.id, TaskId=task["TaskId"], ClientToken="twice"
        )
    assert profile(me)["DisplayName"] == me.name
    assert starts(me, "Hammer Two")["Status"] == "IN_PROGRESS"


def test_a_task_survives_the_end_of_the_program(house):
    first, (me, _, _) = house("--profile-task-duration", "2")
    task = starts(me, "Anvil Reborn")
    assert latest(me)["Status"] == "IN_PROGRESS"
    first.kill()

    _, (me, _, _) = house("--profile-task-duration", "2")

    done = ended(me)
    assert (done["TaskId"], done["Status"]) == (task["TaskId"], "SUCCEEDED")
    assert profile(me)["DisplayName"] == "Anvil Reborn"


def test_a_logo_that_nobody_serves_where_logos_are_fetched(house):
    """No name under .example exists on the Internet (RFC 2606)."""
    _, (me, _, _) = house("--fetch-logos", "--profile-task-duration", "0")

    starts(me, "Anvil")

    assert [error["Reason"] for error in ended(me)["ErrorDetailList"]] == ["INVALID_LOGO_URL"]


def test_updates_per_day(house):
    _, (me, other, _) = house("--quota", "profile-updates-per-day=2", "--profile-task-duration", "0")
    for name in ("Anvil", "Hammer"):
        starts(me, name)
        ended(me)

    with refused("ServiceQuotaExceededException", "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY"):
        starts(me, "Tongs")

    starts(other, "Tongs")


def test_visibility(partners):
    me, other = partners(2)
    about = {"Catalog": "AWS", "Identifier": me.id}
    seen = me.client.get_profile_visibility(**about)
    assert (seen["Visibility"], seen["ProfileId"], seen["Id"]) == ("PUBLIC", me.profile, me.id)

    hidden = me.client.put_profile_visibility(**about, Visibility="PRIVATE")

    assert hidden["Visibility"] == "PRIVATE"
    assert me.client.get_profile_visibility(**about | {"Identifier": hidden["Arn"]}) | {
        "ResponseMetadata": 0
    } == hidden | {"ResponseMetadata": 0}
    with refused("ResourceNotFoundException", "RECEIVER_PROFILE_NOT_FOUND"):
        other.invites(me)
    me.client.put_profile_visibility(**about, Visibility="PUBLIC")
    other.invites(me)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        other.client.get_profile_visibility(**about)
    with refused("ResourceNotFoundException", "PARTNER_NOT_FOUND"):
        other.client.put_profile_visibility(**about, Visibility="PRIVATE")


def test_visibility_changes_per_day(partners):
    (me,) = partners(1)
    about = {"Catalog": "AWS", "Identifier": me.id, "Visibility": "PUBLIC"}
    for _ in range(5):
        me.client.put_profile_visibility(**about)  # the same value counts too

    with refused(
        "ServiceQuotaExceededException",
        "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY",
    ):
        me.client.put_profile_visibility(**about)


def test_a_partner_whose_profile_is_not_made_yet(start, tmp_path):
    account = seed_account(1)
    for partner in account["partners"]:
        del partner["profile"]
    seed = write_seed(tmp_path / "seed.json", [account, seed_account(2)])
    server = start("--seed", str(seed), "--profile-task-duration", "0")
    me, other = Partner(server, 1), Partner(server, 2)
    about = {"Catalog": "AWS", "Identifier": me.id}
    assert set(profile(me)) == {"PrimarySolutionType"}
    with refused("ResourceNotFoundException", "PARTNER_PROFILE_NOT_FOUND"):
        me.client.get_profile_visibility(**about)
    with refused("ResourceNotFoundException", "PARTNER_PROFILE_NOT_FOUND"):
        me.client.put_profile_visibility(**about, Visibility="PRIVATE")
    with refused("ResourceNotFoundException", "SENDER_PROFILE_NOT_FOUND"):
        me.invites(other)

    starts(me, "Newcomer")

    assert ended(me)["Status"] == "SUCCEEDED"
    made = me.client.get_profile_visibility(**about)
    assert made["Visibility"] == "PUBLIC"
    assert made["ProfileId"] == profile(me)["ProfileId"]
    me.invites(other)
