"""HTML to the HTML that readers get: one allow-list, after all other steps, for every format."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nh3

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"),
    *("a", "strong", "em", "b", "i", "s", "sub", "sup", "abbr", "cite", "q", "bdi", "span", "time", "mark"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img"),
}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "title"},
    "img": {"src", "alt", "width", "height", "title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
    "abbr": {"title"},
}
_DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "textarea", "svg", "math"}
_LOST_PICTURE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")


def is_local(url: str) -> bool:
    """Tell whether `url` points to a file beside the article: no scheme, no host, no way up or to the root."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = parts.path
    return not (parts.scheme or parts.netloc or path.startswith(("/", "\\"))) and ".." not in path.split("/")


def is_web(url: str) -> bool:
    """Tell whether `url` is an address in the web: http or https, and a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        return False


def is_shown(url: str, hosts: Sequence[str]) -> bool:
    """Tell whether a page may show the picture at `url`: beside the article, or by https on one of `hosts`."""
    return is_local(url) or (bool(hosts) and _on_hosts(tuple(hosts)).fullmatch(url) is not None)


@lru_cache(maxsize=8)
def _on_hosts(hosts: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches addresses on exactly these hosts: no port, no user, nothing that browsers mend."""
    return re.compile(rf"https://(?:{'|'.join(map(re.escape, hosts))})/[\w./~%&=?:;,+@!$()*-]*", re.ASCII)


def _attribute(tag: str, name: str, value: str, hosts: Sequence[str]) -> str | None:
    """Drop the address of a picture that is neither beside the article nor on one of `hosts`."""
    return None if tag == "img" and name == "src" and not is_shown(value, hosts) else value


@lru_cache(maxsize=8)
def _cleaner(hosts: tuple[str, ...]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, hosts=hosts),
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def clean(html: str, hosts: Sequence[str] = ()) -> str:
    """Return `html` with nothing in it but what the allow-list names: safe to stand in any page.

    Text is kept where its tag goes, but for scripts, styles and frames, which go whole. Links are http, https,
    mailto or relative; pictures lie beside the article, or by https on one of `hosts`.
    """
    return _LOST_PICTURE.sub("", _cleaner(tuple(hosts)).clean(html))
