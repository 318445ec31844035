"""What policies mean: the cases of ../shared/oracles/iam, by the program iam-eval."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from server_process import SOURCE

SHARED = Path(os.environ.get("AMITY_SHARED", SOURCE.parent / "shared"))
CASES = SHARED / "oracles/iam/cases.jsonl"
PROGRAM = os.environ.get("AMITY_IAM_EVAL", SOURCE / "build/release/protocol/iam/iam-eval")


def judged(lines: str) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM], input=lines, capture_output=True, text=True, timeout=60)


def test_all_cases_agree():
    if not CASES.exists():
        pytest.skip(f"{CASES} is not there")
    expected = {}
    for line in CASES.read_text().splitlines():
        case = json.loads(line)
        expected[case["id"]] = case["verdict"]

    outcome = judged(CASES.read_text())

    assert outcome.returncode == 0, outcome.stderr
    verdicts = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert {verdict["id"]: verdict["verdict"] for verdict in verdicts} == expected
    assert len(expected) == 300


def test_a_policy_that_is_none_ends_it():
    case = {
        "id": 1,
        "principal": {"type": "User", "account": "111122223333", "arn": "a"},
        "identity_policies": [{"name": "p", "policy": {"Statement": []}}],
        "permissions_boundary": None,
        "session_policy": None,
        "request": {"action": "a:B", "resource": "*", "context": {}},
    }

    outcome = judged(json.dumps(case) + "\n")

    assert outcome.returncode == 1
    assert "case in line 1: Line 1, column 14: Statement is an empty list." in outcome.stderr
