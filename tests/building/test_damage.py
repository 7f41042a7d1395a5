"""The output folder and the state after damage: what is not as it was written is neither believed nor published."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from khabarnama.building import store as state
from khabarnama.building.store import Store
from tests.building.test_tree import Site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty site."""
    return Site(tmp_path / "folder")


@pytest.mark.parametrize("folder", ["live", "spare"])
def test_what_others_did_to_the_output_is_mended(site: Site, folder: str) -> None:
    """A file that was changed, deleted or put there by somebody else is noticed, in both folders."""
    files = {"a.html": "1", "b.html": "1", "c.html": "1"}
    site.publish(files)
    site.publish({**files, "c.html": "2"})
    place: Path = getattr(site, folder)
    (place / "a.html").unlink()
    (place / "b.html").unlink()
    (place / "b.html").write_text("foreign")
    (place / "stranger.html").write_text("foreign")

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


@pytest.mark.parametrize(("version", "damaged"), [(state.VERSION - 1, False), (state.VERSION + 1, False), (0, True)])
def test_the_tables_of_another_version_are_no_damage(site: Site, version: int, damaged: bool) -> None:  # noqa: FBT001
    """The first build after an update makes all anew, and says nothing of it; tables of no version are foreign."""
    Store(site.state, b"context").close()
    with closing(sqlite3.connect(site.state)) as connection:
        connection.execute(f"pragma user_version = {version}")
        connection.execute("pragma application_id = 0")

    found = Store(site.state, b"context")

    assert found.damaged is damaged
    found.close()
    with closing(sqlite3.connect(site.state)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (state.VERSION,)


def test_what_a_first_build_left_that_died_is_no_damage(site: Site) -> None:
    """Nothing in a new file counts before the build has read all; the next one begins with an empty file."""
    store = Store(site.state, b"context")
    with store.change() as change:
        for number in range(2000):
            change.keep_body(f"content/{number}.md", "key", b"<p>a</p>" * 1000)
            change.keep_folder(f"content/{number}", b"[]")
        torn = site.state.read_bytes()
    store.close()
    for path in site.state.parent.glob("state.sqlite*"):
        path.unlink()
    site.state.write_bytes(torn)

    found = Store(site.state, b"context")

    assert len(torn) > 1_000_000
    assert not found.damaged
    assert not found.folders()
    assert not found._connection.execute("select count(*) from body").fetchone()[0]  # noqa: SLF001  # what is in the file
    found.close()


def test_a_row_that_was_changed_is_not_believed(site: Site) -> None:
    """A key that somebody wrote into the state makes no old page pass for a new one."""
    site.publish({"a.html": "1"})
    store = Store(site.state, b"context")
    store._connection.execute("update part set key = ?", (b"a.html2",))  # noqa: SLF001  # what damage does
    store.close()

    with pytest.raises(sqlite3.DatabaseError):  # so that all is made anew
        site.publish({"a.html": "2"})


def test_a_row_that_was_lost_is_missed(site: Site) -> None:
    """Else what it told of would stay in the site for ever, for nobody would know of it."""
    site.publish({"a.html": "1", "b.html": "1"})
    site.publish({"a.html": "2", "b.html": "1"})
    store = Store(site.state, b"context")
    store._connection.execute("delete from part where name = 'b.html'")  # noqa: SLF001  # what damage does
    store.close()

    with pytest.raises(sqlite3.DatabaseError):  # so that all is made anew
        site.publish({"a.html": "2"})


@pytest.mark.parametrize("folder", ["live", "spare"])
def test_a_link_is_no_file(site: Site, folder: str) -> None:
    """However long the name of what it leads to is, and however old it is itself."""
    files = {"a.html": "0123456789", "b.html": "1"}
    site.publish(files)
    site.publish({**files, "b.html": "2"})
    path: Path = getattr(site, folder) / "a.html"
    status = path.stat()
    path.unlink()
    path.symlink_to("elsewhere!")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns), follow_symlinks=False)

    for text in "34":
        site.publish({**files, "b.html": text})
        assert site.read() == {**files, "b.html": text}
        assert not (site.live / "a.html").is_symlink()


def test_a_folder_where_a_file_must_lie_is_not_written_into(site: Site) -> None:
    """One that somebody made, and that is empty, shows in no stamp: the build stops, and the next one mends it."""
    site.publish({"a.html": "1"})
    site.publish({"a.html": "1", "b.html": "1"})
    (site.spare / "b.html").mkdir()
    with pytest.raises(FileExistsError):
        site.publish({"a.html": "2", "b.html": "1"})
    assert site.read() == {"a.html": "1", "b.html": "1"}

    site.publish({"a.html": "2", "b.html": "1"})

    assert site.read() == {"a.html": "2", "b.html": "1"}


@pytest.mark.parametrize("gone", ["live", "spare"])
def test_a_build_that_died_between_two_names(site: Site, gone: str) -> None:
    """Where folders cannot change places in one step, one of them has a third name for a moment."""
    site.publish({"a.html": "1"})
    site.publish({"a.html": "2"})
    getattr(site, gone).replace(site.spare.with_name("next.last"))

    for text in "345":
        site.publish({"a.html": text})
        assert site.read() == {"a.html": text}

    assert not site.spare.with_name("next.last").exists()


def test_a_last_good_version_that_was_changed_is_not_believed(site: Site) -> None:
    """No text that the reader never saw gets into a page by that way."""
    store = Store(site.state, b"context")
    with store.change() as change:
        change.keep_body("content/a.md", "key", b"<p>a</p>")
        change.keep_good("content/a.md", b'["as it was"]')
    assert store.good() == {"content/a.md": b'["as it was"]'}
    store._connection.execute("update good set head = '[\"foreign\"]'")  # noqa: SLF001  # what damage does

    with pytest.raises(sqlite3.DatabaseError):  # so that all is made anew
        store.good()
    store.close()


def test_damage_is_told_once(site: Site) -> None:
    """Also where nothing is left of the folder that it befell."""
    store = Store(site.state, b"context")
    with store.change() as change:
        change.keep_folder("content/a", b"[]")
        change.keep_folder("content/b", b"[]")
    store._connection.execute("update folder set heads = '[1]' where path = 'content/a'")  # noqa: SLF001  # what damage does
    assert store.folders() == {"content/b": b"[]"}
    assert store.damaged
    store.close()

    store = Store(site.state, b"context")
    assert store.folders() == {"content/b": b"[]"}
    assert not store.damaged
    store.close()
