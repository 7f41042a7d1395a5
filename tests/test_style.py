"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted((PROJECT / "plugins").rglob("*.py"))
DATA = sorted((PROJECT / "plugins").rglob("*.toml"))
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_short(path: Path) -> None:
    """A module that grows past 300 lines is two modules."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [*MODULES, *DATA], ids=lambda path: path.name)
def test_no_group_is_possessive(path: Path) -> None:
    """Python 3.11.0 to 3.11.4, which Debian 12 has, lose matches there: https://github.com/python/cpython/issues/106052."""
    found = _POSSESSIVE_GROUP.search(path.read_text(encoding="utf-8"))
    assert found is None, found


def test_a_possessive_group_is_found() -> None:
    """The rule above knows each form, and leaves alone what those versions match as they should."""
    assert all(map(_POSSESSIVE_GROUP.search, (r"(?:ab)*+", r"(?:ab)?+", r"(a){2,3}+", r"(?>a)")))
    assert not any(map(_POSSESSIVE_GROUP.search, (r"[^<]*+(?:a)*", r"\d{1,2}+", r".*+")))
