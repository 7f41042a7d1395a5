"""An article's HTML to its paragraphs, and two articles' to paragraphs side by side."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import repeat
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from khabarnama.editions.pairing import align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.pairing import Piece

    Block = tuple[str, str]  # of a body as it is written there: its HTML, its tag ("" for text that stands in none)

_OPENING = re.compile(r"<([a-z][a-z0-9]*)")
# An element that no other of its name stands in, as most are.
_PLAIN = re.compile(r"(<([a-z][a-z0-9]*)(?:\s[^>]*)?>[^<]*+(?:<(?!/?\2[\s>])[^<]*+)*</\2>)")
_TAG = re.compile(r"<[^>]*>")  # the sanitiser leaves no angle bracket in an attribute
_VOID = {"br", "hr", "img", "source"}
_INLINE = {
    "",
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGITS = "0123456789۰۱۲۳۴۵۶۷۸۹"
_NONE: frozenset[str] = frozenset()
_ADDRESS = re.compile(r'(\s(?:src|href)=")(?![a-z][a-z0-9+.-]*:|[/#])([^"]*)(?=")')
_RELATIVE = re.compile(r'href="(?![a-z][a-z0-9+.-]*:|[/#])')
_SOURCES = re.compile(r'(\ssrcset=")([^"]*)(?=")')


def cut_body(html: str) -> list[Block]:
    """Return the blocks of `html`, which the sanitiser wrote: every tag that opens closes. Nothing of it is lost."""
    plain: list[Block] = _PLAIN.findall(html)
    if "\n".join([piece for piece, _ in plain]) == html and _INLINE.isdisjoint([tag for _, tag in plain]):
        return plain
    blocks: list[Block] = []
    for block in _cut(html):
        piece, tag = block
        if tag not in _INLINE:
            blocks.append(block)
        elif blocks and not blocks[-1][1]:
            blocks[-1] = (blocks[-1][0] + piece, "")
        else:
            blocks.append((piece.strip("\n"), ""))
    return blocks


def _cut(html: str) -> Iterator[Block]:
    """Yield each element that stands in no other, and each text between two, with its tag."""
    start = 0
    while start < len(html):
        opening = _OPENING.search(html, start)
        begin = opening.start() if opening else len(html)
        if not (text := html[start:begin]).isspace() and text:
            yield text, ""
        start = _end(html, begin, opening[1]) if opening else begin
        if opening:
            yield html[begin:start], opening[1]


def _end(html: str, start: int, name: str) -> int:
    """Return where the element `name` that opens at `start` ends: no other of its name may be open there."""
    if name in _VOID:
        return html.index(">", start) + 1
    depth = 0
    for tag in _same(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


@lru_cache(maxsize=64)
def _same(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?:\s[^>]*)?>")


def move(html: str, url: str) -> str:
    """Return `html`, written for the page at `url`, so that it shows the same pictures on any page."""
    if 'src="' not in html and not _RELATIVE.search(html):
        return html
    html = _ADDRESS.sub(lambda found: f"{found[1]}{url}{found[2]}", html)
    return _SOURCES.sub(lambda found: found[1] + ", ".join(_absolute(found[2], url)), html)


def _absolute(sources: str, url: str) -> Iterator[str]:
    for source in sources.split(","):
        yield urljoin(url, source.strip())


def set_beside(first: tuple[str, float], second: tuple[str, float]) -> list[tuple[str, str]]:
    """Return two bodies, each HTML and how long its language is, in pairs of what says the same; one may be empty."""
    left, right = cut_body(first[0]), cut_body(second[0])
    here, there = ([html for html, _ in blocks] for blocks in (left, right))
    text, other = _read(here), _read(there)
    named = _may_name(other) and _may_name(text)  # what one side names agrees with nothing
    pairs = align(_pieces(left, text, first[1], named=named), _pieces(right, other, second[1], named=named))
    return [("\n".join(here[a.start : a.stop]), "\n".join(there[b.start : b.stop])) for a, b in pairs]


def _read(pieces: Sequence[str]) -> str:
    """Return the text of HTML in pieces, with a zero between two: the sanitiser leaves none."""
    return unescape(_TAG.sub(" ", "\0".join(pieces)))


def _pieces(blocks: Sequence[Block], text: str, ratio: float, *, named: bool) -> list[Piece]:
    """Return what pairing knows of `blocks`, whose `text` is in a language `ratio` times as long as English.

    Numbers are looked for where any may be `named`.
    """
    texts = text.split("\0")
    numbers = map(_numbers, texts) if named else repeat(_NONE)
    return [
        (tag or "p", len(text) / ratio, found) for (_, tag), text, found in zip(blocks, texts, numbers, strict=False)
    ]


def _may_name(text: str) -> bool:
    """Tell, at one look, whether `text` may name a number."""
    return any(map(text.__contains__, _DIGITS))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number.replace(",", "") for number in _NUMBER.findall(text)) if _may_name(text) else _NONE
