"""An article's headline to the picture that networks show with its link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from khabarnama.building.fingerprint import fingerprint
from khabarnama.pictures.fitting import Room
from khabarnama.pictures.headline import set_headline
from khabarnama.pictures.ink import Ink, Setting, draw_line
from khabarnama.pictures.runs import drawable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.pictures.style import Face, Hand, Style

_SHADES = 16  # of each colour, from its ground to the full one
_PARTS = ("headline", "name", "date", "countries")  # each on its ground
_GAP = 22  # px between countries
_BETWEEN = "·"


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What a share picture shows: text in `lang`, as it stands on the page."""

    lang: str
    name: str
    date: str
    headline: str
    countries: tuple[str, ...]

    @property
    def key(self) -> bytes:
        """What changes with anything that it shows."""
        return fingerprint(self.lang, self.name, self.date, self.headline, self.countries)


def draw(picture: SharePicture, style: Style) -> bytes:
    """Return `picture` as a PNG of few colours."""
    canvas = _Canvas(style, style.hands[picture.lang])
    canvas.draw_masthead(picture.name, picture.date)
    canvas.draw_headline(picture.headline)
    canvas.draw_countries(picture.countries)
    return canvas.to_png()


class _Canvas:
    """A picture being drawn: a number a pixel, which the palette turns into a colour when all is there."""

    def __init__(self, style: Style, hand: Hand) -> None:
        self.frame, self.hand, self.style = style.frame, hand, style
        self.width, self.height = style.size
        self.image = Image.new("L", style.size, _shade("headline", 0))
        self.pen = ImageDraw.Draw(self.image)
        self.to_the_left = hand.headline.direction == "rtl"
        self.start, self.end = (margin := self.frame["margin"]), self.width - margin
        if self.to_the_left:
            self.start, self.end = self.end, self.start

    def draw_masthead(self, name: str, date: str) -> None:
        """Draw the digest's name at the start of the first line and the date at its end, a rule below."""
        top, rule = self.frame["top"], self.frame["rule"]
        named = self._small(name, self.hand.headline, self.hand.name)
        dated = self._small(date, self.hand.text, self.hand.small)
        baseline = (top - named.mask.height) // 2 - named.y
        self._stamp(named, self._left(named, self.start), baseline, "name")
        left = self.end if self.to_the_left else self.end - dated.mask.width
        self._stamp(dated, left, baseline, "date")
        self.pen.rectangle((0, top, self.width, top + rule - 1), _shade("name", _SHADES - 1))

    def draw_headline(self, headline: str) -> None:
        """Draw the headline between the rule and the countries, as large as all of it fits."""
        hand, top = self.hand, self.frame["top"] + self.frame["rule"] + self.frame["air"]
        height = self.height - self.frame["bottom"] - self.frame["air"] - top
        room = Room(abs(self.end - self.start), height, hand.leading, hand.reach)
        block = set_headline(headline, hand, self.style.guest(hand, hand.headline), room)
        if block is None:
            return
        first = top + (height - block.height) // 2 - block.top
        for ink, baseline in zip(block.inks, block.baselines, strict=True):
            self._stamp(ink, self.start + ink.x, first + baseline, "headline")

    def draw_countries(self, names: Sequence[str]) -> None:
        """Draw as many names of countries as there is room for, on a band of their own."""
        hand, top = self.hand, self.height - self.frame["bottom"]
        self.pen.rectangle((0, top, self.width, self.height), _shade("countries", 0))
        baseline = top + round(self.frame["baseline"][hand.text.direction])
        cursor = self.start
        for number, name in enumerate(names):
            inks = [self._small(text, hand.text, hand.small) for text in ((_BETWEEN, name) if number else (name,))]
            if sum(ink.mask.width + _GAP for ink in inks) > abs(self.end - cursor) + _GAP:
                return
            for ink in inks:
                self._stamp(ink, self._left(ink, cursor), baseline, "countries")
                cursor += (ink.mask.width + _GAP) * (-1 if self.to_the_left else 1)

    def to_png(self) -> bytes:
        """Return what was drawn."""
        self.image.putpalette(_palette(self.style))
        file = BytesIO()
        self.image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _small(self, text: str, face: Face, size: int) -> Ink:
        guest = self.style.guest(self.hand, face)
        return _draw_small(text, Setting(face, guest, size, round(size * self.hand.guest)), self.width)

    def _left(self, ink: Ink, start: int) -> int:
        return start - ink.mask.width if self.to_the_left else start

    def _stamp(self, ink: Ink, left: int, baseline: int, part: str) -> None:
        """Put `ink` down in the colour of `part`; nothing else is drawn over."""
        shades = [0] + [_shade(part, value * (_SHADES - 1) // 255) for value in range(1, 256)]
        inked = ink.mask.point([0] + [255] * 255)
        self.image.paste(ink.mask.point(shades), (left, baseline + ink.y), inked)


def _shade(part: str, shade: int) -> int:
    return _PARTS.index(part) * _SHADES + shade


def _palette(style: Style) -> list[int]:
    colours = style.colours
    palette: list[int] = []
    for part in _PARTS:
        ground = colours["band" if part == "countries" else "paper"]
        for shade in range(_SHADES):
            part_of = shade / (_SHADES - 1)
            palette += [round(a + (b - a) * part_of) for a, b in zip(ground, colours[part], strict=True)]
    return palette


@lru_cache(maxsize=512)
def _draw_small(text: str, setting: Setting, width: int) -> Ink:
    """Return the ink of a text that many pictures show: the digest's name, a day, a country."""
    return draw_line(drawable(text, setting.own, setting.guest), setting, width)
