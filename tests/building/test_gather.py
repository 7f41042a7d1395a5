"""What is learned of the articles, and when it is kept."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khabarnama.building import store as state
from khabarnama.building.bodies import Bodies
from khabarnama.building.fingerprint import quick_digest
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

    def fail(change: Change, path: str, key: str, html: bytes) -> None:
        if multiprocessing.active_children() and not alive:
            raise sqlite3.DatabaseError
        keep_body(change, path, key, html)

    def watched(store: Store) -> None:
        alive.append(multiprocessing.active_children())
        discard(store)

    monkeypatch.setattr(Change, "keep_body", fail)
    monkeypatch.setattr(Store, "discard", watched)

    assert build(project.options("output"))
    assert alive == [[]]


def test_what_was_just_read_is_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much of it as there is room for; the rest is in the file."""
    texts = [b"<p>one</p>", b"<p>two</p>", b"<p>three</p>"]
    keys = [quick_digest(html).hex() for html in texts]
    monkeypatch.setattr(state, "_MOST_FRESH", len(texts[0]) + len(texts[1]))
    store = Store(tmp_path / "state.sqlite", b"context")
    with store.change() as change:
        for name, key, html in zip("abc", keys, texts, strict=True):
            change.keep_body(name, key, html)

    assert store.fresh == dict(zip(keys[:2], texts, strict=False))
    with closing(Bodies(store.path, store.fresh)) as bodies, closing(Bodies(store.path)) as others:
        assert [bodies.html(name, key) for name, key in zip("abc", keys, strict=True)] == texts
        assert [others.html(name, key) for name, key in zip("abc", keys, strict=True)] == texts
    store.close()
