"""The theme's `share.toml` to the style of share pictures: colours, faces and sizes, checked once for all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PIL import ImageFont, features

from khabarnama.building.fingerprint import PACKAGE, digest, files_key, fingerprint
from khabarnama.editions.colours import SHEET, channels, read_colours
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

# What shapes and sets letters, besides Pillow itself.
_ENGINES = ("freetype2", "raqm", "fribidi", "harfbuzz")
_NO_ENGINE = "share pictures must be drawn by Raqm and FriBiDi, which join Urdu's letters, found Pillow without them"
_MEND = (
    "install FriBiDi (Debian, Ubuntu: sudo apt install libfribidi0; macOS: brew install fribidi), "
    "or write KHABARNAMA_SHARE_PICTURES = False"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file, what it has a glyph for, and the language and direction of what is set in it."""

    file: str
    points: frozenset[int]
    lang: str
    direction: str

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return it at `size` pixels."""
        return _font(self.file, size)


@dataclass(frozen=True, slots=True)
class Hand:
    """How one language is set: its faces, its headline's `sizes`, the distance of lines; see the theme's share.toml."""

    headline: Face
    text: Face
    sizes: tuple[int, ...]
    space: int
    leading: float
    reach: float
    name: int
    small: int
    guest: float


@dataclass(frozen=True, slots=True)
class Style:
    """How all share pictures look. `colours` are RGB by what they colour; `key` changes with anything in it."""

    frame: Mapping[str, Any]
    colours: Mapping[str, tuple[int, int, int]]
    hands: Mapping[str, Hand]
    key: bytes

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.frame["width"], self.frame["height"]

    def guest(self, hand: Hand, face: Face) -> Face:
        """Return the face that stands in for `face` of `hand` where another script is met."""
        other = next((other for other in self.hands.values() if other is not hand), hand)
        return other.headline if face is hand.headline else other.text


def load_style(theme: Path, own: Mapping[str, str] = MappingProxyType({})) -> Style:
    """Return the style of the folder `theme`, with the colours `own` of the settings in place of the theme's.

    Raises KhabarnamaError where Pillow cannot shape Urdu, or where a file of the theme is not as it must be.
    """
    if not features.check("raqm"):
        raise KhabarnamaError([Problem("pelicanconf.py", 0, "error", _NO_ENGINE, _MEND)])
    path = theme / "share.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        coverage = tomllib.loads((theme / "fonts/coverage.toml").read_text(encoding="utf-8"))
        named = read_colours((theme / "css" / SHEET).read_text(encoding="utf-8"))["light"]
        tokens = {name: channels(colour) for name, colour in {**named, **own}.items()}
        frame = values.pop("frame")
        colours = {part: tokens[name] for part, name in frame["colours"].items()}
        hands = {lang: _hand(theme, lang, told, coverage) for lang, told in values.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"style of share pictures must be whole, found {type(error).__name__}: {error}"
        raise KhabarnamaError([Problem(path.as_posix(), 0, "error", message)]) from error
    return Style(frame, colours, hands, _key(theme, values, colours, frame))


def _hand(theme: Path, lang: str, told: Mapping[str, Any], coverage: Mapping[str, str]) -> Hand:
    headline, text = (
        Face(str(theme / told[part]), _points(coverage[Path(told[part]).stem]), lang, told["direction"])
        for part in ("headline", "text")
    )
    for face in (headline, text):
        face.font(told["small"])  # raises OSError where FreeType cannot read it
    measures = {name: told[name] for name in ("space", "leading", "reach", "name", "small", "guest")}
    return Hand(headline, text, tuple(told["sizes"]), **measures)


def _points(ranges: str) -> frozenset[int]:
    """Return the code points of `20-40 5B`."""
    points: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def _key(theme: Path, *values: object) -> bytes:
    code = [*(PACKAGE / "pictures").glob("*.py"), PACKAGE / "reading/inline.py"]
    fonts = [*theme.glob("fonts/*.woff2"), *theme.glob("static/fonts/*.woff2"), theme / "fonts/coverage.toml"]
    versions = tuple(str(features.version(name)) for name in ("pil", *_ENGINES))
    return fingerprint(digest(repr(values).encode()), versions, files_key(code, PACKAGE), files_key(fonts, theme))


@lru_cache(maxsize=128)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
