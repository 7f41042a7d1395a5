"""Rules of the house that no linter knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted((PROJECT / "plugins").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_short(path: Path) -> None:
    """A module that grows past 300 lines is two modules."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
