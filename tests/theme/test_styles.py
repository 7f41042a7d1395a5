"""The stylesheets, read as text: criteria of type and direction that no browser is needed for."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STYLES = sorted((PROJECT / "theme").glob("*/*.css"))
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+);")
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right|top|bottom)(?:-\w+)?|(?:min-|max-)?(?:width|height)|left|right|top|bottom"
    r"|overflow-[xy]|float|clear|(?:margin|padding|inset|border-width)-[xy]"
)
SIDES = {
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
    "scroll-padding",
    "scroll-margin",
}
FORBIDDEN = [
    ("direction", ".*", "Bidi 10: the direction is the page's, in `dir`"),
    ("unicode-bidi", ".*", "Bidi 10: and so is isolation"),
    ("text-align|float|clear|background-position|caption-side", ".*(left|right).*", "Bidi 11: start and end"),
    ("transform|translate|rotate|scale", ".*", "Bidi 11 and 16: nothing is moved or turned but by the direction"),
    ("letter-spacing", ".*", "Type 3: letters that join are not parted"),
    ("text-transform", "(?!none).*", "Type 4: no capitals"),
    ("text-align", "justify", "Type 4: no justification"),
    ("font-synthesis", "(?!none).*", "Type 4: no invented bold or slant"),
    ("overflow|overflow-(block|inline)", ".*(hidden|clip).*", "Type 6: nothing cuts letters off"),
    ("text-overflow|line-clamp|-webkit-line-clamp", ".*", "Type 6: nor an ellipsis"),
]


def declarations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the properties and values of a stylesheet."""
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from ((found[1], found[2].strip()) for found in DECLARATION.finditer(text))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_no_physical_declaration(path: Path) -> None:
    """Bidi 11: styles speak of start and end, also where one value stands for four sides."""
    wrong = [
        (name, value)
        for name, value in declarations(path)
        if PHYSICAL.fullmatch(name) or (name in SIDES and len(value.split()) == 4)
    ]

    assert not wrong


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_nothing_that_harms_urdu(path: Path) -> None:
    """Type 3, 4, 6 and Bidi 10, 11, 16: what Nastaliq and two directions do not bear."""
    wrong = [
        (name, value, why)
        for (name, value), (names, values, why) in product(declarations(path), FORBIDDEN)
        if re.fullmatch(names, name) and re.fullmatch(values, value)
    ]

    assert not wrong


def test_only_english_slants() -> None:
    """Type 4: the one italic is for text in English."""
    text = "".join(path.read_text(encoding="utf-8") for path in STYLES)

    slanted = re.findall(r"([^{}]*)\{[^{}]*font-style:\s*(?:italic|oblique)", text)

    assert slanted
    assert all(":lang(en)" in selector for selector in slanted)


def test_words_are_apart() -> None:
    """Type 3: every word spacing is none or .08 to .15em."""
    found = [value for path in STYLES for name, value in declarations(path) if name == "word-spacing"]

    assert found
    assert all(value == "normal" or 0.08 <= float(value.removesuffix("em")) <= 0.15 for value in found)


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Weight 24: styles name our own files only."""
    text = "".join(path.read_text(encoding="utf-8") for path in STYLES)

    assert "@import" not in text
    assert not [url for url in re.findall(r"url\(([^)]*)\)", text) if re.match(r"[\"']?(?:[a-z]+:|/)", url)]


def test_motion_is_asked_for_first() -> None:
    """Access 33: whatever moves does so only where the reader has not asked for less."""
    text = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    calm = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text)

    assert not re.findall(r"\b(?:animation|transition|scroll-behavior)\b", calm)
