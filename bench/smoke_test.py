"""Every work of the load generator against a small store: all answers must be 200. And a thousand
calls at once by one client of ours.

    smoke_test.py AMITY LOAD CLIENT_LOAD
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from servers import Amity, Load, first_partner

ACCOUNTS, INVITATIONS = 50, 1000  # 40 invitations each, so that everybody has a page of 20


def main(amity, program, client):
    load = Load(program, ACCOUNTS)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        seed, listed = folder / "seed.json", folder / "invitations.tsv"
        load.write_seed(seed)
        with Amity(amity, folder / "store", seed, folder / "log") as server:
            load.fill(server, listed, INVITATIONS)
            assert len(listed.read_text().splitlines()) == INVITATIONS

            def answer(work, **more):
                figures = load.measure(work, server, invitations=listed, seconds=0.5, warm_up=0,
                                       write_connections=16, **more)
                traffic = figures["traffic"][0]
                print(f"{work}: {traffic['requests']} answers")
                assert traffic["requests"] > 0
                return json.loads(traffic["samples"]["200"])

            assert answer("get-invitation", requests=500)["Status"] == "PENDING"
            page = answer("list-invitations", requests=100)
            assert len(page["ConnectionInvitationSummaries"]) == 20
            assert answer("create", first=INVITATIONS, requests=150)["ParticipantType"] == "SENDER"
            assert answer("reject", requests=300)["Status"] == "REJECTED"
            assert answer("mixed", first=300, requests=300)["Catalog"] == "AWS"

            partner, environment = first_partner(seed, server)
            calls = json.loads(subprocess.run(
                [client, "--partner", partner, "--in-flight", "1000", "--warm-up", "0",
                 "--seconds", "0.5"], env=environment, check=True, capture_output=True).stdout)
            print(f"1000 at once: {calls['calls']} calls")
            assert calls["calls"] >= 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
