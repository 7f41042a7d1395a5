"""How long understanding an article takes, step by step: `python benchmarks/understanding.py [ROUNDS]`.

Prints the median over rounds of the time for 400 words of the project's own Urdu articles, on one core, and what
loading the gazetteer takes in a new process. The articles have half as many words: the second figure is of pastes of
400, each an article with paragraphs of others in it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "plugins"))

from khabarnama.countries.detector import detect  # noqa: E402  # after the path
from khabarnama.reading.pipeline import Surroundings, read_article  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = 400
PARAGRAPH = 100  # letters: a longer line is one
LOAD = (
    "import time; from khabarnama.countries.gazetteer import load, plant; began = time.perf_counter(); load();"
    "plant('ur'); plant('en'); print(time.perf_counter() - began)"
)


def measure(step: Callable[[], object], rounds: int) -> float:
    """Return the median time of a step in seconds."""
    times = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        step()
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def lengthen(texts: Sequence[str]) -> list[str]:
    """Return each of `texts` with paragraphs of the others, one a line, below its own until it has the words."""
    bodies = [[line for line in text.split("\n") if len(line) > PARAGRAPH] for text in texts]
    pastes = []
    for number, text in enumerate(texts):
        paste = text
        for other in (*bodies[number + 1 :], *bodies[:number]):
            if len(paste.split()) < WORDS:
                paste = paste.replace(bodies[number][-1], "\n".join((bodies[number][-1], *other[1:])), 1)
        pastes.append(paste)
    return pastes


def main(rounds: int) -> None:
    """Measure and print."""
    files = [(path.as_posix(), path.read_bytes()) for path in sorted(PROJECT.glob("content/**/*.ur.txt"))]
    articles = [read_article(data, name, Surroundings()) for name, data in files]
    texts = [data.decode("utf-8-sig") for _, data in files]
    pastes = [(name, text.encode()) for (name, _), text in zip(files, lengthen(texts), strict=True)]
    words, more = (sum(len(data.decode("utf-8-sig").split()) for _, data in group) for group in (files, pastes))
    read = measure(lambda: [read_article(data, name, Surroundings()) for name, data in files], rounds)
    read_long = measure(lambda: [read_article(data, name, Surroundings()) for name, data in pastes], rounds)
    tag = measure(lambda: [detect(a.lang, a.headline, a.dek, a.paragraphs) for a in articles], rounds)
    loads = [_load() for _ in range(5)]
    table = Table("step", "milliseconds", title=f"{WORDS} words, median of {rounds} rounds over {len(files)} articles")
    table.add_row("reading: decode to safe HTML", f"{read / words * WORDS * 1000:.2f}")
    table.add_row("the same, of pastes that long", f"{read_long / more * WORDS * 1000:.2f}")
    table.add_row("countries", f"{tag / words * WORDS * 1000:.2f}")
    table.add_row("loading the gazetteer, once", f"{statistics.median(loads) * 1000:.0f}")
    Console().print(table)


def _load() -> float:
    run = subprocess.run(
        [sys.executable, "-c", LOAD], cwd=PROJECT / "plugins", capture_output=True, text=True, timeout=60, check=True
    )
    return float(run.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
