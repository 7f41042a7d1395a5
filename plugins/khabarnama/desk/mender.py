"""Files mended in place, each shown as the difference that it makes."""

from __future__ import annotations

import difflib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from khabarnama.building.processes import cores
from khabarnama.building.workers import spread
from khabarnama.desk.mending import Mended, mend
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.understanding import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_JOINERS = "\u200c\u200d"  # unseen, but part of words


def mend_files(names: Sequence[str], console: Console, *, write: bool) -> int:
    """Mend the files `names`, print what changes in each, and return how many change; without `write` none does.

    Raises KhabarnamaError that names the file which cannot be written.
    """
    count = 0
    for run in spread(_mend, names, cores()):
        for name, mended in run:
            console.print(show(name, mended))
            if write:
                _replace(Path(name), mended.data)
            count += 1
    return count


def _mend(names: Sequence[str]) -> list[tuple[str, Mended]]:
    """Return those of the files `names` in which there is something to mend: what a worker does."""
    found = ((name, load(Path(name))) for name in names)
    mended = ((name, mend(data, name)) for name, data in found if isinstance(data, bytes))
    return [(name, result) for name, result in mended if result]


def show(name: str, mended: Mended) -> Text:
    """Return what was mended in the file `name`, as a unified difference; what cannot be seen is written out."""
    text = Text(f"{_visible(name)}: {', '.join(mended.kinds)}\n", "bold")
    for line in _difference(name, mended):
        text.append(f"{_visible(line)}\n", _COLOURS.get(line[0], "") if line[:3] not in {"---", "+++"} else "")
    return text


def _difference(name: str, mended: Mended) -> Iterator[str]:
    before, after = (_lines(text) for text in (mended.before, mended.after))
    yield from difflib.unified_diff(before, after, name, name, lineterm="", n=0)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _visible(text: str) -> str:
    """Return `text` with each character that cannot be seen, or that a terminal would obey, as its code."""
    return "".join(
        char if char.isprintable() or char in _JOINERS else f"\\u{ord(char):04x}"
        for char in text.encode("utf-8", "backslashreplace").decode()
    )


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of what the file `path` holds, whole or not at all; its rights stay."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.tmp")
    try:
        beside.write_bytes(data)
        beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        message = f"file must be writable to be mended, found {error.strerror}"
        raise KhabarnamaError([Problem(str(path), 0, "error", message)]) from error
