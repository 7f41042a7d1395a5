"""The benchmark's figures as a page of the docs: its tables, and a chart of the largest."""

from __future__ import annotations

import os
import platform
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[str, float, float, float]  # a build: its name, seconds of the clock and of the processor, MiB
PAGE = """# How fast it is

Medians of {rounds} runs in turn on one machine ({cores} cores, {system}), by `{command}`. The stories are made up,
the theme is the real one; every story has an Urdu and an English article and is on the pages of two to four countries.
Ours has a page for every day, a page of both texts side by side, feeds and maps, which the peers' plain themes have
not. What counts is the ratio to Hugo's full build of the same stories in the same run.

![The same builds as bars](speed.svg)

{tables}"""
COMMAND = "inv bench"
_WIDTH, _BAR, _GAP, _LEFT = 760, 22, 10, 250


def write(
    docs: Path, tables: list[str], measured: dict[int, list[tuple[str, float, float, float]]], rounds: int
) -> None:
    """Write `speed.md` and `speed.svg` in the folder `docs`."""
    page = PAGE.format(
        rounds=rounds, cores=os.cpu_count(), system=platform.system(), command=COMMAND, tables="\n".join(tables)
    )
    (docs / "speed.md").write_text(page)
    size = max(measured)
    (docs / "speed.svg").write_text(_draw(size, measured[size]))


def _draw(size: int, found: list[Row]) -> str:
    """Return bars of the wall seconds of each build of `size` articles, the shortest first."""
    bars = sorted(found, key=lambda row: row[1])
    longest = bars[-1][1]
    height = 40 + len(bars) * (_BAR + _GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif">',
        "<style>text { font-size: 14px }</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fffefa"/>',
        f'<text x="12" y="22" font-weight="bold">{size:,} articles: seconds, each a median</text>',
    ]
    for place, (name, wall, *_) in enumerate(bars):
        y = 36 + place * (_BAR + _GAP)
        width = max(2, (_WIDTH - _LEFT - 70) * wall / longest)
        colour = "#0b5741" if name.startswith("Khabarnama") else "#9a958a"
        parts += [
            f'<text x="{_LEFT - 8}" y="{y + 16}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>',
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 16}">{wall:.2f}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
