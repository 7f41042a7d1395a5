"""What is learned of the articles, and when it is kept."""

from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khabarnama.building.store import Change, Store
from khabarnama.building.workers import ALONE
from khabarnama.commands.build import build
from tests.building.editing import Project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = "2024/11/28"


def test_a_broken_file_that_is_gone_under_other_settings_is_forgotten(tmp_path: Path) -> None:
    """Its last good version is all that is known of it, as what was understood under the former ones counts no more."""
    project = Project(tmp_path)
    options = replace(project.options("output"), good_part=True)
    for number, name in enumerate(("north", "south")):
        project.edit("write", name, DAY, "ur", number)
    assert build(options)
    broken = tmp_path / "content" / DAY / "north.ur.txt"
    broken.write_text(f"تاریخ: 2024-13-45\n\n{broken.read_text()}")
    assert build(options)

    broken.unlink()
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(settings.read_text().replace("Asia/Karachi", "UTC"))

    assert build(options)
    assert project.read("output") == project.build("fresh")


def test_no_process_reads_on_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database's files must not go while another process has it open."""
    monkeypatch.setenv("KHABARNAMA_WORKERS", "2")
    project = Project(tmp_path)
    for number in range(ALONE + 2):  # two are read before there are others
        project.edit("write", f"north{number}", DAY, "ur", 0)
    alive: list[list[Any]] = []
    keep_body, discard = Change.keep_body, Store.discard

    def fail(change: Change, path: str, html: bytes) -> None:
        if multiprocessing.active_children() and not alive:
            raise sqlite3.DatabaseError
        keep_body(change, path, html)

    def watched(store: Store) -> None:
        alive.append(multiprocessing.active_children())
        discard(store)

    monkeypatch.setattr(Change, "keep_body", fail)
    monkeypatch.setattr(Store, "discard", watched)

    assert build(project.options("output"))
    assert alive == [[]]
