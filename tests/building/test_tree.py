"""The output folder: whole or as it was, and only what changed is written."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import pytest

from khabarnama.building import tree
from khabarnama.building.folders import link
from khabarnama.building.ledger import Ledger
from khabarnama.building.looking import look
from khabarnama.building.making import make
from khabarnama.building.plan import Output, Part, Plan
from khabarnama.building.store import Store
from khabarnama.building.tree import catch_up, held, publish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from khabarnama.building.making import Folders, Made, Task


class Site:
    """A site in a temporary folder: what is published is what its files hold. Each folder at its root is a part."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.live, self.spare, self.state = folder / "site", folder / "next", folder / "state.sqlite"
        self.written: list[str] = []
        self.looked_into: list[str] = []

    def publish(self, files: Mapping[str, str], *, fail: str = "") -> None:
        """Publish `files`; stop in the middle at the file `fail`."""
        self.looked_into, self.written = [], []
        store = Store(self.state, b"context")
        try:
            plan = Plan(held(self.live, self.spare, store.ledger), store.ledger)
            plan.add(self._parts(files, fail))
            publish(plan, self.live, self.spare, lambda: look(self.spare), self.work)
        finally:
            store.close()

    def catch_up(self) -> None:
        """Make the other folder like the live one."""
        store = Store(self.state, b"context")
        try:
            catch_up(self.live, self.spare, store.ledger)
        finally:
            store.close()

    def _parts(self, files: Mapping[str, str], fail: str) -> list[Part]:
        parts: dict[str, list[Output]] = defaultdict(list)
        for path, text in files.items():
            kind = "text" if path != fail else "wrong"  # in this order
            parts[path.partition("/")[0]].append(Output(path, text.encode(), kind, (path, text)))
        return [
            Part(
                name, b"|".join(output.path.encode() + output.key for output in found), partial(self._make, name, found)
            )
            for name, found in parts.items()
        ]

    def work(self, tasks: Sequence[Task], folders: Folders) -> list[Made]:
        """Do tasks."""
        return make(tasks, folders, self._write)

    def _write(self, kind: str, texts: Sequence[tuple[str, str]]) -> list[bytes]:
        if kind == "wrong":
            raise RuntimeError
        self.written += (path for path, _ in texts)
        return [text.encode() for _, text in texts]

    def _make(self, name: str, found: list[Output]) -> tuple[list[Output], bytes]:
        self.looked_into.append(name)
        return found, b""

    def read(self) -> dict[str, str]:
        """Return what is published."""
        return {
            path.relative_to(self.live).as_posix(): path.read_text() for path in self.live.rglob("*") if path.is_file()
        }


def _die(*_: object) -> NoReturn:
    raise RuntimeError


def _refuse(*_: object) -> NoReturn:
    raise PermissionError


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty site."""
    return Site(tmp_path / "folder")


def test_every_build_leaves_just_its_files(site: Site) -> None:
    """What goes, goes; what stays is not written again, however many builds ago it was."""
    builds = [
        {"a/x.html": "1", "b.html": "1"},
        {"a/x.html": "1", "b.html": "2", "c/d/e.html": "1"},
        {"a/x.html": "1", "c/d/e.html": "1"},
        {"a/x.html": "1", "c/d/e.html": "1"},
        {"a/x.html": "2"},
        {},
        {"c/d/e.html": "1"},
    ]
    written = []

    for files in builds:
        site.publish(files)
        assert site.read() == files
        written.append(sorted(site.written))

    assert written == [["a/x.html", "b.html"], ["b.html", "c/d/e.html"], [], [], ["a/x.html"], [], ["c/d/e.html"]]
    assert not [path for path in site.live.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_build_that_fails_leaves_the_last_site(site: Site) -> None:
    """An error in the middle changes nothing, and the next build mends all."""
    site.publish({"a.html": "1", "b.html": "1"})
    site.publish({"a.html": "2", "b.html": "1"})

    with pytest.raises(RuntimeError):
        site.publish({"a.html": "3", "b.html": "3", "c.html": "3"}, fail="b.html")

    assert site.read() == {"a.html": "2", "b.html": "1"}
    site.publish({"a.html": "3", "b.html": "3"})
    assert site.read() == {"a.html": "3", "b.html": "3"}


def test_only_a_part_that_changed_is_looked_into(site: Site) -> None:
    """Of the others not even the files' keys are made."""
    site.publish({"a/x.html": "1", "a/y.html": "1", "b/x.html": "1"})

    site.publish({"a/x.html": "2", "a/y.html": "1", "b/x.html": "1"})

    assert site.looked_into == ["a"]
    assert site.written == ["a/x.html"]


