"""A raw paste to blocks: one paragraph a line."""

from __future__ import annotations

from khabarnama.reading.article import Block


def read_text(body: str, first_line: int) -> list[Block]:
    """Return a paragraph for each line of `body` that is not blank; `first_line` is its first line's number."""
    lines = enumerate(body.split("\n"), first_line)
    return [Block("p", stripped, number) for number, line in lines if (stripped := line.strip())]
