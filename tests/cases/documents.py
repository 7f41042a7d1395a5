"""Reads case documents: `title`, a line with a dot, the input, a dot, what is expected, a dot; blank lines between."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.reading.article import Article

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `name` is its document and its title."""

    name: str
    given: str
    expected: str


def read_cases(folder: str) -> Iterator[Case]:
    """Yield the cases of every document in a folder beside this file."""
    for path in sorted((HERE / folder).glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, given, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield Case(f"{path.stem}: {title.strip()}", given, expected)


def show(article: Article) -> str:
    """Return an article as case documents write it, a field a line."""
    dateline = article.dateline
    fields = {
        "headline": article.headline,
        "dek": article.dek,
        "place": dateline.place if dateline else None,
        "desk": dateline.source if dateline else None,
        "date": article.date.date().isoformat() if article.date else None,
        "author": article.author,
        "source": article.source,
        "source_url": article.source_url,
        "tags": "، ".join(article.tags),
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    lines += [f"{block.kind}: {block.text}" for block in article.blocks]
    lines += [f"removed {gone.line} {gone.rule}: {gone.text}" for gone in article.removed]
    lines += [f"{problem.level} {problem.line}: {problem.message}" for problem in article.problems]
    return "\n".join(lines)
