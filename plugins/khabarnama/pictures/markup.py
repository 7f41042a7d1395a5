"""The pictures in an article's HTML, as the reader left them, to what a browser needs to show them well."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from khabarnama.reading.inline import to_html, wrap_runs
from khabarnama.reading.sanitizer import is_local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabarnama.pictures.measuring import Measured

# As the sanitiser writes them: every value in quotes, no angle bracket in any.
_PICTURE = re.compile(r"(?P<before><p>\s*)?<img(?P<attributes>[^>]*)>(?P<after>\s*</p>)?")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
# How wide a picture is shown: as wide as an article's text is (40-story.css), or a telephone without its margins.
_SIZES = "(min-width: 40em) 37rem, calc(100vw - 2.5rem)"


def variant_name(name: str, width: int) -> str:
    """Return the name of the variant of the picture `name` that is `width` pixels wide."""
    return f"{name}.{width}.webp"


def set_pictures(html: str, lang: str, pictures: Mapping[str, Measured], *, follows: bool) -> str:
    """Return the HTML of a body in `lang` with its pictures sized, and captioned where they have a title.

    `pictures` are those beside the article, by name; one that is not among them is left out. `follows` tells that
    another stands above the body: only the first of a page is fetched at once.
    """
    first = not follows

    def put(found: re.Match[str]) -> str:
        nonlocal first
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found["attributes"])}
        shown = _show(given, pictures, lazy=not first)
        first = first and not shown
        alone = found["before"] and found["after"]
        if alone and shown and given.get("title"):
            return f"<figure>{shown}<figcaption>{wrap_runs(to_html(given['title']), lang)}</figcaption></figure>"
        return f"{found['before'] or ''}{shown}{found['after'] or ''}" if shown or not alone else ""

    return _PICTURE.sub(put, html)


def _show(given: Mapping[str, str], pictures: Mapping[str, Measured], *, lazy: bool) -> str:
    source, alt = given.get("src", ""), given.get("alt", "")
    if not is_local(source):  # of a host that the settings name
        sizes = {name: given[name] for name in ("width", "height") if name in given}
        return _tag("img", src=source, alt=alt, **sizes, **_when(lazy=True), referrerpolicy="no-referrer")
    measured = pictures.get(unquote(source))
    return show_picture(unquote(source), measured, alt, lazy=lazy) if measured else ""


def show_picture(name: str, measured: Measured, alt: str, *, lazy: bool) -> str:
    """Return the HTML that shows the picture `name`, which lies beside the page: the variant that fits the screen."""
    width, height = measured.size
    image = _tag("img", src=quote(name), alt=alt, width=str(width), height=str(height), **_when(lazy=lazy))
    if not measured.widths:
        return image
    variants = ", ".join(f"{quote(variant_name(name, width))} {width}w" for width in measured.widths)
    return f"<picture>{_tag('source', type='image/webp', srcset=variants, sizes=_SIZES)}{image}</picture>"


def _when(*, lazy: bool) -> dict[str, str]:
    return {"loading": "lazy", "decoding": "async"} if lazy else {"decoding": "async"}


def _tag(name: str, **attributes: str) -> str:
    values = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{values}>"
