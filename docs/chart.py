"""Draws the chart of the demo story on Sweden, a file a language, in the theme's colours: `python docs/chart.py`."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT / "plugins")]

from khabarnama.pictures.ink import Setting, draw_line  # noqa: E402  # after the path
from khabarnama.pictures.style import Style, load_style  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabarnama.pictures.style import Face

WIDTH, HEIGHT, MARGIN = 1440, 960, 60  # px
FLOOR, CEILING = 820, 200  # where the columns stand, and where the highest one ends
HIGHLIGHT = (138, 42, 20)  # --flag of the theme


class Chart:
    """A chart being drawn, from right to left in Urdu."""

    def __init__(self, style: Style, lang: str) -> None:
        self.style, self.hand = style, style.hands[lang]
        self.image = Image.new("RGB", (WIDTH, HEIGHT), style.colours["paper"])
        self.pen = ImageDraw.Draw(self.image)
        self.mirrored = self.hand.text.direction == "rtl"

    def column(self, place: int, of: int, height: float, colour: tuple[int, int, int]) -> tuple[int, int]:
        """Draw a column, and return the middle of its top."""
        step = (WIDTH - 2 * MARGIN) / of
        left = WIDTH - MARGIN - step * (place + 1) if self.mirrored else MARGIN + step * place
        top = round(FLOOR - (FLOOR - CEILING) * height)
        self.pen.rectangle((round(left + step * 0.14), top, round(left + step * 0.86), FLOOR), colour)
        return round(left + step / 2), top

    def label(self, text: str, place: tuple[int, int], colour: tuple[int, int, int], *, face: Face, size: int) -> None:
        """Write `text`, the middle of its baseline at `place`."""
        ink = draw_line(text, Setting(face, self.style.guest(self.hand, face), size, size), WIDTH)
        left = min(place[0] - ink.mask.width // 2, WIDTH - 24 - ink.mask.width)
        self.image.paste(colour, (max(24, left), place[1] + ink.y), ink.mask)


def draw(chart: Mapping[str, Any], lang: str, style: Style) -> Image.Image:
    """Return the chart in `lang`."""
    canvas, colours = Chart(style, lang), style.colours
    number = style.hands["en"]
    for place, (year, count) in enumerate(zip(chart["years"], chart["members"], strict=True)):
        last = place == len(chart["years"]) - 1
        colour = HIGHLIGHT if last else colours["name"]
        middle, top = canvas.column(place, len(chart["years"]), count / max(chart["members"]), colour)
        canvas.label(str(count), (middle, top - 18), colour, face=number.headline, size=66)
        canvas.label(str(year), (middle, FLOOR + 80), colours["date"], face=number.text, size=60)
        if last:
            canvas.label(chart[lang]["last"], (middle, top - 108), colour, face=canvas.hand.headline, size=60)
    canvas.pen.rectangle((MARGIN, FLOOR, WIDTH - MARGIN, FLOOR + 3), colours["headline"])
    return canvas.image


def main() -> None:
    """Write both files."""
    chart = tomllib.loads((PROJECT / "docs/chart.toml").read_text(encoding="utf-8"))
    style = load_style(PROJECT / "theme")
    for lang in ("ur", "en"):
        image = draw(chart, lang, style).quantize(64, dither=Image.Dither.NONE)
        image.save(PROJECT / chart[lang]["file"], optimize=True)


if __name__ == "__main__":
    main()
