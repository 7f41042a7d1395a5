"""The body's blocks to sanitised HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabarnama.reading.inline import may_have_runs, to_html, wrap_runs
from khabarnama.reading.matching import is_arabic
from khabarnama.reading.sanitizer import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.reading.article import Block


_TAGS = re.compile(r"<[^>]*>")
# Of ASCII, what begins no run of Latin or numbers; of the rest, what does.
_NO_RUN, _SIGNS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in "+#$-"), "€£¥₹−"
_ARABIC = (b"\xd8", b"\xd9", b"\xda", b"\xdb")  # the first bytes of its letters in UTF-8, U+0600 to U+06FF


def render(blocks: Sequence[Block], lang: str, hosts: Sequence[str] = ()) -> str:
    """Return the HTML of an article's body, an element a line, safe in any page; `hosts` are as for `clean`.

    A table may be wider than a telephone: it can have the focus, so that keys scroll it (WCAG 2.1.1).
    """
    runs = holds_runs("\n".join([_text(block, lang) for block in blocks]), lang)
    html = clean("\n".join([_element(block, lang, runs=runs) for block in blocks]), hosts)
    return html.replace("<table", '<table tabindex="0"')


def _text(block: Block, lang: str) -> str:
    """Return what of `block` may hold runs: not its tags, if Latin letters are runs in `lang`."""
    if block.kind != "rich" or not block.html:
        return block.text
    return _TAGS.sub("", block.html) if is_arabic(lang) else block.html


def holds_runs(text: str, lang: str) -> bool:
    """Do as `may_have_runs` does: that a long text holds no other script at all is told in a fraction of the time."""
    if is_arabic(lang):
        none = not text.encode("ascii", "ignore").translate(None, _NO_RUN) and not any(map(text.__contains__, _SIGNS))
    else:
        none = text.isascii() or not any(map(text.encode().__contains__, _ARABIC))
    return not none and may_have_runs(text, lang)


def _element(block: Block, lang: str, *, runs: bool) -> str:
    html = to_html(block.text) if block.html is None else block.html
    if runs and (block.kind == "rich" or may_have_runs(block.text, lang)):
        html = wrap_runs(html, lang)
    return html if block.kind == "rich" else f"<{block.kind}>{html}</{block.kind}>"
