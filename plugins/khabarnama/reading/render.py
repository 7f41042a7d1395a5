"""The body's blocks to sanitised HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.reading.article import Block
from khabarnama.reading.inline import may_have_runs, to_html, wrap_runs
from khabarnama.reading.matching import is_arabic
from khabarnama.reading.sanitizer import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of ASCII, what begins no run of Latin or numbers; of the rest, what does.
_NO_RUN, _SIGNS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in "+#$-"), "€£¥₹−"
_ARABIC = (b"\xd8", b"\xd9", b"\xda", b"\xdb")  # the first bytes of its letters in UTF-8, U+0600 to U+06FF


def render(blocks: Sequence[Block], lang: str, hosts: Sequence[str] = ()) -> str:
    """Return the HTML of an article's body, an element a line, safe in any page; `hosts` are as for `clean`."""
    # Of a rich block with escapes, its HTML: these are letters that its text does not hold.
    texts = [html if html and kind == "rich" and "&" in html else text for kind, text, _, html in blocks]
    if holds_runs("\n".join(texts), lang):
        blocks = [_isolate(block, lang) for block in blocks]
    elements = [
        html or "" if kind == "rich" else f"<{kind}>{to_html(text) if html is None else html}</{kind}>"
        for kind, text, _, html in blocks
    ]
    return clean("\n".join(elements), hosts)


def holds_runs(text: str, lang: str) -> bool:
    """Do as `may_have_runs` does: that a long text holds no other script at all is told in a fraction of the time."""
    if is_arabic(lang):
        none = not text.encode("ascii", "ignore").translate(None, _NO_RUN) and not any(map(text.__contains__, _SIGNS))
    else:
        none = text.isascii() or not any(map(text.encode().__contains__, _ARABIC))
    return not none and may_have_runs(text, lang)


def _isolate(block: Block, lang: str) -> Block:
    kind, text, line, html = block
    if kind != "rich" and not may_have_runs(text, lang):
        return block
    return Block(kind, text, line, wrap_runs(to_html(text) if html is None else html, lang))
