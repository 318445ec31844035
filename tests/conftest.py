"""Every test file has a server of its own, on a free port, with data of its own."""

import itertools

import pytest

from server_process import Partner, Server, seed_account, write_seed

PARTNERS = 120  # per file; each story takes fresh ones


@pytest.fixture(scope="module")
def flags():
    """Further arguments of the file's server; a file that needs some overrides this."""
    return []


@pytest.fixture(scope="module")
def server(tmp_path_factory, flags):
    place = tmp_path_factory.mktemp("server")
    seed = write_seed(place / "seed.json", [seed_account(n) for n in range(1, PARTNERS + 1)])
    server = Server(place / "data", "--seed", str(seed), *flags).start()
    yield server
    if server.running:
        assert server.stop() == 0, server.messages()


@pytest.fixture(scope="module")
def numbers():
    return itertools.count(1)


@pytest.fixture
def partners(server, numbers):
    """partners(2): that many accounts that no other story has touched."""
    return lambda count: [Partner(server, next(numbers)) for _ in range(count)]


@pytest.fixture
def start(tmp_path):
    """start(*flags): a server for one story, ended with it. The second has the same data."""
    servers = []

    def starts(*flags: str, **more) -> Server:
        servers.append(Server(tmp_path / "data", *flags, **more).start())
        return servers[-1]

    yield starts
    for server in servers:
        if server.running:
            server.kill()
