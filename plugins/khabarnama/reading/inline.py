"""Inline HTML as the reader makes it: text to HTML and back, and its first characters dropped."""

from __future__ import annotations

import re
from html import escape, unescape

_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+|.", re.DOTALL)
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9'’&@#+./_-]*(?:[ ,:]+[A-Za-z0-9#@$&][A-Za-z0-9'’&@#+./_-]*)*")
_URDU_RUN = re.compile(r"[؀-ۿ][؀-ۿ\u200c]*(?:[ ،:]+[؀-ۿ][؀-ۿ\u200c]*)*")
_LATIN, _URDU = re.compile(r"[A-Za-z]"), re.compile(r"[؀-ۿ]")
_TAGS = re.compile(r"<[^>]*>")


def to_html(text: str) -> str:
    """Return `text` as HTML."""
    return escape(text, quote=False)


def to_text(html: str) -> str:
    """Return the text of `html`, its white space as found."""
    return unescape(_TAGS.sub("", html))


def drop_prefix(html: str, length: int) -> str:
    """Return `html` without its first `length` characters of text; the tags stay."""
    parts = []
    for token in _TOKEN.findall(html):
        if length <= 0 or token.startswith("<"):
            parts.append(token)
            continue
        text = unescape(token)
        parts.append(to_html(text[length:]))
        length -= len(text)
    return "".join(parts).strip()


def has_other_script(text: str, lang: str) -> bool:
    """Tell whether plain `text` of `lang` holds a letter of the other script."""
    return (_LATIN if lang == "ur" else _URDU).search(text) is not None


def wrap_runs(html: str, lang: str) -> str:
    """Return `html`, text of `lang`, with each run of the other script isolated and its language named.

    A name in Latin letters within an Urdu sentence keeps its own order, face and pronunciation.
    """
    run, attributes = (_LATIN_RUN, 'lang="en" dir="ltr"') if lang == "ur" else (_URDU_RUN, 'lang="ur" dir="rtl"')
    if not run.search(html):
        return html
    return "".join(
        token if token.startswith(("<", "&")) else run.sub(rf"<bdi {attributes}>\g<0></bdi>", token)
        for token in _TOKEN.findall(html)
    )
