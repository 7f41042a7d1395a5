"""What was found in a file to the article: mended, set as HTML, checked, put together."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from khabarnama.problems import Problem
from khabarnama.reading.article import Article, Dateline
from khabarnama.reading.dating import find_date, written_date
from khabarnama.reading.header import split_list
from khabarnama.reading.limits import PARAGRAPH, check_links, check_size
from khabarnama.reading.paragraphs import cut_paragraphs
from khabarnama.reading.pictures import check_descriptions
from khabarnama.reading.render import render
from khabarnama.reading.sanitizer import is_web
from khabarnama.reading.typography import mend_article

if TYPE_CHECKING:
    from khabarnama.reading.draft import Draft

_NO_DATELINE = Dateline()


def mend(draft: Draft) -> None:
    """Find the day, and mend every text."""
    structure = draft.structure
    draft.date = find_date(draft)
    line = structure.dateline or _NO_DATELINE
    described, caption = draft.written("image_alt"), draft.written("caption")
    texts = (structure.headline, structure.dek, line.place, line.source, described, caption)
    draft.texts, draft.body = mend_article([text or "" for text in texts], structure.body, draft.lang)


def set_body(draft: Draft) -> None:
    """Set the body as HTML."""
    draft.body = blocks = cut_paragraphs(draft.body, draft.lang)
    shown = [block for block in blocks if len(block.text) <= PARAGRAPH]
    draft.html = render(shown, draft.lang, draft.surroundings.hosts)


def assemble(draft: Draft) -> None:
    """Check it, and put the article together."""
    structure, header = draft.structure, draft.header.fields
    headline, dek, place, source, image_alt, caption = draft.texts
    is_draft = draft.written("status") == "draft"
    draft.problems += _check(draft, headline, is_draft=is_draft)
    draft.end(
        Article(
            path=draft.path,
            slug=draft.name.slug,
            lang=draft.lang,
            headline=headline or (draft.name.slug if is_draft else ""),
            dek=dek or None,
            dateline=_find_dateline(draft, place, source),
            date=draft.date,
            modified=written_date(draft, "modified"),
            author=_find_credit(draft, "author"),
            source=_find_credit(draft, "source"),
            source_url=_find_source_url(draft),
            summary=draft.written("summary"),
            category=draft.written("category"),
            tags=tuple(split_list(draft.written("tags") or "")),
            image=draft.written("image"),
            image_alt=image_alt or None,
            caption=caption or None,
            countries=tuple(split_list(draft.written("countries") or "")),
            countries_line=header["countries"].line if "countries" in header else 0,
            status="draft" if is_draft else "published",
            blocks=tuple(draft.body),
            html=draft.html,
            removed=tuple(draft.removed),
            origins=MappingProxyType(draft.origins),
            unmended=tuple(structure.body),
            as_found=MappingProxyType({"headline": structure.headline or "", "dek": structure.dek or ""}),
            problems=tuple(draft.problems),
        )
    )


def _check(draft: Draft, headline: str, *, is_draft: bool) -> list[Problem]:
    """Return what is wrong with what was found."""
    return [
        *check_links(draft.path, draft.html),
        *check_size(draft.path, headline, draft.body, draft=is_draft),
        *check_descriptions(draft.body, draft.header.fields.get("image"), draft.written("image_alt"), draft.path),
    ]


def _find_credit(draft: Draft, key: str) -> str | None:
    """Return the author or the source: what an editor writes, else the page, else the first line that names it."""
    if key in draft.header.fields:
        return draft.written(key)
    lines = [(item.value, f"line {item.line}") for item in draft.stripped.found if item.field == key]
    for value, origin in [(getattr(draft.page.metadata, key), "page"), *lines]:
        if value:
            draft.origins[key] = origin
            return str(value)
    return None


def _find_dateline(draft: Draft, place: str, source: str) -> Dateline | None:
    """Return the dateline with the mended `place` and `source`; the place that an editor writes wins."""
    written = draft.written("place")
    if found := draft.structure.dateline:
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
