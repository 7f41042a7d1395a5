"""Folders that a build leaves alone: what is there is not a site that was made here, or leads elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.builds import begin, command, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the articles of a small site."""
    return begin(tmp_path)


@pytest.mark.parametrize("place", ["", "content", "content/2024"])
def test_an_output_that_holds_the_articles_is_refused(folder: Path, place: str) -> None:
    """No build takes the place of a folder with something of ours in it."""
    words = command(folder, 5)
    words[-1] = str(folder / place)

    refused = run(words)

    assert refused.returncode == 1
    assert "output must be a folder of its own" in refused.stderr
    assert len(list((folder / "content").rglob("*.txt"))) == 40


def test_an_output_that_is_somebody_elses_is_refused(folder: Path) -> None:
    """A folder that holds other things than a site is left as it is."""
    (folder / "output").mkdir()
    (folder / "output" / "letter.doc").write_text("mine")

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "output must be empty or a site that was built here" in refused.stderr
    assert (folder / "output" / "letter.doc").read_text() == "mine"


@pytest.mark.parametrize("target", ["elsewhere", "nowhere", "output", "content"])
def test_an_output_that_is_a_link_is_refused(folder: Path, target: str) -> None:
    """A site is put in place of a folder: a link would be lost, and what it leads to would stay as it was."""
    (folder / "elsewhere").mkdir()
    (folder / "output").symlink_to(target)

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "output must be a folder itself, found a link" in refused.stderr
    assert (folder / "output").is_symlink()
    assert not list((folder / "elsewhere").iterdir())


def test_what_lies_in_the_place_of_the_next_site_is_no_hindrance(folder: Path) -> None:
    """A link there is taken away, and not followed."""
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/letter.doc").write_text("mine")
    (folder / ".khabarnama/output").mkdir(parents=True)
    (folder / ".khabarnama/output/next").symlink_to(folder / "elsewhere")

    assert run(command(folder, 5)).returncode == 0

    assert [path.name for path in (folder / "elsewhere").iterdir()] == ["letter.doc"]


@pytest.mark.parametrize("place", [".khabarnama", ".khabarnama/output"])
def test_state_that_leads_elsewhere_is_refused(folder: Path, place: str) -> None:
    """Nothing is written through a link that somebody has committed."""
    (folder / "elsewhere").mkdir()
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(folder / "elsewhere")

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "must lie in a folder itself, found a link" in refused.stderr
    assert not list((folder / "elsewhere").iterdir())


def test_state_that_is_no_file_is_said(folder: Path) -> None:
    """It is a problem, and no traceback."""
    (folder / ".khabarnama/output/state.sqlite").mkdir(parents=True)

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "error:" in refused.stderr
