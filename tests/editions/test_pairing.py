"""Paragraphs of two texts, paired."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabarnama.editions.pairing import _MOVES, _cost, _groups, align

if TYPE_CHECKING:
    from khabarnama.editions.pairing import Piece

HEADINGS = {"h2", "h3", "h4"}
KINDS = st.sampled_from(["p", "p", "p", "h2", "ul", "figure"])
PIECES = st.tuples(KINDS, st.integers(0, 2000), st.frozensets(st.sampled_from(["7", "2024", "1,5"]), max_size=2))
TEXTS = st.lists(PIECES, max_size=40)


def text(words: str) -> list[Piece]:
    """Return the pieces of `words`: `120` a paragraph, `#20` a heading, `ul:80` a list, `9/7` a number in it."""
    pieces: list[Piece] = []
    for word in words.split():
        kind, _, rest = word.rpartition(":")
        length, _, number = rest.lstrip("#").partition("/")
        kind = "h2" if rest.startswith("#") else kind or "p"
        pieces.append((kind, int(length), frozenset([number] if number else [])))
    return pieces


def written(pairs: list[tuple[range, range]]) -> str:
    """Return pairs as `1-1 2-1`: how many pieces stand beside how many."""
    return " ".join(f"{len(first)}-{len(second)}" for first, second in pairs)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", ""),
        ("120 200 90", "118 210 85", "1-1 1-1 1-1"),
        ("120 400 90", "118 190 205 85", "1-1 1-2 1-1"),
        ("120 190 205 90", "118 400 85", "1-1 2-1 1-1"),
        ("200 150 30", "200 150", "1-1 2-1"),
        ("300 600 300", "300 300", "1-1 1-0 1-1"),
        ("300 300", "300 600 300", "1-1 0-1 1-1"),
        ("150", "", "1-0"),
        ("", "150 90", "0-1 0-1"),
        ("#12 150 #30 200", "#25 150 #8 200", "1-1 1-1 1-1 1-1"),
        ("#12 150 200", "150 200", "1-0 1-1 1-1"),
        ("150 #12 200", "150 200 #20 90", "1-1 0-1 1-1 1-1"),
        ("150 ul:60 160", "150 30 ul:60 160", "1-2 1-1 1-1"),
        ("160/7 160/8", "160 160/7 160/8", "0-1 1-1 1-1"),
        ("160/7 160/8 160", "160/7 160/8", "1-1 1-1 1-0"),
    ],
)
def test_paragraphs_of_like_length_stand_beside_each_other(first: str, second: str, expected: str) -> None:
    """Lengths, headings, lists and shared numbers decide."""
    assert written(align(text(first), text(second))) == expected


@given(TEXTS, TEXTS)
def test_every_piece_is_in_one_pair_and_in_order(first: list[Piece], second: list[Piece]) -> None:
    """Nothing is lost, nothing is said twice, at most two stand beside two."""
    pairs = align(first, second)

    assert [place for places, _ in pairs for place in places] == list(range(len(first)))
    assert [place for _, places in pairs for place in places] == list(range(len(second)))
    assert all(0 < len(here) + len(there) <= 4 and max(len(here), len(there)) <= 2 for here, there in pairs)


@given(TEXTS, TEXTS)
def test_a_heading_stands_beside_a_heading_or_alone(first: list[Piece], second: list[Piece]) -> None:
    """A heading is never part of a paragraph."""
    for here, there in align(first, second):
        kinds = {piece[0] for piece in (*first[here.start : here.stop], *second[there.start : there.stop])}
        assert not kinds & HEADINGS or len(here) + len(there) == 1 or kinds <= HEADINGS


def cost(first: list[Piece], second: list[Piece], here: range, there: range) -> float:
    """Return what it costs that these pieces of two texts stand beside each other."""
    above, beside = _groups(first)[len(here)][here.stop], _groups(second)[len(there)][there.stop]
    prior = next(prior for down, across, prior in _MOVES if (down, across) == (len(here), len(there)))
    return inf if above is None or beside is None else prior + _cost(above, beside)


@given(st.lists(PIECES, max_size=7), st.lists(PIECES, max_size=7))
def test_no_pairing_costs_less(first: list[Piece], second: list[Piece]) -> None:
    """What is not looked for cannot be the best."""
    least = {(0, 0): 0.0}
    for row, column in product(range(len(first) + 1), range(len(second) + 1)):
        for down, across, _ in _MOVES:
            if (before := least.get((row - down, column - across))) is not None:
                found = before + cost(first, second, range(row - down, row), range(column - across, column))
                least[row, column] = min(found, least.get((row, column), inf))

    pairs = align(first, second)

    assert sum(cost(first, second, *pair) for pair in pairs) == pytest.approx(least[len(first), len(second)])


@given(TEXTS)
def test_a_text_pairs_with_itself(pieces: list[Piece]) -> None:
    """The same text in the same cut stands paragraph beside paragraph, where it says anything."""
    said = [piece for piece in pieces if piece[1] > 100]

    assert all(len(here) == len(there) for here, there in align(said, said))


@pytest.mark.parametrize(("first", "second"), [(2000, 2000), (1, 4000), (4000, 1), (3, 2500)])
def test_long_texts_end_soon(first: int, second: int) -> None:
    """Texts of thousands of paragraphs are paired, also where one is far longer: the search is narrow."""
    pairs = align([("p", 150, frozenset())] * first, [("p", 160, frozenset())] * second)

    assert sum(len(here) for here, _ in pairs) == first
