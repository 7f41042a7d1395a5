"""Markdown to blocks: CommonMark with tables and strikethrough, through the same cleaning as a paste."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

import pyromark

from khabarnama.reading.article import Block, BlockKind, Page, PageMetadata
from khabarnama.reading.inline import single_spaced, to_even_line, to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HARD_WRAPPED = 110  # characters: a longer line is a paragraph of its own, as in a paste
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_HEADINGS: dict[str, BlockKind] = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_PLAIN = {"Text", "SoftBreak"}
_HTML = {"Html", "InlineHtml"}
_APART = {"Item", "Paragraph", "TableCell"}
# A heading, paragraph, list or quotation, each of its lines begun with what begins no block within it, and the blank
# lines below it, where a list may not go on; else, as no element, all that is left.
_LINE = r"(?:[^\W\d_]|[«“‘\"'(\[]|\*{1,3}(?=[^\s*])|\d++(?![.)])).*+"
_LINES = rf"{_LINE}(?:\n{_LINE})*|(?P<mark>[-+*>]) {_LINE}(?:\n(?P=mark) {_LINE})*(?!\n+(?P=mark)(?<!>) )"
_SIMPLE = re.compile(rf"(?P<element>(?:#{{1,6}} {_LINE}|{_LINES})(?:\n\n+|\n?\Z))|(?s:.+)")
_HTML_OF_SIMPLE = re.compile(r"<(?P<tag>p|h[1-6]|ul|blockquote)>(?P<inner>[^<]*+(?:<(?!/(?P=tag)>)[^<]*+)*)</(?P=tag)>")


@dataclass(slots=True)
class _Element:
    """An element that stands in no other: its name, its level where it is a heading, its source and its line."""

    name: str
    level: str
    source: str
    line: int
    events: list[Any] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)  # of its events: most that is asked of it is told by them

    @property
    def parts(self) -> Iterator[tuple[str, Any]]:
        """Its parts, each with what it says."""
        for event in self.events:
            kind, value = _name(event)
            yield _name(value) if kind == "Start" else (kind, value)

    @property
    def text(self) -> str:
        """Its text without markup."""
        return _joined("".join([_plain(name, value) for name, value in self.parts]))

    @property
    def holds_picture(self) -> bool:
        """Whether one of its parts is a picture."""
        return "![" in self.source and any(name == "Image" for name, _ in self.parts)


def _plain(name: str, value: object) -> str:
    if name in {"SoftBreak", "HardBreak"}:
        return "\n"
    return str(value) if name in {"Text", "Code"} else " " * (name in _APART)


def read_markdown(body: str, first_line: int, hosts: Sequence[str] = ()) -> Page:
    """Return the blocks of the Markdown `body`, decoded; `first_line` is the number of its first line in the file.

    `hosts` are those from which it may show pictures. Raw HTML is read as a saved page is.
    A line break between long lines ends a paragraph, as it does in a paste.
    """
    simple = _cut(body)
    if simple is None:
        return read_any(body, first_line, hosts)
    return Page(PageMetadata(), _read_simple(body, simple, first_line))


def read_any(body: str, first_line: int, hosts: Sequence[str] = ()) -> Page:
    """Do as `read_markdown` does, in the way that is for any body: most are simple, and take a third of its time."""
    page = Page(PageMetadata())
    references = _references(body)
    for element in _elements(body, first_line):
        _read(element, references, page, hosts)
    return page


def _cut(body: str) -> list[tuple[str, str]] | None:
    """Return the source and the mark of each element of `body`, if all are simple and blank lines part them."""
    if "<" in body or "![" in body or "]:" in body:  # raw HTML, pictures and the definitions of links
        return None
    elements = _SIMPLE.findall(body.lstrip("\n"))
    return None if ("", "") in elements else elements


def _read_simple(body: str, elements: Sequence[tuple[str, str]], first_line: int) -> list[Block]:
    """Return the blocks of a body that `_cut` has cut into `elements`, all of them rendered at once."""
    html = pyromark.html(body, options=_OPTIONS)
    even = "\t" not in body and "&" not in body and "&" not in html  # `&nbsp;` is a space in HTML, `>` an escape
    to_line = to_even_line if even else _to_line
    blocks: list[Block] = []
    line = first_line + len(body) - len(body.lstrip("\n"))
    for (source, _), (tag, inner) in zip(elements, _HTML_OF_SIMPLE.findall(html), strict=True):
        if tag == "p" and ("\n" in inner or "<" not in inner or "&" in inner):
            blocks += _read_lines(source.rstrip(), inner, line)
        elif tag == "p":
            if text := to_line(inner):  # a link round nothing is no paragraph
                blocks.append(Block("p", text, line, inner.strip()))
        elif tag in _HEADINGS:
            blocks.append(_heading(tag, to_line(inner), line, inner))
        else:
            blocks.append(Block("rich", to_line(inner), line, f"<{tag}>{inner}</{tag}>"))
        line += source.count("\n")
    return blocks


def _to_line(html: str) -> str:
    return _joined(to_text(html))


def _joined(text: str) -> str:
    return single_spaced(text.replace("\n", " "))


def _heading(tag: str, text: str, line: int, html: str) -> Block:
    return Block(_HEADINGS[tag], text, line, html.strip() if "<" in html else None)


def _references(body: str) -> str:
    """Return the lines that say where the links by name go: each element is rendered below them."""
    if "]:" not in body:
        return ""
    data = body.encode()
    spans = [found["span"] for found in pyromark.reference_definitions(body, options=_OPTIONS).values()]
    return "".join([f"{data[span['start'] : span['end']].decode()}\n" for span in spans]) + "\n" * bool(spans)


def _elements(body: str, first_line: int) -> Iterator[_Element]:
    """Yield the elements that stand in no other, in one walk over the parser's events."""
    data = body.encode()
    depth, line, counted = 0, first_line, 0
    element = _Element("", "", "", 0)
    for event, span in pyromark.events_with_range(body, options=_OPTIONS):
        kind = event if isinstance(event, str) else next(iter(event))  # a word by itself, or the key of a mapping
        if depth == 0 and kind in {"Start", "Rule"}:
            start = span["start"]
            line += data.count(b"\n", counted, start)
            counted = start
            element = _started(event, data[start : span["end"]].decode(), line)
        elif kind != "End":
            element.events.append(event)
            element.kinds.add(kind)
        if kind == "Start":
            depth += 1
        elif kind == "End":
            depth -= 1
        if depth == 0:
            yield element


