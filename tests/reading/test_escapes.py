"""What a file spells by escapes is as safe as what it holds as it is."""

from __future__ import annotations

import pytest

from khabarnama.editions.entry import enter
from khabarnama.reading.pipeline import Surroundings, read_article

BODY = "کراچی: حکام نے بتایا ہے کہ کام جاری ہے۔"
# For each kind of escape: the file's extension, and what holds one in its headline and its body.
PLACES = {
    "Markdown": ("md", f"# سرخی &#x{{0:x}}; یہاں ہے\n\n{BODY} [ربط &#{{0}};](https://example.org/)\n"),
    "HTML in Markdown": ("md", f"# سرخی یہاں ہے\n\n<p>{BODY} &#x{{0:x}}; یہ بھی۔</p>\n"),
    "HTML": ("html", f"<h1>سرخی &#x{{0:x}} یہاں</h1><p>{BODY}</p><ul><li>ایک &#{{0}}; دو۔</li></ul>"),
    "YAML": ("txt", f'---\ntitle: "سرخی \\U{{0:08x}} یہاں ہے"\ntags: ["\\U{{0:08x}}"]\n---\n\n{BODY}\n'),
    "a key in YAML": ("txt", f'---\ntitle: سرخی یہاں\n"x\\U{{0:08x}}": y\n---\n\n{BODY}\n'),
    "JSON-LD": (
        "html",
        '<script type="application/ld+json">{{"@type": "Article", "headline": "سرخی \\u{0:04x}"}}</script><p>' + BODY,
    ),
}
UNSEEN = [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A]
NEVER = [0x01, 0x08, 0x1B, 0x7F, 0x9B, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", [*UNSEEN, *NEVER], ids="{:04X}".format)
def test_no_escape_brings_in_what_decoding_keeps_out(place: str, code: int) -> None:
    """Bidi controls are gone; a control character or half a character is gone or a problem, and stops no build."""
    suffix, text = PLACES[place]

    article = read_article(text.format(code).encode(), f"content/2024/11/29/x.ur.{suffix}", Surroundings())

    shown = [article.headline, article.html, article.author or "", *article.tags]
    assert not [part for part in shown if chr(code) in part]
    assert article.html
    assert enter(article).path == article.path


def test_a_control_character_is_named_with_its_line() -> None:
    """Whoever wrote it is told where."""
    article = read_article(
        f"# سرخی\n\n{BODY}\n\nمتن &#27; ہے۔\n".encode(), "content/2024/11/29/x.ur.md", Surroundings()
    )

    assert [(problem.line, problem.level) for problem in article.problems] == [(5, "error")]
    assert "U+001B" in article.problems[0].message
