"""The output folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.building.output import beside, swap

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_site_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    """What was there goes; nothing is left beside it."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "old.html").write_text("old")

    with beside(output) as folder:
        (folder / "new.html").write_text("new")
        swap(folder, output)

    assert [path.name for path in output.iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_build_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """An error in the middle changes nothing."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "old.html").write_text("old")

    def fail() -> None:
        with beside(output) as folder:
            (folder / "new.html").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert [path.name for path in output.iterdir()] == ["old.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
