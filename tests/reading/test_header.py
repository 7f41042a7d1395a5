"""What is a header's first key, and what only looks like one."""

from __future__ import annotations

import pytest

from khabarnama.countries.gazetteer import load
from khabarnama.reading.header import split


def test_a_country_before_a_colon_is_no_mistyped_key() -> None:
    """«بھارت: …» is a headline, however like «عبارت» its first word is."""
    written = {name for names in load().names.values() for name in names.values()}
    urdu = {name for name in load().spellings if not name.isascii()}
    wrong = [name for name in sorted(written | urdu) if split(f"{name}: نئی بس سروس\n\nآغاز ہو گیا ہے۔", "a").problems]
    assert not wrong


@pytest.mark.parametrize("key", ["image", "تصویر", "author", "source"])
def test_a_known_key_that_begins_no_header_is_told_of(key: str) -> None:
    """The picture of «image: a.jpg», alone above a blank line, would be gone without a word."""
    (problem,) = split(f"{key}: a.jpg\n\nآغاز ہو گیا ہے۔", "a").problems

    assert f"did you mean «{key}»?" in (problem.hint or "")
