"""Words to lines."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khabarnama.pictures.fitting import Room, balance, count_lines, fit

WIDTHS = st.lists(st.floats(0.1, 9), min_size=1, max_size=40)


@given(WIDTHS)
def test_no_line_is_longer_than_its_room_and_no_word_is_lost(widths: list[float]) -> None:
    """Lines follow each other without a gap, and each fits."""
    count = count_lines(widths, 0.3, 10)

    lines = balance(widths, 0.3, 10, count)

    assert (lines[0].start, lines[-1].stop) == (0, len(widths))
    assert all(upper.stop == lower.start for upper, lower in pairwise(lines))
    assert all(sum(widths[line]) + 0.3 * (len(widths[line]) - 1) <= 10 + 1e-9 for line in lines)


def test_lines_are_balanced() -> None:
    """Five words in two lines are three and two, not four and one."""
    assert balance([2, 2, 2, 2, 2], 0.2, 9, 2) in ([slice(0, 3), slice(3, 5)], [slice(0, 2), slice(2, 5)])


def test_the_size_shrinks_until_all_fits() -> None:
    """Sizes come in order, from the largest at which the words have room."""
    room = Room(width=100, height=30, leading=1, reach=1)

    sizes = [size for size, _ in fit([1.0] * 20, 0.2, (30, 20, 10, 5), room)]

    assert sizes == [10, 5]


def test_a_word_that_is_longer_than_a_line_fits_nowhere() -> None:
    """It is for the caller to cut it."""
    assert count_lines([3, 11], 0.2, 10) == 0
