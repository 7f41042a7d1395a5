"""HTML to the HTML that readers get: one allow-list, after all other steps, for every format."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import nh3

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


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Drop the address of a picture that is not beside the article: no page fetches from a stranger."""
    return None if tag == "img" and name == "src" and not is_local(value) else value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def clean(html: str) -> str:
    """Return `html` with nothing in it but what the allow-list names: safe to stand in any page.

    Text is kept where its tag goes, but for scripts, styles and frames, which go whole. Links are http, https,
    mailto or relative; pictures lie beside the article.
    """
    return _LOST_PICTURE.sub("", _CLEANER.clean(html))
