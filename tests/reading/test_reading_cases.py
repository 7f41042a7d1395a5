"""Case documents of `tests/cases/reading`: a file's text, and the article that it is."""

from __future__ import annotations

import pytest

from khabarnama.reading.pipeline import Surroundings, read_article
from tests.cases.documents import Case, read_cases, show

CASES = list(read_cases("reading"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """A document's text reads as the document says."""
    suffix = f".{case.name.rpartition(' .')[2]}" if " ." in case.name else ".txt"

    article = read_article(case.given.encode(), f"content/2024/11/29/story{suffix}", Surroundings())

    assert show(article) == case.expected
