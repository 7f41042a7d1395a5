"""A saved web page, or a fragment of one, to blocks and to what the page says of itself."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from khabarnama.reading.article import Block, BlockKind, Page, PageMetadata, Removed
from khabarnama.reading.container import find_container, find_dek, find_headline, text_of
from khabarnama.reading.inline import to_html, to_text
from khabarnama.reading.matching import is_sentence
from khabarnama.reading.page_metadata import read_metadata
from khabarnama.reading.rules import load_rules
from khabarnama.reading.sanitizer import is_shown
from khabarnama.reading.tag_lines import line_of, number_tags, without_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARAGRAPHS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "center",
    "body",
    "html",
    "details",
    "summary",
    "address",
}
_HEADINGS: dict[str, BlockKind] = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_RICH = {"ul", "ol", "dl", "blockquote", "table", "pre"}
_BLOCKS = _PARAGRAPHS | _RICH | set(_HEADINGS) | {"figure", "li", "hr", "footer"}
_BREAKING = _BLOCKS | {"br", "img"}
_KEPT_INLINE = {"a", "strong", "em", "b", "i", "s", "sub", "sup", "code", "bdi", "q", "cite", "abbr", "mark"}
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def read_page(html: str, first_line: int, hosts: Sequence[str] = ()) -> Page:
    """Return the article that the page or fragment `html` holds; `first_line` is its first line's number.

    `hosts` are those from which it may show pictures. The element with the most running text is the article;
    what stands around it is removed and kept in `removed`.
    """
    soup = _parse(html)
    page = Page(read_metadata(soup))
    _drop_widgets(soup, page, first_line - 1)
    container = find_container(soup)
    headline = find_headline(container)
    if headline is not None:
        page.metadata.headline = text_of(headline) or page.metadata.headline
        page.metadata.dek = page.metadata.dek or find_dek(soup, headline, container)
    reader = _BlockReader(page, first_line - 1, hosts)
    reader.read(container)
    reader.flush()
    _account_for_the_rest(soup, container, headline, page, first_line - 1)
    return page


def read_fragment(html: str, first_line: int, hosts: Sequence[str] = ()) -> Page:
    """Return the blocks of `html` that an editor wrote into an article: all of it is the article, but for widgets."""
    soup = _parse(html)
    page = Page(PageMetadata())
    _drop_widgets(soup, page, first_line - 1)
    reader = _BlockReader(page, first_line - 1, hosts)
    reader.read(soup.body or soup)
    reader.flush()
    return page


def _parse(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        for kind in (XMLParsedAsHTMLWarning, MarkupResemblesLocatorWarning):  # a text is a text here
            warnings.simplefilter("ignore", kind)
        return BeautifulSoup(number_tags(html), "lxml")


def _drop_widgets(soup: BeautifulSoup, page: Page, offset: int) -> None:
    selectors = load_rules().by_selector
    for element in soup.find_all(True):  # noqa: FBT003  # all tags, in BeautifulSoup's words
        rule = None if element.decomposed else selectors.find(element)
        if rule is None or element.name in {"html", "body"} or _holds_the_article(element):
            continue
        if text := text_of(element):
            page.removed.append(Removed(line_of(element, offset), text, rule.name))
        element.decompose()


def _holds_the_article(element: Tag) -> bool:
    """Tell whether a widget's name was given to an element with several long paragraphs: then it is none."""
    if element.name in {"script", "style", "noscript", "nav", "form", "aside"}:
        return False
    return sum(len(paragraph.get_text()) > 200 for paragraph in element.find_all("p")) >= 3


