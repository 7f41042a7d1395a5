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
_REL = "noopener noreferrer"
_DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "textarea", "svg", "math"}
# The tags that nearly all articles are made of, each closed in its place and as it is written.
_RUN = '<bdi(?: lang="en" dir="ltr"| dir="ltr"| lang="ur" dir="rtl")></bdi>'
_STRONG = f"<strong>(?:{_RUN})*</strong>"
_EMPHASIS = f"{_RUN}|{_STRONG}|<em>(?:{_RUN}|{_STRONG})*</em>"
# A host that every parser takes as it is: no number, no name in Punycode, no port, no user.
_HREF = r"(?a:https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:/[\w./~%=?:;,+@!$()#-]*)?)"
_INLINE = rf'(?:{_EMPHASIS}|<a href="{_HREF}">(?:{_EMPHASIS})*</a>)*'
_ELEMENTS = (
    *(f"<{name}>{_INLINE}</{name}>" for name in ("p", "h2", "h3", "h4")),
    *(f"<{name}>(?:<{inner}>{_INLINE}</{inner}>)+</{name}>" for name, inner in (("ul", "li"), ("blockquote", "p"))),
)
_CLEAN = re.compile(f"(?:{'|'.join(_ELEMENTS)})*".replace(">", ">[^<]*+"))  # text may stand behind each tag
_WRITTEN_ANEW = re.compile("&(?!(?:amp|lt|gt);)")
_LINK = re.compile('<a href="[^"]*"')
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
        link_rel=_REL,
        strip_comments=True,
    )


def clean(html: str, hosts: Sequence[str] = ()) -> str:
    """Return `html` with nothing in it but what the allow-list names: safe to stand in any page.

    Text is kept where its tag goes, but for scripts, styles and frames, which go whole. Links are http, https,
    mailto or relative; pictures lie beside the article, or by https on one of `hosts`.
    """
    if is_clean(html):
        return _LINK.sub(lambda found: f'{found[0]} rel="{_REL}"', html)
    return clean_any(html, hosts)


def clean_any(html: str, hosts: Sequence[str] = ()) -> str:
    """Do as `clean` does, in the way that is for any HTML: a parser reads it, and writes what is allowed.

    A table may be wider than a telephone: it can have the focus, so that keys scroll it (WCAG 2.1.1).
    """
    html = _LOST_PICTURE.sub("", _cleaner(tuple(hosts)).clean(html))
    return html.replace("<table", '<table tabindex="0"')


def is_clean(html: str) -> bool:
    """Tell whether `clean_any` would only write into the links of `html` what they are to their pages.

    It is a strict subset of HTML: our own tags, closed in their places, and text without a sign that is written anew.
    What is in doubt is not clean, and parsed.
    """
    return (
        html.startswith("<")
        and html.count("<") == html.count(">")  # none stands in the text
        and not ("\xa0" in html or "\r" in html or "\0" in html)
        and not ("&" in html and _WRITTEN_ANEW.search(html))
        and _CLEAN.fullmatch(html) is not None
    )
