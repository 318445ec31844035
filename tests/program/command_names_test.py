"""The commands of the account API and their options are those of the AWS CLI."""

import json
import re
import subprocess

import pytest
from awscli.clidriver import create_clidriver
from botocore.utils import ArgumentGenerator

from server_process import BINARY

DRIVER = create_clidriver()
OPERATIONS = DRIVER.create_help_command().command_table["partnercentral-account"]._get_command_table()


def help_of(*words) -> str:
    told = subprocess.run([BINARY, *words, "--help"], capture_output=True, text=True, timeout=30)
    assert told.returncode == 0, told.stderr
    return told.stdout


def options_in(text: str) -> dict[str, str]:
    """What is said of each option, over several lines perhaps, by its name."""
    said = {}
    for line in text.splitlines():
        if found := re.match(r"  (?:-h,)?--([a-z0-9-]+)(.*)", line):
            name = found[1]
            said[name] = found[2]
        elif line.startswith("   ") and said:
            said[name] += " " + line.strip()
    return said


def flags_of(arguments) -> set[str]:
    """The names that an argument table of the AWS CLI is typed by."""
    return {argument.cli_name.removeprefix("--") for argument in arguments.values()}


def test_the_same_operations():
    listed = re.findall(r"^  ([a-z][a-z-]+)(?: |$)", help_of("help"), re.MULTILINE)
    ours = {word for word in listed if word not in ("dev", "serve", "admin", "completion", "help")}
    assert ours == set(OPERATIONS) - {"help"}
    assert len(ours) == 34


@pytest.mark.parametrize("operation", sorted(set(OPERATIONS) - {"help"}))
def test_the_same_options(operation):
    theirs = OPERATIONS[operation].arg_table
    ours = options_in(help_of(operation))
    assert set(ours) - {"help"} == flags_of(theirs)
    required = {name for name, said in ours.items() if "Required." in said}
    assert required == {argument.cli_name[2:] for argument in theirs.values() if argument.required}


def test_the_same_options_everywhere():
    told = subprocess.run([BINARY, "admin", "help"], capture_output=True, text=True, timeout=30)
    ours = set(options_in(told.stdout))
    assert flags_of(DRIVER._get_argument_table()) - {"version", "v2-debug"} - ours == set()


def without_enums(value):
    """Of an enum's values each takes another."""
    if isinstance(value, dict):
        return {name: without_enums(member) for name, member in value.items()}
    if isinstance(value, list):
        return [without_enums(item) for item in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("operation", sorted(set(OPERATIONS) - {"help"}))
def test_the_same_skeletons(operation):
    shape = OPERATIONS[operation]._operation_model.input_shape
    theirs = without_enums(ArgumentGenerator().generate_skeleton(shape))
    for words in (["--generate-cli-skeleton"], ["--generate-cli-skeleton", "input"]):
        told = subprocess.run([BINARY, operation, *words], capture_output=True, text=True)
        assert without_enums(json.loads(told.stdout)) == theirs
        assert told.stdout.startswith('{\n    "')
