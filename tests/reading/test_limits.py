"""No file holds up a build."""

from __future__ import annotations

import time

import pytest

from khabarnama.reading.limits import DEPTH, HEADLINE, LINES, LINKS, PARAGRAPH, TAGS
from khabarnama.reading.pipeline import Surroundings, read_article

HANGS = 60.0  # seconds of CPU: a step whose time grows with the square takes far more for a megabyte
OPENING = "ایک خبر کی سرخی یہاں ہے\n\nکراچی: خبر یہ ہے۔ "
HEAVY = [
    "۔", "!", "!a", "[", "<", "*a **b ", '<img src="', "(", "«", "`", "ا", "ا ", "۔ا", "1", "50% ",
    "|", "#", "> ", "- ", "&", "&amp;", "<p>", "<div>", "](", "![a](b", "_a_", "__", "“", "ے (",
    "ا: ", "— ", "@", "(@a) May 1, ", "http://", "\u200c", "مزید پڑھیں: ", "شیئر کریں ", "فیس بک ",
    "A.", "<!--", "<![CDATA[", '<a href="x">', "</p>", "<table>", "<td>", "<b>", "**", "\\", "• ",
    "خبر • ", "رہے۔", "print ", '"', "===\n", "1. a\n", "[a]: b\n", "[^", "٪", "(فائل", "29 نومبر ",
    "۔ا رہے",
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("piece", HEAVY)
def test_every_input_ends(piece: str, suffix: str) -> None:
    """A long run of whatever is hard to read is an article or a problem, and soon."""
    data = (OPENING + piece * (60_000 // len(piece))).encode()

    article = read_article(data, f"content/2024/11/29/x.ur.{suffix}", Surroundings())

    assert article.html or article.problems


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("piece", ["<", "[", "*a **b ", '<img src="', "ا", " ", "\n", "&", "> ", "](", "\u0653"])
def test_a_megabyte_ends(piece: str, suffix: str) -> None:
    """A megabyte of one character, or of what parsers are slow at, is read or refused, and does not hang."""
    data = (OPENING + piece * (1_000_000 // len(piece.encode()))).encode()
    began = time.process_time()

    article = read_article(data, f"content/2024/11/29/x.ur.{suffix}", Surroundings())

    assert article.html or article.problems
    assert time.process_time() - began < HANGS


@pytest.mark.parametrize(
    ("suffix", "text", "what"),
    [
        ("txt", "خبر\n" * (LINES + 1), "lines"),
        ("html", "<i>a</i>" * TAGS, "tags"),
        ("md", f"{OPENING}\n\n" + "[ا](https://example.org/) یہاں ہے۔\n\n" * (LINKS + 1), "links"),
        ("html", "<" * 2 * (TAGS + 1), "tags"),
        ("md", "[" * (4 * PARAGRAPH + 1), "paragraph must be at most"),
        ("html", "<div>" * (DEPTH + 1) + "a", "nested"),
        ("md", "> " * (DEPTH + 1) + "ا", "nested"),
        ("md", "1. " * (DEPTH + 1) + "ا", "nested"),
        ("md", "ا " * PARAGRAPH, "paragraph must be at most"),
        ("txt", f"عنوان: {'ا' * (HEADLINE + 1)}\n\n{OPENING}", "headline must be at most"),
        ("txt", OPENING + "ا" * (PARAGRAPH + 1), "paragraph must be at most"),
    ],
)
def test_past_a_limit_is_a_problem(suffix: str, text: str, what: str) -> None:
    """What is past a limit says which, and is no article."""
    article = read_article(text.encode(), f"content/2024/11/29/x.ur.{suffix}", Surroundings())

    assert any(what in problem.message for problem in article.problems)


def test_what_is_promised_to_be_read_is_read() -> None:
    """5,000 links are no problem."""
    text = "# ایک خبر کی سرخی یہاں ہے\n\n" + "\n\n".join(
        f"[ربط](https://example.org/{n}) یہاں ہے۔" for n in range(5000)
    )

    article = read_article(text.encode(), "content/2024/11/29/x.ur.md", Surroundings())

    assert not article.problems
    assert article.html.count("<a ") == 5000
