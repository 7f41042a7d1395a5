"""The workflows: what they run exists, what they use is pinned, and what they may do is the least."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
WRITES = {("publish.yml", "pages"), ("publish.yml", "id-token")}


def load(path: Path) -> dict[str, Any]:
    """Return a workflow."""
    workflow: dict[str, Any] = yaml.safe_load(path.read_text())
    return workflow


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the steps of all its jobs."""
    for job in load(path)["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    """Each action is named by a commit, with its version beside it."""
    uses = [line for line in path.read_text().splitlines() if "uses:" in line]

    assert uses
    assert [line for line in uses if not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_permissions_are_the_least(path: Path) -> None:
    """A workflow has none by itself; a job has those it names; a pull request can write nothing and has no secret."""
    workflow = load(path)
    writes = {
        (path.name, name)
        for job in workflow["jobs"].values()
        for name, may in job["permissions"].items()
        if may == "write"
    }

    assert workflow["permissions"] == {}
    assert writes <= WRITES
    assert "secrets." not in path.read_text()
    assert "pull_request_target" not in path.read_text()
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_is_run_is_a_command_of_the_makefile(path: Path) -> None:
    """A person can run each step as it is written."""
    targets = re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    commands = [step["run"] for step in steps(path) if "run" in step]

    assert commands
    assert [command for command in commands if command.removeprefix("make ") not in targets] == []
