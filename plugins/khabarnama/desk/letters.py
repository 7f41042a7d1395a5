"""Text to the same text in Urdu's own letters, its spaces where they belong; links, tags and code as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabarnama.reading.decode import normalise
from khabarnama.reading.typography import spacing

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = r"https?://\S+|www\.\S+"
_TAG = r"<[^<>]*>"
_WORDS = r"[\ufdf0-\ufdff]"  # one letter that stands for words, such as ﷺ: it stays
_KEPT = {False: re.compile(f"({_LINK}|{_WORDS})"), True: re.compile(f"({_TAG}|{_LINK}|{_WORDS})")}
_LINKS = re.compile(_LINK)
_SPACE = re.compile(r"[ \t]+")
_EDGES = re.compile(r"^([ \t]*)(.*?)([ \t]*)$")
# Elements whose text is no text, and how each ends.
_OPAQUE = re.compile(r"<(?P<name>script|style|pre|code)\b|<!--|(?P<fence>```|~~~)", re.IGNORECASE)


def mend_letters(text: str, *, is_marked_up: bool) -> str:
    """Return `text` in the code points that reading makes of it, but for links and, in markup, tags and code."""
    if not is_marked_up:
        return _mend(text, is_marked_up=False)
    parts: list[str] = []
    end = 0
    for start, stop in _opaque(text):
        parts += [_mend(text[end:start], is_marked_up=True), text[start:stop]]
        end = stop
    return "".join([*parts, _mend(text[end:], is_marked_up=True)])


def _mend(text: str, *, is_marked_up: bool) -> str:
    pieces = _KEPT[is_marked_up].split(text)
    return "".join(piece if n % 2 else normalise(piece) for n, piece in enumerate(pieces))


def _opaque(text: str) -> Iterator[tuple[int, int]]:
    """Yield where scripts, styles, code and comments begin and end, in one walk; what never ends lasts to the end."""
    lower, place = text.lower(), 0
    if len(lower) != len(text):  # a letter whose small form is two
        lower = text
    while found := _OPAQUE.search(text, place):
        closing = f"</{found['name'].lower()}" if found["name"] else found["fence"] or "-->"
        end = lower.find(closing, found.end())
        place = len(text) if end < 0 else end + len(closing)
        yield found.start(), place


def mend_spaces(line: str, lang: str, *, keep_edges: bool = False) -> str:
    """Return `line` with single spaces, where `lang` has them; links stay, with `keep_edges` also the line's ends."""
    found = _EDGES.match(line)
    if not found:
        return line
    before, inside, after = found.groups()
    mended = spacing(_SPACE.sub(" ", inside), lang)
    if _LINKS.findall(mended) != _LINKS.findall(inside):
        return line
    return f"{before}{mended}{after}" if keep_edges else mended
