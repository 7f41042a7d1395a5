"""The line of its file that each element of a page begins on: lxml tells BeautifulSoup none, so tags carry theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_NAME = "data-khabarnama-line"
_TAG_OR_BREAK = re.compile(r"\n|<[a-zA-Z][a-zA-Z0-9]*(?=[\s/>])")
_NUMBER = re.compile(rf' {_NAME}="\d+"')


def number_tags(html: str) -> str:
    """Return `html` with the line of each tag, from 1, as an attribute of its own."""
    line = 1

    def number(match: re.Match[str]) -> str:
        nonlocal line
        if match[0] == "\n":
            line += 1
            return "\n"
        return f'{match[0]} {_NAME}="{line}"'

    return _TAG_OR_BREAK.sub(number, html)


def line_of(element: Tag, offset: int) -> int:
    """Return the line of `element`, in a text that begins `offset` lines below the top of its file."""
    return int(str(element.get(_NAME, "1"))) + offset


def without_numbers(html: str) -> str:
    """Return `html` as it was before its tags were numbered."""
    return _NUMBER.sub("", html)
