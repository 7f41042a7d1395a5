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

Medians of {rounds} {runs} in turn on one machine ({cores} cores, {system}, Python {python}), by `{command}`. The
stories are made up, the theme is the real one; every story has an Urdu and an English article and is on the pages of
two to four countries. Ours has a page for every day, a page of both texts side by side, feeds and maps, which the
peers' plain themes have not. What counts is the ratio to Hugo's full build of the same stories in the same run. A
Python that was compiled without `--enable-optimizations`, as pyenv does unless asked, takes a tenth more.

![The same builds as bars](speed.svg)

{tables}"""
COMMAND = "inv bench"
START, END = "<!-- speed: inv bench --write -->", "<!-- end of speed -->"  # round the table of the README
_WIDTH, _BAR, _GAP, _LEFT = 760, 22, 10, 250


def write(project: Path, tables: dict[int, str], measured: dict[int, list[Row]], rounds: int) -> None:
    """Write docs/speed.md, docs/speed.svg, and the table of the README: by numbers of articles."""
    told = "\n".join(f"## {size:,} articles\n\n{table}\n" for size, table in tables.items())
    page = PAGE.format(
        rounds=rounds,
        runs="run" if rounds == 1 else "runs",
        cores=os.cpu_count(),
        system=platform.system(),
        python=platform.python_version(),
        command=COMMAND,
        tables=told,
    )
    (project / "docs/speed.md").write_text(page)
    size = max(size for size, found in measured.items() if any(name.startswith("Pelican") for name, *_ in found))
    (project / "docs/speed.svg").write_text(_draw(size, measured[size]))
    readme = project / "README.md"
    before, start, rest = readme.read_text().partition(START)
    _, end, after = rest.partition(END)
    readme.write_text(f"{before}{start}\n\n{tables[size]}\n\n{end}{after}")


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
