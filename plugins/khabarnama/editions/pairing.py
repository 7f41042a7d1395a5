"""Two texts of one story to pairs of what says the same: which paragraphs stand beside which."""

from __future__ import annotations

from itertools import pairwise, starmap
from math import ceil, erfc, floor, inf, log, pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    # What pairing knows of a paragraph: its kind (its tag), its length in letters of English, the numbers in it. A
    # heading stands beside a heading or alone.
    Piece = tuple[str, float, frozenset[str]]
    Pairing = list[tuple[range, range]]

# How many paragraphs of each text make a pair, and how likely that is: Gale and Church's table 5, in which what they
# counted together is parted evenly.
_CHANCES = {(1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011, (1, 0): 0.00495, (0, 1): 0.00495}
_MOVES = [(down, across, -log(chance)) for (down, across), chance in _CHANCES.items()]
_ONE_TO_ONE = -log(_CHANCES[1, 1])
_ALONE = -log(_CHANCES[1, 0])
_CATCHING_UP = -log(_CHANCES[1, 2])  # the least that it costs a text to gain a piece on the other
# Gale and Church's s², 6.8 for their sentences of English, French and German. News is told anew in the other language
# more than it is translated: the pairs found in the demo's 19 stories vary by 12 to 15, whatever they are found with;
# with 25 the stories were paired best by eye.
VARIANCE = 25.0
_HEADINGS = {"h2", "h3", "h4"}
_SHARED_NUMBER = 2.0  # what each number that both sides name is worth, in the costs' unit (nats)
_OTHER_KIND = 2.0  # what a list beside a paragraph costs
_ROUNDING = 1e-9
_BAND = 12  # paragraphs: how far from an even pace a text may run ahead


_NOTHING: Piece = ("", 0, frozenset())


def align(first: Sequence[Piece], second: Sequence[Piece]) -> Pairing:
    """Return which pieces of two texts stand beside which: ranges of both, in order, every piece in one of them.

    By lengths, as W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational
    Linguistics 19:1 (1993), https://aclanthology.org/J93-1004; and by shared numbers, the surest of the cognates of
    M. Simard, G. F. Foster and P. Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora", TMI 1992.
    The time grows with the number of pieces: a text runs at most so many ahead of the other's pace.
    """
    rows, columns = len(first), len(second)
    agreed = _SHARED_NUMBER * min(sum([len(numbers) for _, _, numbers in text]) for text in (first, second))  # at most
    limit = _highest(first, second, agreed)
    groups, others = _groups(first), _groups(second)
    width = columns + 3  # so that what lies before a row's first cells is none of the row above
    moves = [
        (down * width + across, (down, across), prior, groups[down], others[across]) for down, across, prior in _MOVES
    ]
    costs: dict[int, float] = {0: 0.0}
    moved: dict[int, tuple[int, int]] = {}
    known = costs.get
    for row, near in _cells(rows, columns, limit):
        even = columns - (rows - row)
        for column in near:
            room = limit - _CATCHING_UP * abs(column - even)
            here, least = row * width + column, inf
            for step, move, prior, above_all, beside_all in moves:
                before = known(here - step)
                if before is None or (cost := before + prior) > room or cost - agreed >= least:
                    continue  # whatever follows, it costs more than what is known to do
                above, beside = above_all[row], beside_all[column]
                if above is None or beside is None or (cost >= least and cost - _worth(above, beside) >= least):
                    continue  # whatever the two say, it cannot be the best
                cost += _cost(above, beside)
                if cost < least:
                    least = costs[here] = cost
                    moved[here] = move
    return _trace(moved, rows, columns, width)


def _highest(first: Sequence[Piece], second: Sequence[Piece], agreed: float) -> float:
    """Return what no part of the best pairing costs more than: one by one, what is left alone, and `agreed`.

    That is what numbers may be worth. Where one text is far longer, such a pairing is not looked for.
    """
    left = abs(len(first) - len(second))
    if left > _BAND:
        return inf
    one_by_one = sum([_ONE_TO_ONE + _cost(*pair) for pair in zip(first, second, strict=False)])
    return one_by_one + left * _ALONE + agreed + _ROUNDING


def _worth(first: Piece, second: Piece) -> float:
    """Return what the numbers that two pieces share are worth at most."""
    return _SHARED_NUMBER * min(len(first[2]), len(second[2]))


def _groups(text: Sequence[Piece]) -> tuple[Sequence[Piece | None], ...]:
    """Return for none, one and two pieces what they are together before each place; None where they are no group."""
    return [_NOTHING] * (len(text) + 1), [None, *text], [None, None, *starmap(_together, pairwise(text))]


def _together(one: Piece, two: Piece) -> Piece | None:
    (kind, length, numbers), (other_kind, other_length, other_numbers) = one, two
    if kind in _HEADINGS or other_kind in _HEADINGS:
        return None
    return kind if kind == other_kind else "p", length + other_length, numbers | other_numbers


def _cells(rows: int, columns: int, limit: float) -> Iterator[tuple[int, range]]:
    """Yield each row with its cells near the diagonal; it reaches over its neighbours' ends.

    None is so far ahead in one text that running ahead and being caught up with would cost more than `limit`.
    """
    pace = columns / max(rows, 1)
    reach = floor(min((limit / _CATCHING_UP + abs(columns - rows)) / 2, rows + columns))
    for row in range(rows + 1):
        low, high = floor((row - 1) * pace) - _BAND, ceil((row + 1) * pace) + _BAND
        even = columns - (rows - row)
        yield row, range(max(0, low, even - reach), min(columns, high, even + reach) + 1)


def _trace(moved: Mapping[int, tuple[int, int]], row: int, column: int, width: int) -> Pairing:
    pairs = []
    while row or column:
        down, across = moved[row * width + column]
        pairs.append((range(row - down, row), range(column - across, column)))
        row, column = row - down, column - across
    return pairs[::-1]


def _cost(first: Piece, second: Piece) -> float:
    """Return how unlikely it is that two pieces, or two together, say the same: the lower, the likelier.

    That is -log P(|δ|), how far from each other two lengths are that should be the same; less where numbers agree.
    """
    (kind, length, numbers), (other_kind, other_length, other_numbers) = first, second
    if not (kind and other_kind):
        return 0  # what only one of them tells may be of any length: news leaves out whole paragraphs
    if kind in _HEADINGS or other_kind in _HEADINGS:
        return 0 if kind in _HEADINGS and other_kind in _HEADINGS else inf
    both = length + other_length
    delta = abs(length - other_length) / sqrt(VARIANCE * both if both > 1 else VARIANCE)
    far = delta > 5  # there erfc falls to zero: its asymptote does not
    cost = delta * delta + log(delta * sqrt(pi)) if far else -log(erfc(delta))
    if numbers and other_numbers:
        cost -= _SHARED_NUMBER * len(numbers & other_numbers)
    return cost if kind == other_kind else cost + _OTHER_KIND
