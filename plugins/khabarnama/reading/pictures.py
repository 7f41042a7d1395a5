"""The pictures of an article, as its file names them: each must be described for those who cannot see it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from khabarnama.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.reading.article import Block
    from khabarnama.reading.header import Field

_PICTURE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_ALT = re.compile(r'\salt="[^"]*\w[^"]*"')
_MESSAGE = "picture must be described in words, for readers who cannot see it, found none for «{name}»"


def check_descriptions(
    blocks: Sequence[Block], image: Field | None, described: str | None, path: str
) -> Iterator[Problem]:
    """Yield a warning for each picture of the article `path` that no word describes: of the body and of the header."""
    if image and not described:
        hint = "write a line «image alt: …» (or «متبادل متن: …») below it"
        yield Problem(path, image.line, "warning", _MESSAGE.format(name=image.value), hint)
    for kind, _, line, html in blocks:
        for picture in _PICTURE.findall(html) if kind == "rich" and html and "<img" in html else ():
            if (source := _SOURCE.search(picture)) and not _ALT.search(picture):
                name = unescape(source[1])
                hint = f'write ![what it shows]({name}), in HTML alt="what it shows"'
                yield Problem(path, line, "warning", _MESSAGE.format(name=name), hint)
