"""Every operation of the public model is called by a story of boto3's and by one of the JavaScript
SDK's; an operation that the model gains shows up here."""

import re
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

HERE = Path(__file__).parent
MODEL = botocore.session.get_session().get_service_model("partnercentral-account")


def texts(pattern: str) -> str:
    files = [file for file in HERE.glob(pattern) if file.name != Path(__file__).name]
    assert files
    return "\n".join(file.read_text() for file in files)


COMMANDS = HERE / (
    "javascript/node_modules/@aws-sdk/client-partnercentral-account/dist-types/commands"
)


@pytest.mark.parametrize("operation", MODEL.operation_names)
def test_has_a_story_by_boto3(operation):
    python = texts("*_test.py") + (HERE.parent / "server_process.py").read_text()
    assert re.search(rf"\b{xform_name(operation)}\b", python)


@pytest.mark.parametrize("operation", MODEL.operation_names)
def test_has_a_story_by_the_javascript_client(operation):
    if not (COMMANDS / f"{operation}Command.d.ts").exists():
        pytest.skip("the newest published client is older than this operation")
    assert re.search(rf"\b{operation}Command\b", texts("javascript/*.mjs"))
