"""The look at the spare folder that begins before the build does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.building import tree
from tests.building.test_incremental import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with two articles that was built twice, on two cores."""
    monkeypatch.setenv("KHABARNAMA_WORKERS", "2")
    project = Project(tmp_path)
    for number, name in enumerate(("north", "south")):
        project.edit("write", name, "2024/11/28", "ur", number)
        project.build("output")
    return project


def test_what_was_seen_of_a_folder_is_not_told_of_another(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that died left its site in the spare folder: there is seen what, in the meantime, is live again."""
    stranger = project.folder / "output" / "404.html"
    stranger.unlink()
    stranger.write_text("a stranger's page")
    with monkeypatch.context() as death:
        death.setattr(tree, "exchange", _die)
        with pytest.raises(RuntimeError):
            project.build("output")

    for number in (2, 3):
        project.edit("write", "east", "2024/11/29", "ur", number)
        assert project.build("output") == project.build("fresh")


def _die(*_: object) -> None:
    raise RuntimeError
