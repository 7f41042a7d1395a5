"""A saved page to the element that holds the article, and the headline and dek that stand above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString

from khabarnama.reading.matching import is_sentence
from khabarnama.reading.rules import dek_selector

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("a", "strong", "em", "b", "i", "s", "sub", "sup", "code", "bdi", "q", "cite", "abbr", "mark", "span", "font")
_CONTAINERS = ("div", "section", "article", "main", "td", "body", "li")
_BLOCKS = [*_CONTAINERS, *_HEADINGS, "p", "table", "ul", "ol", "blockquote", "figure", "form", "img"]
_GOES_ON = 0.3  # of the text of an element, in the elements beside it
_MOST_CLIMBED = 4  # elements
_SPACE = re.compile(r"\s+")


def text_of(element: Tag) -> str:
    """Return the text of an element in one line."""
    return _SPACE.sub(" ", element.get_text(" ")).strip()


def find_container(soup: BeautifulSoup) -> Tag:
    """Return the element that directly holds the most running text, or the one that holds all of it.

    Where the elements beside it go on with the article (each paragraph in a box of its own, a text cut in two by an
    advertisement), it is the element that holds them all.
    """
    root = soup.body or soup
    scores: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    for element in [root, *root.find_all(list(_CONTAINERS))]:
        score = sum(map(_running_text, element.children))
        if score:
            scores[id(element)], elements[id(element)] = score, element
    if not scores:
        return root
    container = elements[max(scores, key=lambda key: scores[key])]
    for _ in range(_MOST_CLIMBED):
        parent = container.parent
        if parent is None or container is root or not _goes_on(container, scores):
            break
        container = parent
    return container


def _running_text(child: object) -> int:
    """Return how much text `child` holds that is no link: a paragraph's, or loose text between elements."""
    if isinstance(child, Tag):
        if child.name in {"ul", "ol"} and child.find(["p", "div", *_HEADINGS]):
            return 0
        if child.name in {"p", "blockquote", "ul", "ol", *_INLINE} or _is_paragraph(child):
            return len(child.get_text()) - sum(len(link.get_text()) for link in child.find_all("a"))
        return 0
    return len(str(child).strip()) if isinstance(child, NavigableString) else 0


def _is_paragraph(element: Tag) -> bool:
    """Tell whether an element that might hold others holds one sentence or more, and no other block."""
    return element.name == "div" and element.find(_BLOCKS) is None and is_sentence(element.get_text().strip())


def _goes_on(container: Tag, scores: dict[int, int]) -> bool:
    """Tell whether the elements beside `container` go on with its text: alike, and not begun with a heading."""
    beside = (container.parent or container).find_all(container.name, recursive=False)
    text = sum(_all_text(other, scores) for other in beside if other is not container and not _is_box(other))
    return text >= _GOES_ON * _all_text(container, scores)


def _all_text(element: Tag, scores: dict[int, int]) -> int:
    return scores.get(id(element), 0) + sum(scores.get(id(inner), 0) for inner in element.find_all(list(_CONTAINERS)))


def _is_box(element: Tag) -> bool:
    """Tell whether an element is a box of its own: it holds a form, or a heading is its first text."""
    if element.find("form") is not None:
        return True
    heading = element.find(_HEADINGS)
    return heading is not None and text_of(element).startswith(text_of(heading))


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


def find_dek(soup: BeautifulSoup, headline: Tag, container: Tag) -> str | None:
    """Return the dek: the element whose class says so, else the heading right below the headline, above the article."""
    named = soup.select_one(dek_selector())
    if named is not None and container not in named.descendants and (text := text_of(named)):
        return text
    below = headline.find_next_sibling(["h2", "h3"])
    if isinstance(below, Tag) and headline.name == "h1" and below.find_parent(id=container.get("id") or "") is None:
        return text_of(below) if container not in below.parents and not is_sentence(text_of(below)) else None
    return None
