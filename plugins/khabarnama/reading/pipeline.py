"""A file's bytes to an article: every step of the reading, in the order in which an article travels."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.problems import Problem, printable
from khabarnama.reading.article import Page, PageMetadata
from khabarnama.reading.assembly import assemble, mend, set_body
from khabarnama.reading.decode import decode, keeps_letters
from khabarnama.reading.draft import Draft
from khabarnama.reading.escapes import settle_page
from khabarnama.reading.filename import read_name
from khabarnama.reading.header import split
from khabarnama.reading.limits import check_limits
from khabarnama.reading.markdown import read_markdown
from khabarnama.reading.matching import script
from khabarnama.reading.structure import Known, find_structure
from khabarnama.reading.text import read_text
from khabarnama.reading.widgets import strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khabarnama.reading.article import Article

UNEXPECTED = "file must be one that the program can read"  # how a mistake of ours begins
BATCH = 1 << 18  # bytes of files


def never(path: str) -> None:
    """Return None: no commit is known to have added `path`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What reading needs to know besides the file: the site's time zone, and when git says a file was added.

    `added` is asked by the article's path. `today` is the day that an article without any gets, with a warning: in
    the preview only. `hosts` are those from which articles may show pictures.
    """

    zone: dt.tzinfo = dt.UTC
    added: Callable[[str], dt.datetime | None] = never
    today: dt.date | None = None
    hosts: tuple[str, ...] = ()


def read_article(data: bytes | Problem, path: str, surroundings: Surroundings, lang: str | None = None) -> Article:
    """Return the article that the file `path` (relative to the project, with `/`) holds in `data`.

    Never raises: what is wrong is among the article's problems, with file, line and how to mend it. What is not in
    the article is in `removed`. `data` may be the problem that kept the file from being loaded; `lang` is the article's
    language where that is known beforehand.
    """
    (article,) = _read([Draft(path, read_name(path), data, surroundings, lang)])
    return article


def read_articles(files: Iterable[tuple[str, bytes | Problem]], surroundings: Surroundings) -> Iterator[list[Article]]:
    """Yield the articles of `files`, each path and data as for `read_article`, in batches.

    Many go through each stage together: a processor does the same again far quicker than one thing after another.
    No more of `files` are asked for than go together, so that many large ones need no more memory than few.
    """
    some: list[Draft] = []
    size = 0
    for path, data in files:
        some.append(Draft(path, read_name(path), data, surroundings))
        size += 0 if isinstance(data, Problem) else len(data)
        if size > BATCH:
            yield _read(some)
            some, size = [], 0
    yield _read(some)


def _read(drafts: Sequence[Draft]) -> list[Article]:
    for stage in _STAGES:
        for draft in drafts:
            if not draft.is_done:
                try:
                    stage(draft)
                except Exception as error:  # noqa: BLE001  # it costs this file only; `inv fuzz` looks for any
                    _fail(draft, error)
    return [draft.article for draft in drafts]


def _fail(draft: Draft, error: Exception) -> None:
    message = printable(f"{UNEXPECTED}, found {type(error).__name__}: {error}")
    draft.refuse(Problem(draft.path, 0, "error", message, "take the file out, and report this with it"))


def _decode(draft: Draft) -> None:
    name = draft.name
    if isinstance(draft.data, Problem):
        draft.refuse(draft.data)
        return
    draft.text, problems = decode(draft.data, draft.path, draft.told or name.lang)
    if problems := problems or tuple(check_limits(draft.text, draft.path, name.suffix)):
        draft.refuse(*problems)


def _part_header(draft: Draft) -> None:
    draft.header = split(draft.text, draft.path)
    draft.problems += draft.header.problems


def _read_body(draft: Draft) -> None:
    header, suffix, hosts = draft.header, draft.name.suffix, draft.surroundings.hosts
    if suffix == ".md":
        draft.page = read_markdown(header.body, header.first_line, hosts)
    elif suffix in {".html", ".htm"}:
        from khabarnama.reading.page import read_page  # noqa: PLC0415  # here, as BeautifulSoup takes a while to start

        draft.page = read_page(header.body, header.first_line, hosts)
    else:
        draft.page = Page(PageMetadata(), read_text(header.body, header.first_line))


def _settle(draft: Draft) -> None:
    named = draft.name.lang
    draft.problems += settle_page(draft.page, draft.header.body, draft.path, draft.told or named)
    draft.lang = _find_language(draft)
    if draft.told is None and draft.lang != named and keeps_letters(draft.lang):  # they were taken for Urdu's
        draft.end(read_article(draft.data, draft.path, draft.surroundings, draft.lang))


def _find_language(draft: Draft) -> str:
    """Return the language: written in the header, else in the file name, else the script of the text."""
    if lang := draft.written("lang"):
        return lang
    if draft.name.lang:
        draft.origins["lang"] = "file name"
        return draft.name.lang
    draft.origins["lang"] = "script of the text"
    text = " ".join(block.text for block in draft.page.blocks[:40])
    return script(draft.written("title") or "") or script(text) or "ur"


def _strip(draft: Draft) -> None:
    draft.stripped = strip(draft.page.blocks, draft.lang)


def _find_structure(draft: Draft) -> None:
    draft.structure = structure = find_structure(draft.stripped.blocks, _known(draft))
    removed = [*draft.page.removed, *draft.stripped.removed, *structure.removed]
    draft.removed = sorted(removed, key=lambda gone: gone.line)
    draft.origins.update(structure.origins)


def _known(draft: Draft) -> Known:
    page = draft.page.metadata
    title, dek = draft.written("title"), draft.written("dek")
    for key, value in (("headline", page.headline), ("dek", page.dek)):
        if value and key not in draft.origins:
            draft.origins[key] = "page"
    dated = next((found.line for found in draft.stripped.found if found.field == "date"), None)
    return Known(title or page.headline, dek or page.dek, dated)


_STAGES = (_decode, _part_header, _read_body, _settle, _strip, _find_structure, mend, set_body, assemble)
