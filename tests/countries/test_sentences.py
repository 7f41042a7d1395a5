"""Sentences that hold a country's word, and the countries that they name: `sentence | codes`, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.countries.detector import detect
from tests.cases.documents import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator


def sentences() -> Iterator[object]:
    """Yield language, sentence and codes of every line of tests/cases/sentences, for parametrize."""
    for path in sorted((HERE / "sentences").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sentence, _, codes = line.rpartition("|")
            yield pytest.param(path.stem, sentence.strip(), codes.split(), id=sentence.strip())


@pytest.mark.parametrize(("lang", "sentence", "codes"), list(sentences()))
def test_a_sentence_names_just_these(lang: str, sentence: str, codes: list[str]) -> None:
    """As a headline and as a paragraph, a sentence names the countries that stand behind it, and no other."""
    headline = detect(lang, sentence, None, [])
    paragraph = detect(lang, None, None, [f"{sentence}۔" if lang == "ur" else f"{sentence}."])

    assert sorted({*headline.about, *headline.mentioned}) == codes
    assert sorted({*paragraph.about, *paragraph.mentioned}) == codes