class _BlockReader:
    """Walks the article's element and cuts it into blocks; loose text between elements is text too."""

    def __init__(self, page: Page, offset: int, hosts: Sequence[str]) -> None:
        self.page = page
        self.hosts = hosts
        self.offset = offset
        self.line = 1 + offset
        self.inline: list[str] = []

    def read(self, element: Tag) -> None:
        """Add the blocks of `element`'s children."""
        for child in list(element.children):
            if isinstance(child, Tag):
                self.read_element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.read_text(str(child))

    def read_text(self, text: str) -> None:
        """Add loose text; a blank line in it ends a paragraph."""
        for number, part in enumerate(_BREAK.split(text)):
            if number:
                self.flush()
            self.inline.append(to_html(part))

    def read_element(self, element: Tag) -> None:
        """Add one element: a paragraph, a heading, a whole list, or words within a line."""
        holds = _holds(element)
        if element.name in _BREAKING or holds & _BLOCKS:
            self.flush()
            self.line = line_of(element, self.offset)
        if element.name in _HEADINGS:
            self.add(_HEADINGS[element.name], "".join(_inline(element)))
        elif element.name in _RICH:
            self.add_rich(element)
        elif element.name == "figure":
            self.add_figure(element)
        elif element.name == "img":
            self.add_picture(element)
        elif element.name in _BLOCKS or holds & _BREAKING:
            self.read(element)
            self.flush()
        elif element.name != "br":
            self.inline.extend(_wrapped(element))

    def flush(self) -> None:
        """End the paragraph that is being read."""
        html = _SPACE.sub(" ", "".join(self.inline)).strip()
        self.inline = []
        self.add("p", html)

    def add(self, kind: BlockKind, html: str) -> None:
        """Add one block, unless it is only a link to elsewhere."""
        html = _SPACE.sub(" ", html).strip()
        text = _SPACE.sub(" ", to_text(html)).strip()
        if not text:
            return
        if "<a " in html:
            fragment = BeautifulSoup(html, "lxml")
            if _is_only_links(fragment, text):
                self.remove_link(fragment, text)
                return
        self.page.blocks.append(Block(kind, text, self.line, html if "<" in html else None))

    def remove_link(self, fragment: BeautifulSoup, text: str) -> None:
        """Remove a line that is only a link; a link to the source is kept as the article's."""
        link = fragment.find("a")
        href = str(link.get("href", "")) if isinstance(link, Tag) else ""
        if re.match(r"source\b", text, re.IGNORECASE) and href.startswith("http"):
            self.page.metadata.source_url = href
        self.page.removed.append(Removed(self.line, text, "link-line"))

    def add_rich(self, element: Tag) -> None:
        """Add a list, quotation or table whole; a list of links is a list of other stories."""
        text = text_of(element)
        if text and _is_only_links(element, text):
            self.page.removed.append(Removed(self.line, text, "link-line"))
        elif text:
            self.page.blocks.append(Block("rich", text, self.line, without_numbers(str(element))))

    def add_figure(self, element: Tag) -> None:
        """Add a picture that may be shown, with its caption; of any other only the caption is kept."""
        pictures = [picture for picture in element.find_all("img") if is_shown(str(picture.get("src", "")), self.hosts)]
        text = text_of(element)
        if pictures:
            self.page.blocks.append(Block("rich", text, self.line, without_numbers(str(element))))
        elif text:
            self.page.removed.append(Removed(self.line, text, "caption-without-picture"))

    def add_picture(self, element: Tag) -> None:
        """Add a picture that may be shown."""
        if is_shown(str(element.get("src", "")), self.hosts):
            alt = str(element.get("alt", ""))
            self.page.blocks.append(Block("rich", alt, self.line, without_numbers(f"<p>{element}</p>")))


def _holds(element: Tag) -> set[str]:
    """Return the names of all elements within `element`."""
    return {inner.name for inner in element.descendants if isinstance(inner, Tag)}


def _inline(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Tag):
            yield from _wrapped(child)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield to_html(str(child))


def _wrapped(element: Tag) -> Iterator[str]:
    """Yield the HTML of words within a line; only tags that mean something stay."""
    inside = "".join(_inline(element))
    if element.name == "a" and element.get("href") and inside.strip():
        yield f'<a href="{to_html(str(element["href"])).replace(chr(34), "&quot;")}">{inside}</a>'
    elif element.name in _KEPT_INLINE - {"a"} and inside.strip():
        yield f"<{element.name}>{inside}</{element.name}>"
    else:
        yield inside


def _is_only_links(element: Tag, text: str) -> bool:
    linked = " ".join(text_of(link) for link in element.find_all("a"))
    return bool(linked) and len(linked.replace(" ", "")) >= len(text.replace(" ", "")) and not is_sentence(text)


def _account_for_the_rest(soup: BeautifulSoup, container: Tag, headline: Tag | None, page: Page, offset: int) -> None:
    """Put what stands outside the article's element into `removed`: nothing of a file is lost."""
    inside = {id(container), *map(id, container.descendants)}
    if headline is not None:
        inside |= {id(headline), *map(id, headline.descendants)}
    for string in (soup.body or soup).find_all(string=True):
        text = _SPACE.sub(" ", str(string)).strip()
        if text and id(string) not in inside and not isinstance(string, PreformattedString):
            parent = string.parent
            page.removed.append(
                Removed(line_of(parent, offset) if parent else 1, without_numbers(text), "outside-the-article")
            )
