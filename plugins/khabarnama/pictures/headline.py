"""A headline to a block of lines: the largest size at which all of it fits, no two lines touching."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PIL import ImageChops

from khabarnama.pictures.fitting import fit
from khabarnama.pictures.ink import Setting, draw_line, measure
from khabarnama.pictures.runs import drawable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.pictures.fitting import Room
    from khabarnama.pictures.ink import Ink
    from khabarnama.pictures.style import Face, Hand

_APART = 0.05  # of the size: by how much lines that touch are moved apart, until they do not
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one `size`, each with the height of its baseline as seen from that of the first."""

    size: int
    inks: tuple[Ink, ...]
    baselines: tuple[int, ...]

    @property
    def top(self) -> int:
        """Where its highest ink begins."""
        return min(ink.y + baseline for ink, baseline in zip(self.inks, self.baselines, strict=True))

    @property
    def height(self) -> int:
        """From its highest to its lowest ink."""
        ends = (ink.y + base + ink.mask.height for ink, base in zip(self.inks, self.baselines, strict=True))
        return max(ends) - self.top


def set_headline(text: str, hand: Hand, guest: Face, room: Room) -> Block | None:
    """Return `text` set in `room`; None where it holds nothing that can be drawn.

    A text that is too long even at the smallest size is cut at its end, where "…" stands then.
    """
    words = drawable(text, hand.headline, guest).split()
    while words:
        for block in _blocks(words, hand, guest, room):
            if block.height <= room.height:
                return block
        words = [*words[: len(words) * 3 // 4], _CUT] if len(words) > 1 else []
    return None


def _blocks(words: Sequence[str], hand: Hand, guest: Face, room: Room) -> Iterator[Block]:
    """Yield `words` at each size at which they may fit, the largest first; none that the one before shows too large."""
    words, widths, space = _measure(words, hand, guest, room)
    highest = max(hand.sizes)
    for size, lines in fit(widths, space, hand.sizes, room):
        if size <= highest:
            setting = Setting(hand.headline, guest, size, round(size * hand.guest))
            texts = ((" " * hand.space).join(words[line]) for line in lines)
            inks = tuple(draw_line(text, setting, round(room.width)) for text in texts)
            block = Block(size, inks, tuple(_stack(inks, size, room.leading)))
            highest = int(size * room.height / block.height)
            yield block


def _measure(words: Sequence[str], hand: Hand, guest: Face, room: Room) -> tuple[Sequence[str], list[float], float]:
    """Return `words`, those cut that are longer than a line of the smallest size, their widths and the space's."""
    longest = room.width / min(hand.sizes)
    widths, space = measure(words, hand.headline, guest, hand.guest)
    if max(widths) > longest:
        words = [piece for word, width in zip(words, widths, strict=True) for piece in _cut(word, width / longest)]
        widths, space = measure(words, hand.headline, guest, hand.guest)
    return words, widths, space * hand.space


def _cut(word: str, lines: float) -> Iterator[str]:
    """Yield `word`, which is `lines` lines long, in pieces that are shorter than one."""
    length = len(word) if lines <= 1 else max(1, len(word) // ceil(1.5 * lines))
    return (word[start : start + length] for start in range(0, len(word), length))


def _stack(inks: Sequence[Ink], size: int, leading: float) -> list[int]:
    baselines = [0]
    for upper, lower in pairwise(inks):
        distance = leading * size
        while touch(upper, lower, round(distance)):
            distance += _APART * size
        baselines.append(baselines[-1] + round(distance))
    return baselines


def touch(upper: Ink, lower: Ink, distance: int) -> bool:
    """Tell whether two lines that start below each other, their baselines `distance` apart, share inked pixels."""
    left = max(upper.x, lower.x)
    right = min(upper.x + upper.mask.width, lower.x + lower.mask.width)
    top, bottom = distance + lower.y, upper.y + upper.mask.height
    if left >= right or top >= bottom:
        return False
    above = upper.mask.crop((left - upper.x, top - upper.y, right - upper.x, bottom - upper.y))
    below = lower.mask.crop((left - lower.x, 0, right - lower.x, bottom - top))
    return ImageChops.darker(above, below).getbbox() is not None
