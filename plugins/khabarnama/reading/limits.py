"""How much a file may hold: past it is a problem, so that no file can hold up a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabarnama.problems import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.reading.article import Block

LINES, TAGS, LINKS, DEPTH, HEADLINE, PARAGRAPH = 20_000, 20_000, 5_000, 200, 300, 50_000
NO_HEADLINE = "headline must be the first line, or stand in the header, found none"
NO_BODY = "article must have a body, found none"
_LEVEL = r"(?:[ \t]*+(?:[>*+-]|\d{1,9}[.)]))"  # of Markdown
_NESTED = re.compile(rf"\n{_LEVEL}{_LEVEL}{_LEVEL}{_LEVEL}{{{DEPTH - 2}}}")  # nearly all lines fail at one of the first
# For each kind of file: what parts its paragraphs, and how long one may be as it is written, with its markup.
_WRITTEN = {".txt": (re.compile(r"\n"), PARAGRAPH), ".md": (re.compile(r"\n[ \t]*\n"), 4 * PARAGRAPH)}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,2000}>?")
# Elements that the next of their kind ends, or that hold nothing: they never nest.
_FLAT = {
    *(
        "a",
        "area",
        "base",
        "body",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "head",
        "hr",
        "html",
        "img",
        "input",
        "li",
        "link",
    ),
    *("meta", "option", "p", "source", "td", "th", "tr", "wbr"),
}


def check_size(path: str, headline: str, blocks: Sequence[Block], *, draft: bool) -> list[Problem]:
    """Return the problems of an article that lacks a headline or a body, or has one that is past its limit.

    What a draft lacks is yet to be written: a warning.
    """
    problems: list[Problem] = []
    lacking: Level = "warning" if draft else "error"
    if not headline:
        problems.append(Problem(path, 1, lacking, NO_HEADLINE, "write it above the text, as a line of its own"))
    if len(headline) > HEADLINE:
        message = f"headline must be at most {HEADLINE} characters long, found {len(headline)}"
        problems.append(Problem(path, 1, "error", message, "write a shorter one in the header: `title: …`"))
    if not blocks:
        problems.append(Problem(path, 0, lacking, NO_BODY))
    for block in blocks:
        if len(block.text) > PARAGRAPH:
            message = _too_long(len(block.text))
            problems.append(Problem(path, block.line, "error", message, "keep only the article's text"))
    return problems


def _too_long(length: int) -> str:
    return f"paragraph must be at most {PARAGRAPH:,} characters long, found {length:,}"


def check_links(path: str, html: str) -> list[Problem]:
    """Return a problem if the HTML of an article holds too many links."""
    if len(html) <= LINKS * len("<a ") or (found := html.count("<a ")) <= LINKS:
        return []
    message = f"article must hold at most {LINKS:,} links, found {found:,}"
    return [Problem(path, 0, "error", message, "keep only the article's text")]


def check_limits(text: str, path: str, suffix: str) -> list[Problem]:
    """Return a problem for each limit that the text of a file with the extension `suffix` passes."""
    return [
        Problem(path, line, "error", message, "keep only the article's text") for line, message in _passed(text, suffix)
    ]


def _passed(text: str, suffix: str) -> Iterator[tuple[int, str]]:
    if len(text) >= LINES and (lines := text.count("\n") + 1) > LINES:
        yield 0, f"file must have at most {LINES:,} lines, found {lines:,}"
    if suffix == ".md" and (deep := _NESTED.search(f"\n{text}")):
        line = text.count("\n", 0, deep.start()) + 1
        yield line, f"lists and quotations must be nested at most {DEPTH} levels deep, found deeper"
    if suffix in _WRITTEN and len(text) > _WRITTEN[suffix][1]:
        yield from _passed_by_paragraphs(text, *_WRITTEN[suffix])
    if suffix in {".md", ".html", ".htm"} and "<" in text:
        yield from _passed_by_tags(text)


def _passed_by_paragraphs(text: str, end: re.Pattern[str], longest: int) -> Iterator[tuple[int, str]]:
    """Yield the first paragraph that is so long that it need not be read to be refused: reading it takes long."""
    if max(map(len, end.split(text))) <= longest:
        return
    start = 0
    for found in (*end.finditer(text), None):
        stop = found.start() if found else len(text)
        if stop - start > longest:
            yield text.count("\n", 0, start) + 1, _too_long(stop - start)
            return
        start = found.end() if found else stop


def _passed_by_tags(text: str) -> Iterator[tuple[int, str]]:
    if text.count("<") <= DEPTH:
        return
    if text.count("<") > 2 * TAGS:  # whether they open tags or not
        yield 0, f"file must hold at most {TAGS:,} HTML tags, found more"
        return
    depth = 0
    for count, match in enumerate(_TAG.finditer(text), start=1):
        name = match[2].lower()
        if count > TAGS:
            yield text.count("\n", 0, match.start()) + 1, f"file must hold at most {TAGS:,} HTML tags, found more"
            return
        if name in _FLAT:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            yield line, f"HTML must be nested at most {DEPTH} levels deep, found <{name}> deeper"
            return
