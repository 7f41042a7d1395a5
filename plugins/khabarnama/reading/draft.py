"""An article in the making: what each stage of reading leaves for those after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabarnama.reading.article import Article

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from khabarnama.problems import Problem
    from khabarnama.reading.article import Block, Page, Removed
    from khabarnama.reading.filename import FileName
    from khabarnama.reading.header import Header
    from khabarnama.reading.pipeline import Surroundings
    from khabarnama.reading.structure import Structure
    from khabarnama.reading.widgets import Stripped


@dataclass(slots=True)
class Draft:
    """An article in the making, from the `data` of the file `path`, or the problem that kept it from being loaded.

    `told` is its language where that is known beforehand. What a stage finds, below `is_done`, is there for the stages
    after it, and `article` is there when all is done.
    """

    path: str
    name: FileName
    data: bytes | Problem
    surroundings: Surroundings
    told: str | None = None
    problems: list[Problem] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    is_done: bool = False
    text: str = field(init=False)
    header: Header = field(init=False)
    page: Page = field(init=False)
    lang: str = field(init=False)
    stripped: Stripped = field(init=False)
    structure: Structure = field(init=False)
    date: dt.datetime | None = field(init=False)
    texts: Sequence[str] = field(init=False)  # mended: headline, dek, place, source, a picture's text and caption
    body: Sequence[Block] = field(init=False)  # mended
    html: str = field(init=False)
    article: Article = field(init=False)

    def written(self, key: str) -> str | None:
        """Return the header's value of `key`, and note that it came from there."""
        found = self.header.fields.get(key)
        if found is None:
            return None
        value, line = found
        self.origins[key] = f"header, line {line}"
        return value

    def end(self, article: Article) -> None:
        """Let `article` be what came of it."""
        self.article, self.is_done = article, True

    def refuse(self, *problems: Problem) -> None:
        """Let nothing come of it but `problems`."""
        self.end(Article(self.path, self.name.slug, self.name.lang or "ur", "", problems=problems))
