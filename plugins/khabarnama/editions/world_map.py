"""The countries on a map of the world, coloured by how many stories are about each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LEVELS = (1, 2, 4, 8)  # from how many stories on a country has which of the map's colours
DOT = 5  # radius of a country that is too small to draw, in the map's units


@dataclass(frozen=True, slots=True)
class Place:
    """A country that has stories, as the map shows it: an SVG path, and its level of colour, from 1."""

    iso: str
    count: int
    level: int
    path: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The map of `width` by `height` units, in SVG paths: `land` is all countries without a story, `disputed` lines."""

    width: int
    height: int
    land: str
    places: Sequence[Place]
    disputed: str


def draw_map(theme: Path, counts: Mapping[str, int]) -> WorldMap:
    """Return the theme's map with the countries of `counts` (stories by ISO code) on it.

    Raises KhabarnamaError that names the file if the theme's map is missing or is none.
    """
    path = theme / "map" / "map.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        shapes, dots, disputed = data["shapes"], data["dots"], data["disputed"]
    except (OSError, ValueError, KeyError) as error:
        raise KhabarnamaError([Problem(str(path), 0, "error", f"map must be readable: {error}")]) from error
    drawn = {**shapes, **{iso: _dot(*place) for iso, place in dots.items()}}
    land = "".join(shape for iso, shape in shapes.items() if iso not in counts)
    places = [Place(iso, count, _level(count), drawn[iso]) for iso, count in counts.items() if iso in drawn]
    return WorldMap(data["width"], data["height"], land, places, disputed)


def _level(count: int) -> int:
    return sum(count >= least for least in LEVELS)


def _dot(x: int, y: int) -> str:
    return f"M{x - DOT} {y}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0-{2 * DOT} 0z"
