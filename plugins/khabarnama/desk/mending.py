"""A file's bytes to the same article better written: line ends, letters, header spelling, spacing; never the words."""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.desk.header_spelling import mend_header, sure_keys
from khabarnama.desk.letters import mend_letters, mend_spaces
from khabarnama.reading.decode import LINE_ENDS, decode, keeps_letters
from khabarnama.reading.header import split
from khabarnama.reading.matching import squeeze
from khabarnama.reading.pipeline import Surroundings, read_article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khabarnama.reading.article import Article

_MARK = "\ufeff"  # of UTF-8, where a file begins with it
_ROUNDS = 4  # one kind of mending may find what another made possible
_FEWEST, _MOST, _LARGE = 8, 200, 2_000_000  # how often a file is read again, and of how many characters in all
_ANY_DAY = dt.date(2000, 1, 1)  # for articles without a day: mending is not about it


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text as it was and as it is after mending, and the kinds of what was mended."""

    before: str
    after: str
    kinds: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes of the mended file."""
        return self.after.encode()


@dataclass(frozen=True, slots=True)
class _Edit:
    """One line to be replaced, by its index."""

    line: int
    to: str


def mend(data: bytes, path: str) -> Mended | None:
    """Return the file `path` mended; None if there is nothing to mend, or if its bytes are no UTF-8 text.

    Every change is tried by reading the file with it: one with which another article would be read is left out.
    Mending a mended file changes nothing.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if decode(data, path).problems:
        return None
    after, kinds = _mend(text, path)
    return Mended(text, after, tuple(kinds)) if kinds else None


def _mend(text: str, path: str) -> tuple[str, list[str]]:
    """Apply each kind of mending, again until none of them finds anything; a file that never settles stays as it is."""
    given = text
    text, article = _mend_keys(text, path)
    kinds: dict[str, None] = {"header spelling": None} if text != given else {}
    for _ in range(_ROUNDS):
        before = text
        for kind, find in _KINDS.items():
            text, changed = _settle(text, find, path, article)
            kinds |= {kind: None} if changed else {}
        if text == before:
            return text, list(kinds)
    return given, []


def _mend_keys(text: str, path: str) -> tuple[str, Article]:
    """Mend header keys that are a slip of a known one: what was an error is then read as it was meant."""
    article = _read(text, path)
    for line, to in sure_keys(text, split(text, path)) if article.problems else ():
        lines = text.split("\n")
        lines[line] = to
        mended = _read("\n".join(lines), path)
        if set(mended.problems) < set(article.problems):
            text, article = "\n".join(lines), mended
    return text, article


def _settle(text: str, find: Callable[[str, str, Article], str], path: str, article: Article) -> tuple[str, bool]:
    """Return `text` with those of the edits that `find` finds with which the same article is read."""
    mark = _MARK if text.startswith(_MARK) else ""
    lines = text.removeprefix(_MARK).split("\n")
    wanted = find("\n".join(lines), path, article).split("\n")
    if wanted == lines:
        return text, False
    if len(wanted) != len(lines):  # line ends: all or none
        whole = mark + "\n".join(wanted)
        return (whole, True) if _same(_read(whole, path), article) else (text, False)
    trial = _Trial(path, article, mark, _budget(text))
    edits = [_Edit(n, new) for n, (old, new) in enumerate(zip(lines, wanted, strict=True)) if old != new]
    kept = trial.keep(lines, edits)
    return (text, False) if trial.budget < 0 else (mark + "\n".join(kept), kept != lines)


def _budget(text: str) -> int:
    """Return how often a file may be read again to find what is harmless in it: the longer, the fewer times."""
    return max(_FEWEST, min(_MOST, _LARGE // len(text)))


@dataclass(slots=True)
class _Trial:
    """Tries edits by reading the file with them. A `budget` below nothing means that too many were harmful."""

    path: str
    article: Article
    mark: str
    budget: int

    def keep(self, lines: list[str], edits: Sequence[_Edit]) -> list[str]:
        """Return `lines` with the edits that are harmless: tried all at once, else by halves."""
        tried = list(lines)
        for edit in edits:
            tried[edit.line] = edit.to
        if not edits or self._is_harmless(tried):
            return tried
        if len(edits) == 1:
            return lines
        half = len(edits) // 2
        return self.keep(self.keep(lines, edits[:half]), edits[half:])

    def _is_harmless(self, lines: Sequence[str]) -> bool:
        self.budget -= 1
        return self.budget >= 0 and _same(_read(self.mark + "\n".join(lines), self.path), self.article)


def _read(text: str, path: str) -> Article:
    return read_article(text.encode(), path, Surroundings(today=_ANY_DAY))


def _same(mended: Article, article: Article) -> bool:
    """Tell whether the same article is read, with no problem that it had not."""
    return _essence(mended) == _essence(article) and set(mended.problems) <= set(article.problems)


def _essence(article: Article) -> tuple[object, ...]:
    """Return all of an article but how it was found: spaces in what was removed, what had to be mended."""
    removed = tuple((gone.line, gone.rule, squeeze(gone.text)) for gone in article.removed)
    return removed, article._replace(removed=(), unmended=(), as_found={}, problems=())


def _mend_line_ends(text: str, path: str, article: Article) -> str:  # noqa: ARG001  # as every kind of mending
    return LINE_ENDS.sub("\n", text)


def _mend_letters(text: str, path: str, article: Article) -> str:
    if keeps_letters(article.lang):
        return text
    return mend_letters(text, is_marked_up=_suffix(path) != ".txt")


def _mend_header(text: str, path: str, article: Article) -> str:  # noqa: ARG001
    header = split(text, path)
    return mend_header(text, header) if header.first_line > 1 else text


def _mend_spaces(text: str, path: str, article: Article) -> str:
    """Mend the lines of the body; in HTML spaces mean nothing, and are left as they are."""
    if _suffix(path) not in {".txt", ".md"}:
        return text
    body = split(text, path).first_line - 1
    lines = text.split("\n")
    mended = [mend_spaces(line, article.lang, keep_edges=_suffix(path) == ".md") for line in lines[body:]]
    return "\n".join([*lines[:body], *mended])


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


_KINDS: dict[str, Callable[[str, str, Article], str]] = {
    "line ends": _mend_line_ends,
    "letters": _mend_letters,
    "header spelling": _mend_header,
    "spacing": _mend_spaces,
}
