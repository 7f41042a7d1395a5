"""The files of the content folder to entries: those that changed are read, over all cores; the rest is remembered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest
from khabarnama.building.store import Head, Store
from khabarnama.building.workers import spread
from khabarnama.editions.entry import Entry, from_json, to_json
from khabarnama.problems import Problem
from khabarnama.understanding import load, understand_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from khabarnama.reading.contents import Contents
    from khabarnama.reading.pipeline import Surroundings

_JUST_NOW = 200_000_000  # ns: a file this young may change again without its times telling
_FIRST = 2  # files, read before there are workers, so that the rules are compiled once
_TOLD_BY_THE_FILE = ("header", "folder", "line", "headline", "page", "dateline")  # where a lasting date comes from


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to read: its path, its stamp, and the key of its bytes when it was last understood."""

    path: str
    stat: str
    known: bytes | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: the key of its bytes, what the site knows of it and its HTML; no text if it is as known.

    `lasting` tells whether nothing but the file says it: not git, not today's date.
    """

    path: str
    stat: str
    source: bytes
    json: str = ""
    html: str = ""
    lasting: bool = True


def gather(
    contents: Contents, surroundings: Surroundings, store: Store, workers: int, advance: Callable[[int, int], None]
) -> list[Entry]:
    """Return what the site knows of each article in `contents`, in order. `advance` is told of progress: done, of."""
    known = {path: (head, entry) for path, head in store.heads().items() if (entry := _entry(head.json))}
    tasks: list[_Task] = []
    for path, stat in contents.files.items():
        head = known[path][0] if path in known else None
        if head is None or head.stat != stat:
            tasks.append(_Task(path, stat, head.source if head else None))
    young = time.time_ns() - _JUST_NOW
    news = _News({path: entry for path, (_, entry) in known.items()})
    for read in _read(tasks, surroundings, workers, advance):
        stat = read.stat if read.lasting and _is_settled(read.stat, young) else ""
        news.add(read, stat, known[read.path][0].json if read.path in known else "")
    news.keep(store, known.keys() - contents.files.keys())
    return [news.entries[path] for path in contents.files]


@dataclass(slots=True)
class _News:
    """What is known of each file, and what of it is new."""

    entries: dict[str, Entry]
    changed: list[tuple[Head, str]] = field(default_factory=list)
    stamped: list[Head] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def add(self, read: _Read, stat: str, json: str) -> None:
        """Add a file that was read; `json` is what was known of it."""
        before = self.entries.get(read.path)
        head = Head(read.path, stat, read.source if read.lasting else b"", read.json or json)
        if read.json:
            self.changed.append((head, read.html))
        else:
            self.stamped.append(head)
        self.entries[read.path] = entry = from_json(head.json)
        if entry.is_broken and before and not before.is_broken:
            self.broken.append(read.path)

    def keep(self, store: Store, gone: Set[str]) -> None:
        """Keep it for the next build; forget the paths that are `gone`, and last good versions of what is mended."""
        if self.changed or self.stamped or gone:
            store.put(self.changed, self.stamped, gone, self.broken)
            store.forget_good(path for path in store.good() if not self.entries[path].is_broken)


def last_good(entries: Sequence[Entry], store: Store) -> list[Entry]:
    """Return `entries`, each broken one as it was when it was last whole, where it ever was."""
    good = {path: entry for path, json in store.good().items() if (entry := _entry(json))}
    return [good.get(entry.path, entry) if entry.is_broken else entry for entry in entries]


def _entry(json: str) -> Entry | None:
    try:
        return from_json(json)
    except (ValueError, KeyError, TypeError):
        return None


def _is_settled(stat: str, young: int) -> bool:
    return all(int(moment) < young for moment in stat.split()[1:3])


def _read(
    tasks: Sequence[_Task], surroundings: Surroundings, workers: int, advance: Callable[[int, int], None]
) -> list[_Read]:
    done = _understand(tasks[:_FIRST], surroundings)
    for results in spread(_understand, tasks[_FIRST:], workers, (surroundings,), sendable=True):
        done += results
        advance(len(done), len(tasks))
    return done


def _understand(tasks: Sequence[_Task], surroundings: Surroundings) -> list[_Read]:
    """Read files: what a worker does."""
    return [_understand_one(task, surroundings) for task in tasks]


def _understand_one(task: _Task, surroundings: Surroundings) -> _Read:
    data = load(Path(task.path))
    source = b"" if isinstance(data, Problem) else digest(data)
    if source and source == task.known:
        return _Read(task.path, task.stat, source)
    article = understand_data(data, task.path, surroundings, thorough=False).article
    lasting = article.origins.get("date", "").startswith(_TOLD_BY_THE_FILE)
    return _Read(task.path, task.stat, source, to_json(article), article.html, lasting)
