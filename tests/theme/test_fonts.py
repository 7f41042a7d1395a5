"""The published fonts: all that Urdu text can hold is in them. Shaping is proven by tests/audit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from tests.conftest import PROJECT
from theme.fonts.subset import FONTS, read_repertoire

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = PROJECT / "theme/static/fonts"
NOT_IN_NOTO = {0x674, 0x2012, 0x2015, 0x201B, *range(0x2066, 0x206A)}  # high hamza, rare dashes, isolates (unseen)
URDU = re.compile(r"[؀-ۿ]")


@cache
def points(name: str) -> frozenset[int]:
    """Return the code points of a published font."""
    return frozenset(TTFont(FOLDER / f"{name}.woff2").getBestCmap())


@pytest.mark.parametrize("name", ["nastaliq-400", "nastaliq-700"])
def test_every_letter_of_the_site_is_in_the_font(demo: dict[str, Path], name: str) -> None:
    """No letter, mark or digit of Urdu on any page falls to another face."""
    pages = (demo[""] / "ur").rglob("*.html")

    used = {letter for page in pages for letter in URDU.findall(page.read_text(encoding="utf-8"))}

    assert len(used) > 40
    assert not {letter for letter in used if ord(letter) not in points(name)}


@pytest.mark.parametrize("name", ["nastaliq-400", "nastaliq-700"])
def test_the_repertoire_is_in_the_font(name: str) -> None:
    """What repertoire.txt promises is there: letters, look-alikes, marks, digits, and the space."""
    missing = {point for point in read_repertoire() if point not in points(name)}

    assert ord(" ") in points(name)
    assert missing <= NOT_IN_NOTO


@pytest.mark.parametrize("name", ["nastaliq-400", "nastaliq-700", "naskh-400"])
def test_a_device_that_has_the_font_is_asked_by_its_name(name: str) -> None:
    """A stylesheet finds a font of the device by its full name or its PostScript name only: one of them is in it."""
    names = TTFont(FOLDER / f"{name}.woff2")["name"]
    sheet = (PROJECT / "theme/css/02-fonts.css").read_text(encoding="utf-8")

    assert set(re.findall(r'local\("(.+?)"\)', sheet)) & {names.getDebugName(4), names.getDebugName(6)}


def test_fonts_are_light() -> None:
    """Weight 21: 120 KB at most each, and both weights of Nastaliq 240."""
    sizes = {name: (FOLDER / f"{name}.woff2").stat().st_size for name in FONTS}

    assert max(sizes.values()) <= 120_000
    assert sizes["nastaliq-400"] + sizes["nastaliq-700"] <= 240_000


def test_nastaliq_joins_its_letters(tmp_path: Path) -> None:
    """The rules of shaping are in the font: a word takes other glyphs than its letters alone."""
    font = TTFont(FOLDER / "nastaliq-400.woff2")
    font.flavor = None
    font.save(tmp_path / "plain.ttf")
    shaper = hb.Font(hb.Face((tmp_path / "plain.ttf").read_bytes()))

    glyphs = {word: shape(shaper, word) for word in ("پاکستان", *"پاکستان")}

    assert not any(0 in found for found in glyphs.values())
    assert not set(glyphs["پاکستان"]) & set(glyphs["س"])


def shape(font: hb.Font, text: str) -> list[int]:
    """Return the numbers of the glyphs of `text`."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def test_the_licence_lies_beside_the_fonts() -> None:
    """The SIL Open Font License goes wherever the fonts go."""
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
