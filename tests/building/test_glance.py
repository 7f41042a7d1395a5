"""The look at the spare folder that begins before the build does."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khabarnama.building import tree
from khabarnama.building.folders import flush
from khabarnama.building.store import Store, spare_folder
from khabarnama.commands.build import build
from khabarnama.editions import generator
from tests.building.editing import Project
from tests.conftest import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable


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


@pytest.mark.parametrize("dies", [False, True])
def test_the_other_folder_is_made_ready_while_articles_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, dies: bool
) -> None:
    """After the first build there is none yet; whether making it comes to its end or not, the next site is right."""
    monkeypatch.setenv("KHABARNAMA_WORKERS", "2")
    project = Project(tmp_path)
    for number, name in enumerate(("north", "south")):
        project.edit("write", name, "2024/11/28", "ur", number)
    project.build("output")
    if dies:
        monkeypatch.setattr("khabarnama.editions.generator.publish", _publish_with(flush, monkeypatch))
        monkeypatch.setattr(tree, "flush", _die)
    project.edit("write", "east", "2024/11/29", "ur", 2)

    assert project.build("output") == project.build("fresh")


def _publish_with(whole: object, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Return what publishes with a `whole` flush: the process that makes the other folder ready was begun without."""

    def publish(*given: Any) -> object:
        monkeypatch.setattr(tree, "flush", whole)
        return tree.publish(*given)

    return publish


def _die(*_: object) -> None:
    raise RuntimeError


def test_one_process_alone_makes_the_other_folder_ready(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The preview does it after its build too: not before the one that has begun meanwhile is done."""
    project.build("output", preview=True)
    shutil.rmtree(spare_folder(tmp_path / "output"))
    told = tmp_path / "told"

    def slowly(*given: Any) -> None:
        with told.open("a") as file:
            file.write("begun\n")
        time.sleep(1)
        tree.catch_up(*given)
        with told.open("a") as file:
            file.write("done\n")

    monkeypatch.setattr(generator, "catch_up", slowly)

    assert project.build("output", preview=True) == project.build("fresh", preview=True)
    assert told.read_text().split()[:2] == ["begun", "done"]


def test_a_build_that_stops_ends_it_before_it_lets_go_of_the_state(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A database's files must not go while another process has it open."""
    shutil.rmtree(spare_folder(tmp_path / "output"))
    told, alive, close = tmp_path / "told", [], Store.close

    def slowly(*_: object) -> None:
        told.write_text(str(os.getpid()))
        time.sleep(SECONDS)

    def watched(store: Store) -> None:
        process = told.read_text() if told.exists() else "none"
        alive.append(Path(f"/proc/{process or 'none'}").exists())
        close(store)

    monkeypatch.setattr(generator, "catch_up", slowly)
    monkeypatch.setattr(Store, "close", watched)
    (tmp_path / "content/broken.txt").write_bytes(b"\0")

    assert build(project.options("output")) is None
    assert alive == [False]


def test_nobody_waits_for_a_look_that_tells_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its build, the preview looks at no folder that is not far behind."""
    monkeypatch.setattr(generator, "see_spare", _die)
    project.edit("write", "east", "2024/11/29", "ur", 2)

    assert project.build("output", preview=True)
