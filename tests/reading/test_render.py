"""How a block is set as HTML does not hang on what stands beside it."""

from __future__ import annotations

import pytest

from khabarnama.reading.markdown import read_markdown
from khabarnama.reading.pipeline import Surroundings, read_article
from khabarnama.reading.render import render


@pytest.mark.parametrize("code", ["&&", "<>"])
def test_code_is_set_as_code_whatever_stands_beside_it(code: str) -> None:
    """In an Urdu list a piece of code runs from left to right, whether or not another block has a Latin word."""
    alone = read_markdown(f"- متن `{code}` ہے", 1).blocks
    beside = read_markdown("خبر BBC نے دی۔", 1).blocks

    html = render(alone, "ur")

    assert '<code lang="en" dir="ltr">' in html
    assert html in render([*alone, *beside], "ur")


def test_code_whose_end_is_not_marked_holds_no_links() -> None:
    """What a link by name needs is no part of the code that stands below it."""
    data = b"# A headline of the day\n\nThe [plan][p] is out.\n\n[p]: https://example.org/plan\n\n```\ncode\n"

    article = read_article(data, "content/2024/11/29/x.en.md", Surroundings())

    assert article.html.count("https://example.org/plan") == 1
    assert "<pre><code>code\n</code></pre>" in article.html
