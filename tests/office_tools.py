"""The programs of the office tests."""

import shutil

import pytest


def find_tool(name: str) -> str:
    """The path of a program; a missing one is a failure, not a reason to skip."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not installed (see .ci/run)")
    return path
