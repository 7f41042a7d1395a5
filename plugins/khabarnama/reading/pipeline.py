"""A file's bytes to an article: every step of the reading, in the order in which an article travels."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from khabarnama.problems import Problem, printable
from khabarnama.reading.article import Article, Block, Dateline, Page, PageMetadata, Removed
from khabarnama.reading.dating import find_date, written_date
from khabarnama.reading.decode import decode, keeps_letters
from khabarnama.reading.escapes import settle_page
from khabarnama.reading.filename import FileName, read_name
from khabarnama.reading.header import Header, split, split_list
from khabarnama.reading.limits import PARAGRAPH, check_limits, check_links, check_size
from khabarnama.reading.markdown import read_markdown
from khabarnama.reading.matching import script
from khabarnama.reading.paragraphs import cut_paragraphs
from khabarnama.reading.pictures import check_descriptions
from khabarnama.reading.render import render
from khabarnama.reading.sanitizer import is_web
from khabarnama.reading.structure import Known, Structure, find_structure
from khabarnama.reading.text import read_text
from khabarnama.reading.typography import mend_article
from khabarnama.reading.widgets import Found, Stripped, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

UNEXPECTED = "file must be one that the program can read"  # how a mistake of ours begins
_NO_DATELINE = Dateline()


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


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    path: str
    name: FileName
    header: Header
    page: Page
    lang: str = "ur"
    problems: list[Problem] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def written(self, key: str) -> str | None:
        """Return the header's value of `key`, and note that it came from there."""
        found = self.header.fields.get(key)
        if found is None:
            return None
        value, line = found
        self.origins[key] = f"header, line {line}"
        return value


def read_article(data: bytes, path: str, surroundings: Surroundings, lang: str | None = None) -> Article:
    """Return the article that the file `path` (relative to the project, with `/`) holds in `data`.

    Never raises: what is wrong is among the article's problems, with file, line and how to mend it. What is not in
    the article is in `removed`. `lang` is its language where that is known beforehand.
    """
    try:
        return _read(data, path, surroundings, lang)
    except Exception as error:  # noqa: BLE001  # whatever it is, it costs this file only; `inv fuzz` looks for it
        name = read_name(path)
        message = printable(f"{UNEXPECTED}, found {type(error).__name__}: {error}")
        problem = Problem(path, 0, "error", message, "take the file out, and report this with it")
        return Article(path, name.slug, name.lang or "ur", "", problems=(problem,))


def _read(data: bytes, path: str, surroundings: Surroundings, lang: str | None) -> Article:
    name = read_name(path)
    decoded = decode(data, path, lang or name.lang)
    problems = decoded.problems or tuple(check_limits(decoded.text, path, name.suffix))
    if problems:
        return Article(path, name.slug, name.lang or "ur", "", problems=problems)
    header = split(decoded.text, path)
    page = _read_blocks(header, name.suffix, surroundings.hosts)
    draft = Draft(path, name, header, page, problems=list(header.problems))
    draft.problems += settle_page(page, header.body, path, lang or name.lang)
    draft.lang = _find_language(draft)
    if lang is None and draft.lang != name.lang and keeps_letters(draft.lang):
        return _read(data, path, surroundings, draft.lang)  # its letters were taken for Urdu's
    stripped = strip(draft.page.blocks, draft.lang)
    structure = find_structure(stripped.blocks, _known(draft, stripped))
    draft.removed = sorted([*draft.page.removed, *stripped.removed, *structure.removed], key=lambda gone: gone.line)
    draft.origins.update(structure.origins)
    return _assemble(draft, stripped.found, structure, surroundings)


def _read_blocks(header: Header, suffix: str, hosts: tuple[str, ...]) -> Page:
    if suffix in {".html", ".htm"}:
        from khabarnama.reading.page import read_page  # noqa: PLC0415  # here, as BeautifulSoup takes a while to start

        return read_page(header.body, header.first_line, hosts)
    if suffix == ".md":
        return read_markdown(header.body, header.first_line, hosts)
    return Page(PageMetadata(), read_text(header.body, header.first_line))


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


