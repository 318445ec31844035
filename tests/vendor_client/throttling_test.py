"""boto3: request rates, and how the client lives with them."""

import pytest
from botocore.config import Config

from server_process import Partner, refused, seed_account, write_seed


@pytest.fixture
def house(start, tmp_path):
    """house(*flags): two partners on a server with such rates."""

    def opens(*flags):
        seed = write_seed(tmp_path / "seed.json", [seed_account(n) for n in (1, 2)])
        server = start("--seed", str(seed), *flags)
        return Partner(server, 1), Partner(server, 2)

    return opens


def client(partner, attempts: int):
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return partner.server.client(partner.account, config=Config(retries=retries))


def test_too_many_reads(house):
    me, other = house("--read-rate", "1", "--read-burst", "2")
    impatient = client(me, 1)
    impatient.list_partners(Catalog="AWS")
    impatient.list_partners(Catalog="AWS")

    with refused("ThrottlingException") as caught:
        for _ in range(20):
            impatient.list_partners(Catalog="AWS")

    answer = caught.value.response
    assert answer["ServiceCode"] == "partnercentral-account"
    assert answer["QuotaCode"] == "read-rate"
    assert len(client(other, 1).list_partners(Catalog="AWS")["PartnerSummaryList"]) == 1
    me.invites(other)  # writes have a rate of their own, here none


def test_too_many_writes(house):
    me, other = house("--write-rate", "1")
    impatient = Partner(me.server, 1)
    impatient.client = client(me, 1)

    with refused("ThrottlingException") as caught:
        for _ in range(20):
            impatient.withdraws(impatient.invites(other))

    assert caught.value.response["QuotaCode"] == "write-rate"


def test_the_clients_own_retries_recover(house):
    me, _ = house("--read-rate", "10", "--read-burst", "1")
    patient = client(me, 10)

    answers = [patient.list_partners(Catalog="AWS") for _ in range(5)]

    assert sum(answer["ResponseMetadata"]["RetryAttempts"] for answer in answers) > 0


def test_no_rates_in_dev(house):
    me, _ = house()
    impatient = client(me, 1)
    for _ in range(50):
        impatient.list_partners(Catalog="AWS")