def _name(value: Any) -> tuple[str, Any]:
    """Return the kind of an event, or the name of what it starts, and what it says."""
    return next(iter(value.items())) if isinstance(value, dict) else (str(value), None)


def _started(event: Any, source: str, line: int) -> _Element:
    if event == "Rule":
        return _Element("Rule", "", source, line)
    name, details = _name(event["Start"])
    return _Element(name, details["level"] if name == "Heading" else str(details), source, line)


def _render(element: _Element, references: str) -> str:
    html: str = pyromark.html(references + element.source, options=_OPTIONS)
    return html.strip()


def _read(element: _Element, references: str, page: Page, hosts: Sequence[str]) -> None:
    """Add the blocks of one element to `page`."""
    if element.name == "HtmlBlock":
        _read_html(element.source, element.line, page, hosts)
    elif element.name == "Paragraph":
        _read_paragraph(element, references, page, hosts)
    elif element.name == "Heading":
        html = _inner(element, references)
        page.blocks.append(_heading(element.level.lower(), element.text, element.line, html))
    elif element.name == "CodeBlock" and element.level == "Indented":  # a paste's indents, not code
        text = "\n".join(line.strip() for line in element.source.split("\n"))
        for inner in _elements(text, element.line):
            _read(inner, references, page, hosts)
    elif not element.kinds.isdisjoint(_HTML):
        _read_html(_render(element, references), element.line, page, hosts)
    else:
        html = _render(element, references)
        page.blocks.append(Block("rich", element.text, element.line, html))


def _read_html(html: str, line: int, page: Page, hosts: Sequence[str]) -> None:
    from khabarnama.reading.page import read_fragment  # noqa: PLC0415  # here, as most articles hold no raw HTML

    fragment = read_fragment(html, line, hosts)
    page.blocks += fragment.blocks
    page.removed += fragment.removed


def _inner(element: _Element, references: str) -> str:
    """Return what stands in an element's first and last tag."""
    if element.kinds <= _PLAIN:  # below the definition of a link, its source by itself may be another element's
        return to_html("".join([_plain(*part) for part in element.parts]))
    html = _render(element, references)
    return html[html.index(">") + 1 : html.rindex("<")]


def _read_paragraph(element: _Element, references: str, page: Page, hosts: Sequence[str]) -> None:
    if not element.kinds.isdisjoint(_HTML):
        _read_html(_render(element, references), element.line, page, hosts)
    elif element.holds_picture:
        page.blocks.append(Block("rich", element.text, element.line, _render(element, references)))
    else:
        page.blocks += _read_lines(element.source.strip(), _inner(element, references), element.line)


def _read_lines(source: str, html: str, line: int) -> Iterator[Block]:
    """Yield a paragraph's lines: one block where they are hard-wrapped, a block a line where they are long."""
    whole = "\n" in source and _is_hard_wrapped(source.split("\n"))
    if "<" not in html:
        text = unescape(html)
        for number, piece in enumerate([_joined(text)] if whole else text.split("\n"), line):
            if stripped := piece.strip():
                yield Block("p", stripped, number)
        return
    html = html.strip()
    for number, piece in enumerate([html] if whole else html.replace("<br />", "").split("\n"), line):
        if text := single_spaced(to_text(piece)):
            yield Block("p", text, number, piece.strip() if "<" in piece or "&" in piece else None)


def _is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether an editor broke the lines of one paragraph: all but the last are full, and none is too long."""
    return max(map(len, lines)) <= HARD_WRAPPED and min(map(len, lines[:-1])) >= HARD_WRAPPED // 2
