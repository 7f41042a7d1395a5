"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted((PROJECT / "plugins").rglob("*.py"))
STYLES = sorted((PROJECT / "theme/css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height)|left|right|top|bottom"
    r"|direction)\s*:|text-align\s*:\s*(?:left|right)|float\s*:"
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_are_short(path: Path) -> None:
    """A module that grows past 300 lines is two modules."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_no_physical_declaration(path: Path) -> None:
    """Styles speak of start and end, so that both directions need no second rule."""
    text = path.read_text(encoding="utf-8")
    declarations = re.sub(r"@media[^{]*|/\*.*?\*/", "", text, flags=re.DOTALL)

    assert not PHYSICAL.findall(declarations)
