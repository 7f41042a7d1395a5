"""The theme's colours, with those that the settings give in their place, to CSS; and whether they can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Colours = Mapping[str, Mapping[str, str]]

SCHEMES = ("light", "dark")
SHEET = "01-tokens.css"  # where a theme names its colours
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_TOKEN = re.compile(r"--([a-z]+):\s*(#[0-9a-f]{3,6})\s*;", re.IGNORECASE)
# What is read on what, and the least contrast of the two: theme/css says so, WCAG 2.2 (1.4.3, 1.4.6) how much.
_READ = (
    ("ink", "paper", 7.0),
    *((text, "paper", 4.5) for text in ("quiet", "accent", "flag")),
    ("ink", "tint", 4.5),
)


def read_colours(sheet: str) -> dict[str, dict[str, str]]:
    """Return the colours that a theme's `SHEET` names, for each scheme; the dark one has the light one's too."""
    light, _, dark = sheet.partition("prefers-color-scheme: dark")
    plain = dict(_TOKEN.findall(light))
    return {"light": plain, "dark": {**plain, **dict(_TOKEN.findall(dark))}}


def mix(theme: Colours, own: Colours) -> dict[str, dict[str, str]]:
    """Return the theme's colours with those of the settings in their place."""
    return {scheme: {**theme[scheme], **own.get(scheme, {})} for scheme in SCHEMES}


def to_css(own: Colours) -> str:
    """Return the CSS that puts the colours of the settings in the place of the theme's."""
    rules = []
    for scheme in SCHEMES:
        tokens = " ".join(f"--{name}: {colour};" for name, colour in own.get(scheme, {}).items())
        if tokens:
            rules.append(f"@media (prefers-color-scheme: {scheme}) {{ :root {{ {tokens} }} }}")
    return "\n".join(rules)


def find_faint(colours: Colours) -> Iterator[str]:
    """Yield for each two colours that cannot be read on each other what they must have, and what they have."""
    for scheme in SCHEMES:
        found = colours[scheme]
        for text, ground, least in _READ:
            if text in found and ground in found and (has := contrast(found[text], found[ground])) < least:
                yield (
                    f"{scheme}: {text} {found[text]} on {ground} {found[ground]} must have a contrast of {least:g}:1, "
                    f"found {has:.2f}:1"
                )


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour as `COLOUR` has it."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = (part / 255 for part in channels(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
