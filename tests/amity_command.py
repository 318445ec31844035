"""`amity OPERATION` and, beside it, the AWS CLI, with nobody's own configuration."""

import json
import os
import subprocess
import sys
from pathlib import Path

from server_process import BINARY, REGION

AWS = Path(sys.executable).with_name("aws")


def environment(account: str, home, **more) -> dict:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "AWS_ACCESS_KEY_ID": account,
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_PAGER": "",
    } | more


def finished(words, variables, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        words, env=variables, capture_output=True, text=True, timeout=60, **more
    )


class Commands:
    """What one account types, at one endpoint."""

    def __init__(self, endpoint: str, account: str, home):
        self.endpoint = endpoint
        self.variables = environment(account, home)

    def amity(self, *words, **more):
        more_variables = more.pop("environment", {})
        return finished(
            [BINARY, *words],
            self.variables | {"AMITY_ENDPOINT": self.endpoint} | more_variables,
            **more,
        )

    def aws(self, *words, **more):
        more_variables = more.pop("environment", {})
        where = ["partnercentral-account", *words, "--endpoint-url", self.endpoint]
        return finished([AWS, *where], self.variables | more_variables, **more)


def answer(process) -> dict:
    assert process.returncode == 0, process.stderr
    assert process.stderr == ""
    return json.loads(process.stdout)