def _known(draft: Draft, stripped: Stripped) -> Known:
    page = draft.page.metadata
    title, dek = draft.written("title"), draft.written("dek")
    for key, value in (("headline", page.headline), ("dek", page.dek)):
        if value and key not in draft.origins:
            draft.origins[key] = "page"
    dated = next((found.line for found in stripped.found if found.field == "date"), None)
    return Known(title or page.headline, dek or page.dek, dated)


def _assemble(draft: Draft, found: list[Found], structure: Structure, surroundings: Surroundings) -> Article:
    lang = draft.lang
    date = find_date(draft, found, structure, surroundings)
    line = structure.dateline or _NO_DATELINE
    described, written_caption = draft.written("image_alt"), draft.written("caption")
    texts = (structure.headline, structure.dek, line.place, line.source, described, written_caption)
    mended, body = mend_article([text or "" for text in texts], structure.body, lang)
    headline, dek, place, source, image_alt, caption = mended
    blocks = cut_paragraphs(body, lang)
    html = render([block for block in blocks if len(block.text) <= PARAGRAPH], lang, surroundings.hosts)
    is_draft = draft.written("status") == "draft"
    draft.problems += _check(draft, headline, blocks, html, is_draft=is_draft)
    return Article(
        path=draft.path,
        slug=draft.name.slug,
        lang=lang,
        headline=headline or (draft.name.slug if is_draft else ""),
        dek=dek or None,
        dateline=_find_dateline(draft, structure, place, source),
        date=date,
        modified=written_date(draft, "modified", surroundings),
        author=_find_credit(draft, "author", found),
        source=_find_credit(draft, "source", found),
        source_url=_find_source_url(draft),
        summary=draft.written("summary"),
        category=draft.written("category"),
        tags=tuple(split_list(draft.written("tags") or "")),
        image=draft.written("image"),
        image_alt=image_alt or None,
        caption=caption or None,
        countries=tuple(split_list(draft.written("countries") or "")),
        countries_line=draft.header.fields["countries"].line if "countries" in draft.header.fields else 0,
        status="draft" if is_draft else "published",
        blocks=tuple(blocks),
        html=html,
        removed=tuple(draft.removed),
        origins=MappingProxyType(draft.origins),
        unmended=tuple(structure.body),
        as_found=MappingProxyType({"headline": structure.headline or "", "dek": structure.dek or ""}),
        problems=tuple(draft.problems),
    )


def _check(draft: Draft, headline: str, blocks: Sequence[Block], html: str, *, is_draft: bool) -> list[Problem]:
    """Return what is wrong with an article that has been put together."""
    return [
        *check_links(draft.path, html),
        *check_size(draft.path, headline, blocks, draft=is_draft),
        *check_descriptions(blocks, draft.header.fields.get("image"), draft.written("image_alt"), draft.path),
    ]


def _find_credit(draft: Draft, key: str, found: list[Found]) -> str | None:
    """Return the author or the source: what an editor writes, else the page, else the first line that names it."""
    if key in draft.header.fields:
        return draft.written(key)
    lines = [(item.value, f"line {item.line}") for item in found if item.field == key]
    for value, origin in [(getattr(draft.page.metadata, key), "page"), *lines]:
        if value:
            draft.origins[key] = origin
            return str(value)
    return None


def _find_dateline(draft: Draft, structure: Structure, place: str, source: str) -> Dateline | None:
    """Return the dateline with the mended `place` and `source`; the place that an editor writes wins."""
    written = draft.written("place")
    if found := structure.dateline:
        return Dateline(written or place or None, source or None, found.day)
    return Dateline(written) if written else None


def _find_source_url(draft: Draft) -> str | None:
    """Return the address of the source; a wrong one is an error where an editor wrote it, and none where a page did."""
    written = draft.written("source_url")
    found = written or draft.page.metadata.source_url
    if found and is_web(found):
        return found
    if written:
        line = draft.header.fields["source_url"].line
        message = f"source_url must be an address that begins with https:// or http://, found «{written}»"
        draft.problems.append(Problem(draft.path, line, "error", message))
    return None
