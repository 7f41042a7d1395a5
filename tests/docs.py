"""The pages of the docs, and the commands and examples in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *PROJECT.glob("theme/*/README.md")])
NAMES = [path.relative_to(PROJECT).as_posix() for path in PAGES]


def blocks(path: Path, language: str) -> list[str]:
    """Return the fenced blocks of `language` in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[list[str]]:
    """Return the commands of each block of a page, in their order, without comments."""
    lines = ([line.partition("  #")[0].strip() for line in block.splitlines()] for block in blocks(path, "sh"))
    return [[line for line in block if line] for block in lines]


def all_commands(path: Path) -> list[str]:
    """Return the commands of a page."""
    return [command for block in commands(path) for command in block]
