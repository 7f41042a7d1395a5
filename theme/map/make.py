"""The world map's shapes from Natural Earth, for `map.json` beside this file: see README.md."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

HERE = Path(__file__).parent
Point = tuple[float, float]  # longitude and latitude in degrees
WIDTH = 1000  # of the map, in its own units, which are whole numbers
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Šavrič, Patterson, Jenny 2018: Equal Earth
M = math.sqrt(3) / 2
# Natural Earth gives these no code. They are drawn with the country whose code follows.
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
LEFT_OUT = {"AQ"}  # Antarctica: no news, half a map
# Countries that are too small for the 110m map, as dots: longitude and latitude of their capitals, in degrees.
DOTS = {
    "SG": (103.85, 1.29), "BH": (50.58, 26.22), "MV": (73.51, 4.18), "MT": (14.51, 35.9), "MU": (57.5, -20.16),
    "HK": (114.17, 22.28), "MO": (113.55, 22.2), "BB": (-59.62, 13.1), "GD": (-61.75, 12.05), "LC": (-61.0, 14.01),
    "VC": (-61.22, 13.16), "AG": (-61.85, 17.12), "DM": (-61.39, 15.3), "KN": (-62.72, 17.3), "CV": (-23.51, 14.93),
    "KM": (43.26, -11.7), "SC": (55.45, -4.62), "ST": (6.73, 0.34), "AD": (1.52, 42.51), "MC": (7.42, 43.74),
    "LI": (9.52, 47.14), "SM": (12.45, 43.94), "VA": (12.45, 41.9), "TO": (-175.2, -21.14), "WS": (-171.76, -13.83),
    "KI": (172.98, 1.33), "MH": (171.38, 7.09), "FM": (158.16, 6.92), "NR": (166.92, -0.55), "PW": (134.62, 7.5),
    "TV": (179.2, -8.52),
}  # fmt: skip

# Borders that a neighbour or most states do not accept: dotted, from the latitude that follows to the north. In Natural
# Earth they are "line of control", "disputed" or "indefinite"; wars since made more. One country: a line within it.
DISPUTED = {
    ("IN", "PK"): 32.4, ("CN", "IN"): -90, ("CN", "PK"): -90, ("RU", "UA"): -90, ("EH", "MA"): -90, ("IL", "PS"): -90,
    ("IL", "SY"): -90, ("RS", "XK"): -90, ("KP", "KR"): -90, ("GY", "VE"): -90,
    ("AM", "AZ"): -90, ("CY", "CY"): -90, ("SO", "SO"): -90,
}  # fmt: skip


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a point in degrees lies on the Equal Earth map, in radii of the globe; y grows to the north."""
    angle = math.asin(M * math.sin(math.radians(latitude)))
    square, sixth = angle * angle, angle**6
    x = math.radians(longitude) * math.cos(angle) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    return x, angle * (A1 + A2 * square + sixth * (A3 + A4 * square))


EDGE = project(180, 0)[0]
NORTH = project(0, 83.7)[1]
SCALE = WIDTH / (2 * EDGE)


def to_grid(longitude: float, latitude: float) -> tuple[int, int]:
    """Return a point in the map's own whole units."""
    x, y = project(longitude, latitude)
    return round((x + EDGE) * SCALE), round((NORTH - y) * SCALE)


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON topology in degrees."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def unwrap(ring: list[Point]) -> list[Point]:
    """Return a ring whose longitudes never jump: beyond 180 degrees they go on counting."""
    turns, unwrapped = 0, ring[:1]
    for before, point in pairwise(ring):
        if abs(point[0] - before[0]) > 180:
            turns += 360 if point[0] < before[0] else -360
        unwrapped.append((point[0] + turns, point[1]))
    return unwrapped


def clip(ring: list[Point], edge: float, side: int) -> list[Point]:
    """Return what of a ring lies west (`side` 1) or east (-1) of the meridian `edge` (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for before, point in zip([ring[-1], *ring], ring, strict=False):
        inside, was_inside = (side * (edge - x) >= 0 for x in (point[0], before[0]))
        if inside != was_inside:
            share = (edge - before[0]) / (point[0] - before[0])
            kept.append((edge, before[1] + share * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept


def cut(ring: list[Point]) -> list[list[Point]]:
    """Return a ring in the pieces that the map's edge, the 180th meridian, makes of it."""
    pieces = []
    for turn in (-360, 0, 360):
        piece = clip(ring, 180 + turn, 1)
        piece = clip(piece, -180 + turn, -1) if piece else []
        if piece:
            pieces.append([(x - turn, y) for x, y in piece])
    return pieces


def draw(rings: list[list[int]], arcs: list[list[Point]]) -> str:
    """Return the SVG path of rings of arcs: relative whole numbers, no point twice."""
    path = ""
    for ring in rings:
        points = [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
        for piece in cut(unwrap(points)):
            grid = [to_grid(*point) for point in piece]
            kept = [point for before, point in zip([None, *grid], grid, strict=False) if point != before]
            if len(set(kept)) < 3:
                continue
            kept = kept[:-1] if kept[0] == kept[-1] else kept
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
            path += f"M{kept[0][0]} {kept[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z".replace(" -", "-")
    return path


def edges(path: str) -> Counter[frozenset[tuple[int, int]]]:
    """Return how often each side of the polygons of `path`, as `draw` writes it, is drawn."""
    sides: Counter[frozenset[tuple[int, int]]] = Counter()
    for ring in path.rstrip("z").split("z"):
        start, steps = ([int(n) for n in re.findall(r"-?\d+", part)] for part in ring[1:].split("l"))
        x, y = start
        points = [(x, y)]
        for dx, dy in zip(steps[0::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        sides.update(frozenset(side) for side in zip(points, [*points[1:], points[0]], strict=True))
    return sides


def draw_disputed(shapes: dict[str, str]) -> str:
    """Return the SVG path of the disputed lines: the sides that both countries of a pair have, one by one."""
    path = ""
    for (one, other), south in DISPUTED.items():
        first, second = edges(shapes[one]), edges(shapes[other])
        shared = (
            [side for side in first if first[side] > 1] if one == other else [side for side in first if side in second]
        )
        lowest = to_grid(0, south)[1]
        for (x, y), (u, v) in sorted(sorted(side) for side in shared):
            path += f"M{x} {y}l{u - x} {v - y}".replace(" -", "-") if max(y, v) <= lowest else ""
    return path


def main(source: Path) -> None:
    """Write map.json from the TopoJSON file `source` (countries-110m.json)."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs, numbers = decode_arcs(topology), get_global("territory_aliases")
    shapes: dict[str, str] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = (numbers.get(country.get("id", ""), None) or [WITHOUT_CODE.get(country["properties"]["name"], "")])[0:1]
        iso = code[0] if code else ""
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        path = draw([ring for polygon in polygons for ring in polygon], arcs)
        if iso and iso not in LEFT_OUT:
            shapes[iso] = shapes.get(iso, "") + path
    dots = {iso: to_grid(*place) for iso, place in DOTS.items() if iso not in shapes}
    height = to_grid(0, -56)[1]
    made = {
        "width": WIDTH,
        "height": height,
        "shapes": dict(sorted(shapes.items())),
        "dots": dict(sorted(dots.items())),
        "disputed": draw_disputed(shapes),
    }
    (HERE / "map.json").write_text(json.dumps(made, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(shapes)} shapes, {len(dots)} dots\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
