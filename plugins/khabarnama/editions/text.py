"""Plain text for places that hold no markup: descriptions, feeds, structured data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.reading.inline import single_spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.reading.article import Article

LONGEST = 200  # characters of a description


def describe(article: Article, longest: int = LONGEST) -> str:
    """Return what an article is about in one line: its summary, else its dek, else how it begins."""
    return summarise(article.summary or article.dek or next(iter(article.paragraphs), ""), longest)


def summarise(text: str, longest: int = LONGEST) -> str:
    """Return `text` in one line of at most `longest` characters, cut between words."""
    line = single_spaced(text)
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0].rstrip('،,؛;:')}…"


def count_words(texts: Sequence[str]) -> int:
    """Return how many words `texts`, as decoding leaves them, have together.

    Where spaces are single, as mending leaves them, each parts two.
    """
    text = " ".join(texts)
    if not text or "  " in text or "\t" in text or "\n" in text or text != text.strip():
        return len(text.split())
    return text.count(" ") + 1
