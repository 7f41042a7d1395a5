"""What can be wrong with a file, said once: the problem that every step of the pipeline reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["error", "warning", "hint"]
# A terminal must not obey what a file's name or text says: control characters and bidi overrides.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong with one file.

    `path` is relative to the project, `line` counts from 1 (0: the file as a whole). `message` is an
    obligation ("date must be a day such as 2024-11-29, found «32 نومبر»"); `hint` says how to mend it.
    An "error" keeps the article out and fails the build; a "warning" fails only the strict build;
    a "hint" fails nothing.
    """

    path: str
    line: int
    level: Level
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return `path:line: level: message (hint)`, the form that editors and CI can follow."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.level}: {self.message}{hint}"


class KhabarnamaError(Exception):
    """A build that cannot go on: its problems say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems`, all of them."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the known word most like `word`, or None if none has this `likeness`, from 0 to 1 (the same)."""
    matches = get_close_matches(word, [other for other in known if _may_be_like(word, other, likeness)], 1, likeness)
    return matches[0] if matches else None


def _may_be_like(word: str, other: str, likeness: float) -> bool:
    """Tell quickly of most words that they have too few letters in common to have this `likeness`."""
    enough = likeness * (len(word) + len(other)) / 2 - 0.01  # letters in common, but for what floats lose
    return len(word) >= enough and sum(map(word.__contains__, other)) >= enough


def printable(text: str) -> str:
    r"""Return `text` as a terminal may show it, in one line: what it would obey is written as `\u001b`."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text.encode("utf-8", "backslashreplace").decode())
