"""What is learned of the articles, and when it is kept."""

from __future__ import annotations

import multiprocessing
import sqlite3
from typing import TYPE_CHECKING, Any

from khabarnama.building.store import Change, Store
from khabarnama.building.workers import ALONE
from khabarnama.commands.build import build
from tests.building.editing import Project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = "2024/11/28"


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
