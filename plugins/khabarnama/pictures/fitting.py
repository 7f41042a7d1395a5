"""Words of known width to balanced lines, at the largest size at which they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Room:
    """Where lines stand: its width and height; they take `leading` of their size each, and `reach` once more."""

    width: float
    height: float
    leading: float
    reach: float

    def lines(self, size: float) -> int:
        """Return how many lines of `size` there is room for."""
        return max(1, int((self.height / size - self.reach) / self.leading) + 1)


def fit(widths: Sequence[float], space: float, sizes: Sequence[int], room: Room) -> Iterator[tuple[int, list[slice]]]:
    """Yield for each of `sizes` at which all words fit into `room` the size, and each line's slice of the words.

    `widths` and `space` are in parts of the size.
    """
    for size in sizes:
        width = room.width / size
        count = count_lines(widths, space, width)
        if count and count <= room.lines(size):
            yield size, balance(widths, space, width, count)


def count_lines(widths: Sequence[float], space: float, width: float) -> int:
    """Return how many lines no longer than `width` the words need at least; 0 where one word is longer."""
    if not widths or max(widths) > width:
        return 0
    lines, used = 1, -space
    for word in widths:
        if used + space + word > width:
            lines, used = lines + 1, -space
        used += space + word
    return lines


def balance(widths: Sequence[float], space: float, width: float, count: int) -> list[slice]:
    """Return `count` lines, each a slice of the words, as equal in length as they can be and no longer than `width`.

    What is least is the sum of the squares of what the lines lack.
    """
    words = len(widths)
    ends = [0.0]
    for word in widths:
        ends.append(ends[-1] + word + space)
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("inf"), 0)] * words]
    for _ in range(count):
        before, row = best[-1], [(float("inf"), 0)]
        for end in range(1, words + 1):
            lacks = ((width - (ends[end] - ends[start] - space), start) for start in range(end))
            row.append(
                min(
                    ((before[start][0] + lack * lack, start) for lack, start in lacks if lack >= 0),
                    default=(float("inf"), 0),
                )
            )
        best.append(row)
    lines, end = [], words
    for row in reversed(best[1:]):
        start = row[end][1]
        lines.append(slice(start, end))
        end = start
    return lines[::-1]
