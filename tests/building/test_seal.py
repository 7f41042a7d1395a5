"""A build that would change nothing finds that out at once, and only then."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from khabarnama.building.bodies import Bodies
from khabarnama.building.fingerprint import quick_digest
from khabarnama.building.store import Seal, Store, read_seal
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LOADED = re.compile(r"\| +pelican$", re.MULTILINE)
TEXT = "عنوان: ماسکو میں ملاقات\nتاریخ: 2024-11-29\n\nماسکو: (رائٹرز) روس کے صدر نے وفد سے ملاقات کی ہے۔\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return the one article of a digest, written long ago, whose site has been built."""
    path = tmp_path / "content/2024/11/29/visit.ur.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    build(tmp_path)
    build(tmp_path)  # what is written while a build looks at it is looked at again by the next
    return path


def build(folder: Path, *options: str, **environment: str) -> str:
    """Build the digest in `folder`, and return what the process loaded and said."""
    command = [sys.executable, "-X", "importtime", "-m", "khabarnama", "build", "--content", str(folder / "content")]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), **environment}
    run = subprocess.run(  # our own command
        [*command, "--output", str(folder / "site"), *options],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return run.stderr


def test_nothing_is_loaded_where_nothing_changed(story: Path) -> None:
    """Pelican takes longer to load than to find out that it is not needed."""
    said = build(story.parents[4])

    assert not LOADED.search(said)
    assert "1 articles, 0 lines of widgets left out: 1 stories, 1 countries" in said
    assert "0 files written" in said


@pytest.mark.parametrize("change", ["article", "picture", "page", "option", "setting"])
def test_every_change_is_seen(story: Path, change: str) -> None:
    """An article, a picture, a page that somebody changed, an option, a setting: each makes it build."""
    folder = story.parents[4]
    if change == "article":
        story.write_text(TEXT + "وفد نے شکریہ ادا کیا ہے۔\n")
    if change == "picture":
        story.with_name("moscow.png").write_bytes(b"\x89PNG")
    if change == "page":
        (folder / "site/index.html").write_text("not ours")

    said = build(
        folder,
        *(["--siteurl", "https://news.example"] if change == "option" else []),
        **({"SITEURL": "https://other.example"} if change == "setting" else {}),
    )

    assert LOADED.search(said)
    assert (folder / "site/index.html").read_text() != "not ours"


@pytest.mark.parametrize("name", ["a#b", "a?b", "a%41b", "a b", "شہر"])
def test_the_state_is_found_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    """What has a meaning in an address has none in the name of a folder."""
    (tmp_path / name).mkdir()
    path, seal, html = (
        tmp_path / name / "state.sqlite",
        Seal(b"key", b"site", "content", "theme", "report"),
        b"<p>a</p>",
    )
    store = Store(path, b"context")
    with store.change() as change:
        change.keep_body("content/a.md", "key", html)
    store.seal(seal)
    store.close()

    assert read_seal(path) == seal
    assert Bodies(path).html("content/a.md", quick_digest(html).hex()) == html
