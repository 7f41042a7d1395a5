"""Text to ink: a line measured and drawn by FreeType, shaped by HarfBuzz through Raqm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from khabarnama.pictures.runs import Run, split_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.pictures.style import Face

_GAUGE = 24  # px: the size at which words are measured
_GAP = 2  # of that size: wider than any gap within a word
_ABOVE, _BELOW, _BESIDE = 2.4, 1.8, 1.0  # of the size: beyond what any letter reaches, from where its line starts


@dataclass(frozen=True, slots=True)
class Ink:
    """A line as it was drawn: its mask, cropped to what is inked, from (`x`, `y`) as seen from where the line starts.

    A line starts at its baseline: on the left, or from right to left on the right.
    """

    mask: Image.Image
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: its own face and the guest's, its size and that of the guest."""

    own: Face
    guest: Face
    size: int
    guest_size: int

    def runs(self, text: str) -> list[Run]:
        """Return the runs of `text`."""
        return split_runs(text, self.own, self.guest)

    def size_of(self, run: Run) -> int:
        """Return the size of a run."""
        return self.size if run.face is self.own else self.guest_size

    def width(self, run: Run) -> float:
        """Return how far a run goes, in pixels."""
        return _width(run, self.size_of(run))


@lru_cache(maxsize=4096)
def _width(run: Run, size: int) -> float:
    return run.face.font(size).getlength(run.text, direction=run.direction, language=run.face.lang)


def draw_line(text: str, setting: Setting, width: int) -> Ink:
    """Return the ink of `text`, which takes about `width` pixels at most."""
    beside = round(_BESIDE * setting.size)
    height = round((_ABOVE + _BELOW) * setting.size)
    sheet = Image.new("L", (width + 2 * beside, height))
    pen = ImageDraw.Draw(sheet)
    to_the_left = setting.own.direction == "rtl"
    start, baseline = sheet.width - beside if to_the_left else beside, round(_ABOVE * setting.size)
    runs, x = setting.runs(text), float(start)
    for number, run in enumerate(runs):
        font, anchor = run.face.font(setting.size_of(run)), "rs" if to_the_left else "ls"
        pen.text((x, baseline), run.text, 255, font, anchor, direction=run.direction, language=run.face.lang)
        if number + 1 < len(runs):
            x += -setting.width(run) if to_the_left else setting.width(run)
    box = sheet.getbbox() or (start, baseline, start + 1, baseline + 1)
    return Ink(sheet.crop(box), box[0] - start, box[1] - baseline)


def measure(words: Sequence[str], own: Face, guest: Face, guest_scale: float) -> tuple[list[float], float]:
    """Return the width of each of `words` and that of a space, in parts of the size."""
    setting = Setting(own, guest, _GAUGE, round(_GAUGE * guest_scale))
    runs = [setting.runs(word) for word in words]
    plain = [number for number, found in enumerate(runs) if [run.face for run in found] == [own]]
    widths = dict(zip(plain, _measure_at_once([words[number] for number in plain], own), strict=True))
    for number, found in enumerate(runs):
        if number not in widths:
            widths[number] = sum(setting.width(run) for run in found)
    space = _width(Run(" ", own, own.direction), _GAUGE)
    return [widths[number] / _GAUGE for number in range(len(words))], space / _GAUGE


def _measure_at_once(words: Sequence[str], face: Face) -> list[float]:
    """Return the widths of words of one face, in pixels.

    Shaping Nastaliq takes 2 ms however short the text, so words are drawn in one line, far apart, and their ink
    is measured. What cannot be told apart so is measured word by word.
    """
    if face.direction == "rtl" and len(words) > 1:
        spaces = int(_GAP * _GAUGE / _width(Run(" ", face, face.direction), _GAUGE)) + 1
        text = (" " * spaces).join(words)
        width = round(sum(map(len, words)) * _GAUGE * 1.5 + len(words) * _GAP * _GAUGE * 2)
        mask = draw_line(text, Setting(face, face, _GAUGE, _GAUGE), width).mask
        columns = mask.reduce((1, mask.height)).tobytes()
        found = [len(ink[0]) for ink in re.finditer(rb"[^\0]+(?:\0{1,%d}[^\0]+)*" % (_GAP * _GAUGE // 2), columns)]
        if len(found) == len(words):
            return [float(width) for width in reversed(found)]
    return [_width(Run(word, face, face.direction), _GAUGE) for word in words]
