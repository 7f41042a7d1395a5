"""Written and detected countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.countries.tagging import tag
from khabarnama.reading.pipeline import Surroundings, read_article

if TYPE_CHECKING:
    from khabarnama.reading.article import Article

TEXT = "روس اور یوکرین میں مذاکرات\n\nماسکو: (ویب ڈیسک) روس اور یوکرین کے حکام نے ماسکو میں ملاقات کی ہے۔\n"


def tagged(header: str) -> Article:
    """Return the article about Russia and Ukraine below `header`, with its countries."""
    return tag(read_article(f"{header}\n\n{TEXT}".strip().encode(), "content/2024/11/29/x.ur.txt", Surroundings()))[0]


@pytest.mark.parametrize(
    ("header", "countries"),
    [
        ("", {"RU", "UA"}),
        ("ممالک: روس، Japan, US", {"RU", "JP", "US"}),
        ("countries: +جاپان -UA", {"RU", "JP"}),
        ("ملک: +فن لینڈ −روس", {"FI", "UA"}),
    ],
)
def test_the_editor_wins(header: str, countries: set[str]) -> None:
    """Countries are named in either language or by code; edits change what was detected."""
    assert set(tagged(header).countries) == countries


@pytest.mark.parametrize("header", ["", "countries: +جاپان -UA", "ملک: +فن لینڈ −روس", "ملک: +رووس"])
def test_a_build_finds_the_same(header: str) -> None:
    """Where only what a story is about is looked for, it is the same, and so is what is wrong."""
    article = read_article(f"{header}\n\n{TEXT}".strip().encode(), "content/2024/11/29/x.ur.txt", Surroundings())

    assert tag(article, thorough=False)[0] == tag(article)[0]


def test_an_unknown_country_suggests_the_nearest() -> None:
    """A slip is an error on its line."""
    (problem,) = tagged("ملک: رووس").problems

    assert (problem.line, problem.level) == (1, "error")
    assert "«روس»" in problem.hint


@pytest.mark.parametrize(("header", "hints"), [("ملک: جاپان", 1), ("ملک: روس", 0), ("ملک: -روس", 0), ("", 0)])
def test_a_written_set_that_differs_much_is_a_hint(header: str, hints: int) -> None:
    """A hint, which fails nothing, asks whether it is meant."""
    found = [problem for problem in tagged(header).problems if problem.level == "hint"]

    assert len(found) == hints
    assert all("روس، یوکرین" in problem.message for problem in found)