def test_a_part_is_looked_into_where_somebody_changed_a_file_of_it(site: Site) -> None:
    """What one build wrote and somebody changed before the next is made again."""
    site.publish({"a/x.html": "1", "b/x.html": "1"})
    site.publish({"a/x.html": "2", "b/x.html": "1"})
    (site.live / "a/x.html").write_text("foreign")

    site.publish({"a/x.html": "2", "b/x.html": "2"})

    assert site.read() == {"a/x.html": "2", "b/x.html": "2"}
    assert sorted(site.written) == ["a/x.html", "b/x.html"]


def test_a_file_may_go_from_one_part_to_another_place(site: Site) -> None:
    """A folder may take the place of a file, and a file that of a folder."""
    builds = [{"a": "1", "b/x": "1"}, {"a/x": "1", "b": "1"}, {"a": "1", "b/x": "2"}, {"a/x/y": "1", "b": "1"}]

    for files in builds:
        site.publish(files)
        assert site.read() == files


def test_a_build_that_died_before_its_site_was_in_place(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site that was ready is put in its place by the next build, which makes only what is new."""
    site.publish({"a.html": "1", "b.html": "1"})
    site.publish({"a.html": "2", "b.html": "1"})
    with monkeypatch.context() as death:
        death.setattr(tree, "exchange", _die)
        with pytest.raises(RuntimeError):
            site.publish({"a.html": "3", "b.html": "1"})
    assert site.read() == {"a.html": "2", "b.html": "1"}

    site.publish({"a.html": "3", "b.html": "2"})

    assert site.read() == {"a.html": "3", "b.html": "2"}
    assert site.written == ["b.html"]


def test_the_other_folder_catches_up(site: Site) -> None:
    """Then the next build has to look at nothing but what is new; what somebody changed is not taken over."""
    site.publish({"a.html": "1", "b.html": "1"})
    site.catch_up()
    assert [(site.spare / name).samefile(site.live / name) for name in ("a.html", "b.html")] == [True, True]
    site.publish({"a.html": "2", "b.html": "1"})
    (site.live / "b.html").unlink()
    (site.live / "b.html").write_text("foreign")
    site.catch_up()

    site.publish({"a.html": "3", "b.html": "1"})

    assert site.read() == {"a.html": "3", "b.html": "1"}


def test_the_other_folder_is_made_ready_while_articles_are_kept(site: Site) -> None:
    """Only what is noted of it in the end waits for them."""
    site.publish({"a.html": "1", "b/c.html": "2"})
    store = Store(site.state, b"context")

    with store.change(), closing(sqlite3.connect(site.state, timeout=0, isolation_level=None)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            catch_up(site.live, site.spare, Ledger(other))
        assert look(site.spare) == look(site.live)
    store.close()


def test_a_disk_without_links_is_good_enough(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file can have one name only, it is copied."""
    monkeypatch.setattr("khabarnama.building.folders.os.link", _refuse)
    builds = [{"a.html": "1", "b.html": str(number)} for number in range(4)]

    for files in builds:
        site.publish(files)

    assert site.read() == builds[-1]
    assert site.written == ["b.html"]


def test_a_copy_takes_no_place_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may have written there meanwhile: where a file can have one name only, it is not written over."""
    monkeypatch.setattr("khabarnama.building.folders.os.link", _refuse)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a/x").write_text("1")
    (tmp_path / "b/x").write_text("2")

    with pytest.raises(FileExistsError):
        link(str(tmp_path / "a"), str(tmp_path / "b"), ["x"])

    assert (tmp_path / "b/x").read_text() == "2"
