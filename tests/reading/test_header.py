"""What is a header: its lines, its first key, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabarnama.countries.gazetteer import load
from khabarnama.reading import header_line
from khabarnama.reading.header import split
from khabarnama.reading.header_line import LINE, part


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


@given(st.lists(st.sampled_from(["عنوان", "title", ":", "：", "*", " ", "\t", "خبر", "x" * 41])).map("".join))
@example("**title:** x")
@example("a：b:c")
@example(f"{' ' * 8}**{' ' * 8}{'x' * 40}{' ' * 8}**{' ' * 8}: as long as can be")
def test_a_header_line_is_parted_as_its_expression_says(line: str) -> None:
    """What stands before the first colon is judged by itself as in its line."""
    found = LINE.match(line)

    parted = part(line)

    assert (parted and (parted[0], parted[1].strip())) == (found and (found["key"], found["value"].strip()))


def test_a_line_that_is_too_long_for_a_key_is_not_remembered() -> None:
    """The preview reads for hours: what it keeps of each file does not grow with the file."""
    before = header_line._key_before_colon.cache_info().misses  # noqa: SLF001  # nobody else needs it

    assert part(f"{'x' * 100_000}: y") is None

    assert header_line._key_before_colon.cache_info().misses == before  # noqa: SLF001
