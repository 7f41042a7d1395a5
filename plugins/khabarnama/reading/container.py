"""A saved page to the element that holds the article, and the headline and dek that stand above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString

from khabarnama.reading.matching import is_sentence

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("a", "strong", "em", "b", "i", "s", "sub", "sup", "code", "bdi", "q", "cite", "abbr", "mark", "span", "font")
_SPACE = re.compile(r"\s+")


def text_of(element: Tag) -> str:
    """Return the text of an element in one line."""
    return _SPACE.sub(" ", element.get_text(" ")).strip()


def find_container(soup: BeautifulSoup) -> Tag:
    """Return the element that directly holds the most running text, or the one that holds all of it."""
    root = soup.body or soup
    scores: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    for element in [root, *root.find_all(["div", "section", "article", "main", "td", "body", "li"])]:
        score = sum(map(_running_text, element.children))
        if score:
            scores[id(element)], elements[id(element)] = score, element
    return elements[max(scores, key=lambda key: scores[key])] if scores else root


def _running_text(child: object) -> int:
    """Return how much text `child` holds that is no link: a paragraph's, or loose text between elements."""
    if isinstance(child, Tag):
        if child.name in {"ul", "ol"} and child.find(["p", "div", *_HEADINGS]):
            return 0
        if child.name in {"p", "blockquote", "ul", "ol", *_INLINE}:
            return len(child.get_text()) - sum(len(link.get_text()) for link in child.find_all("a"))
        return 0
    return len(str(child).strip()) if isinstance(child, NavigableString) else 0


def find_headline(container: Tag) -> Tag | None:
    """Return the heading that stands nearest above the article; a first-rank one beside it goes before it."""
    nearest = container.find_previous(["h1", "h2", "h3"])
    inside = container.find("h1")
    if isinstance(inside, Tag) and nearest is None:
        return inside
    if not isinstance(nearest, Tag):
        return None
    sibling = nearest.find_previous_sibling("h1")
    return sibling if isinstance(sibling, Tag) and nearest.name != "h1" else nearest


def find_dek(headline: Tag, container: Tag) -> str | None:
    """Return the heading right below the headline and above the article: the dek."""
    below = headline.find_next_sibling(["h2", "h3"])
    if isinstance(below, Tag) and headline.name == "h1" and below.find_parent(id=container.get("id") or "") is None:
        return text_of(below) if container not in below.parents and not is_sentence(text_of(below)) else None
    return None
