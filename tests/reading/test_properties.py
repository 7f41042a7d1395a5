"""What holds for any input at all."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from khabarnama.reading.pipeline import Surroundings, read_article
from khabarnama.reading.typography import mend

PIECES = st.sampled_from(
    [
        "۔",
        "،",
        ":",
        " ",
        "\n",
        "(",
        ")",
        "“",
        "”",
        "50% LikesVS",
        "مزید پڑھیں:",
        "اپنا تبصرہ بھیجیں",
        "2024ء",
        "Reuters",
        "کراچی: (ویب ڈیسک)",
        "روس",
        "ہے",
        "خبر",
        "<p>",
        "</p>",
        "**",
        "#",
        "---",
        "title: x",
        "&amp;",
        "٪",
        "\u200c",
        "1.5",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)
PATHS = st.sampled_from(["content/2024/11/29/x.ur.txt", "content/x.md", "content/x.html"])


@given(st.binary(max_size=400), PATHS)
@settings(max_examples=150)
def test_any_bytes_are_an_article_or_a_problem(data: bytes, path: str) -> None:
    """Reading never raises; what gives no article gives a problem."""
    article = read_article(data, path, Surroundings())

    assert article.html or article.problems


@given(TEXTS, PATHS)
@settings(max_examples=250)
def test_any_text_is_an_article_or_a_problem(text: str, path: str) -> None:
    """Reading never raises on text made of what articles are made of."""
    article = read_article(text.encode("utf-8", "replace"), path, Surroundings())

    assert article.html or article.problems


@given(TEXTS, st.sampled_from(["ur", "en"]))
@settings(max_examples=250)
def test_mending_mended_text_changes_nothing(text: str, lang: str) -> None:
    """Typography is idempotent."""
    once = mend(text, lang)

    assert mend(once, lang) == once


LINES = [
    "روس نے کہا ہے کہ مذاکرات جاری رہیں گے۔",
    "سرخی یہاں ہے",
    "مزید پڑھیں: دوسری خبر",
    "393",
    "کابل: (ویب ڈیسک) اجلاس ہوا۔",
    "— Example (@example) May 21, 2025",
    "تبصرہ",
]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
@settings(max_examples=200)
def test_no_word_is_lost(lines: list[str]) -> None:
    """Every word of a file is in the article, or in what was removed."""
    article = read_article("\n".join(lines).encode(), "content/2024/11/29/x.ur.txt", Surroundings())

    line = article.dateline
    parts = [article.headline, article.dek or "", *(block.text for block in article.blocks)]
    parts += [gone.text for gone in article.removed]
    parts += [line.place or "", line.source or "", line.day or ""] if line else []
    parts += [article.author or "", article.source or "", article.category or ""]
    assert set(words("\n".join(lines))) <= set(words(" ".join(parts)))


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\w+", text)
