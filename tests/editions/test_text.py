"""Words are counted as Python parts them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from khabarnama.editions.text import count_words


@given(st.lists(st.text(st.sampled_from("ab خ ۔\n\t\u200c"), max_size=12)))
@example(["a b", "c"])
@example([])
@example(["", "a", ""])
def test_words_are_what_white_space_parts(texts: list[str]) -> None:
    """Counting the spaces between words gives what cutting the text at them gives."""
    assert count_words(texts) == sum(len(text.split()) for text in texts)
