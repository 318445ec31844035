"""GetPartner again and again by boto3, and what that costs this process; see main.cc."""

import argparse
import json
import resource
import threading
import time

import boto3
from botocore.config import Config

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--partner", required=True)
parser.add_argument("--in-flight", type=int, default=1)
parser.add_argument("--warm-up", type=float, default=1)
parser.add_argument("--seconds", type=float, default=5)
options = parser.parse_args()

client = boto3.client("partnercentral-account",
                      config=Config(max_pool_connections=options.in_flight))


def call_until(end, counts):
    calls = 0
    while time.monotonic() < end:
        client.get_partner(Catalog="AWS", Identifier=options.partner)
        calls += 1
    counts.append(calls)


def calls_within(seconds):
    """One at a time in this thread, many in a thread each."""
    end, counts = time.monotonic() + seconds, []
    if options.in_flight == 1:
        call_until(end, counts)
    else:
        threads = [threading.Thread(target=call_until, args=(end, counts))
                   for _ in range(options.in_flight)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(counts) < len(threads):
            raise SystemExit("a call failed")
    return sum(counts)


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


calls_within(options.warm_up)
cpu, begin = cpu_seconds(), time.monotonic()
calls = calls_within(options.seconds)
print(json.dumps({"calls": calls, "seconds": time.monotonic() - begin,
                  "cpu_seconds": cpu_seconds() - cpu}))
