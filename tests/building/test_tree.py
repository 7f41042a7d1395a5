"""The output folder: whole or as it was, and only what changed is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.building.ledger import File
from khabarnama.building.store import Store
from khabarnama.building.tree import publish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Site:
    """A site in a temporary folder: what is published is what its files hold."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.live, self.spare, self.state = folder / "site", folder / "next", folder / "state.sqlite"
        self.written: list[str] = []

    def publish(self, files: Mapping[str, str], *, fail: str = "") -> None:
        """Publish `files`; stop in the middle at the file `fail`."""

        def write(paths: Sequence[str], folder: Path) -> list[File]:
            done = []
            for path in paths:
                if path == fail:
                    raise RuntimeError
                (folder / path).write_text(files[path])
                status = (folder / path).stat()
                done.append(File(path, files[path].encode(), status.st_size, status.st_mtime_ns))
            self.written = list(paths)
            return done

        store = Store(self.state, b"context")
        try:
            publish({path: text.encode() for path, text in files.items()}, self.live, self.spare, store.ledger, write)
        finally:
            store.close()

    def read(self) -> dict[str, str]:
        """Return what is published."""
        return {
            path.relative_to(self.live).as_posix(): path.read_text() for path in self.live.rglob("*") if path.is_file()
        }


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
        site.written = []
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


@pytest.mark.parametrize("folder", ["live", "spare"])
def test_what_others_did_to_the_output_is_mended(site: Site, folder: str) -> None:
    """A file that was changed, deleted or put there by somebody else is noticed, in both folders."""
    files = {"a.html": "1", "b.html": "1", "c.html": "1"}
    site.publish(files)
    site.publish({**files, "c.html": "2"})
    tree: Path = getattr(site, folder)
    (tree / "a.html").unlink()
    (tree / "b.html").unlink()
    (tree / "b.html").write_text("foreign")
    (tree / "stranger.html").write_text("foreign")

    site.publish({**files, "c.html": "3"})
    site.publish({**files, "c.html": "4"})

    assert site.read() == {**files, "c.html": "4"}


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_state_is_made_anew(site: Site, damage: bytes) -> None:
    """The site is right whatever became of what was remembered."""
    site.publish({"a.html": "1", "b.html": "1"})
    for path in site.state.parent.glob("state.sqlite-*"):
        path.unlink()
    site.state.write_bytes(damage)

    site.publish({"a.html": "2"})

    assert site.read() == {"a.html": "2"}


def test_a_row_that_was_changed_is_not_believed(site: Site) -> None:
    """A key that somebody wrote into the state makes no old page pass for a new one."""
    site.publish({"a.html": "1"})
    store = Store(site.state, b"context")
    store._connection.execute("update tree set files = replace(files, ?, ?)", (b"1".hex(), b"2".hex()))  # noqa: SLF001  # what damage does
    store.close()

    site.publish({"a.html": "2"})

    assert site.read() == {"a.html": "2"}


def test_a_disk_without_links_is_good_enough(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file can have one name only, it is copied."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("khabarnama.building.tree.os.link", refuse)
    builds = [{"a.html": "1", "b.html": str(number)} for number in range(4)]

    for files in builds:
        site.publish(files)

    assert site.read() == builds[-1]
    assert site.written == ["b.html"]
