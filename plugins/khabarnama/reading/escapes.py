"""What HTML, Markdown and JSON spell by escapes, such as `&#8238;`, as decoding gives what a file holds as it is."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from khabarnama.reading.decode import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.problems import Problem
    from khabarnama.reading.article import Block, Page

_ESCAPE = re.compile(r"&[#a-zA-Z]|\\u")


def settle_page(page: Page, source: str, path: str, lang: str | None) -> Iterator[Problem]:
    """Settle every text of `page`, which was read from `source`, and yield each character that no text may hold.

    `path` and `lang` are as for `decode`.
    """
    if not ("&" in source or "\\" in source) or not _ESCAPE.search(source):
        return
    for number, block in enumerate(page.blocks):
        page.blocks[number], problems = _settle_block(block, path, lang)
        yield from problems
    for field in fields(page.metadata):
        if text := getattr(page.metadata, field.name):
            settled, problems = settle(text, path, 1, lang)
            setattr(page.metadata, field.name, settled)
            yield from problems


def _settle_block(block: Block, path: str, lang: str | None) -> tuple[Block, tuple[Problem, ...]]:
    text, problems = settle(block.text, path, block.line, lang)
    if block.html is None:
        return block._replace(text=text), problems
    html, more = settle(block.html, path, block.line, lang)
    return block._replace(text=text, html=html), problems or more
