"""The body's blocks to sanitised HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.reading.inline import may_have_runs, to_html, wrap_runs
from khabarnama.reading.sanitizer import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.reading.article import Block


def render(blocks: Sequence[Block], lang: str, hosts: Sequence[str] = ()) -> str:
    """Return the HTML of an article's body, an element a line, safe in any page; `hosts` are as for `clean`.

    A table may be wider than a telephone: it can have the focus, so that keys scroll it (WCAG 2.1.1).
    """
    runs = may_have_runs("\n".join([block.text for block in blocks]), lang)
    html = clean("\n".join([_element(block, lang, runs=runs) for block in blocks]), hosts)
    return html.replace("<table", '<table tabindex="0"')


def _element(block: Block, lang: str, *, runs: bool) -> str:
    html = to_html(block.text) if block.html is None else block.html
    if block.kind == "rich" or (runs and may_have_runs(block.text, lang)):
        html = wrap_runs(html, lang)
    return html if block.kind == "rich" else f"<{block.kind}>{html}</{block.kind}>"
