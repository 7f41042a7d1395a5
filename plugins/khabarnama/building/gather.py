"""The files of the content folder to entries: those that changed are read, over all cores; the rest is remembered."""

from __future__ import annotations

import json
import time
from contextlib import closing, suppress
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.building.fingerprint import quick_digest
from khabarnama.building.workers import spread
from khabarnama.editions.entry import Entry, enter, from_row, to_row
from khabarnama.problems import Problem
from khabarnama.understanding import load, understand_all

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from khabarnama.building.store import Change, Store
    from khabarnama.reading.article import Article
    from khabarnama.reading.contents import Contents
    from khabarnama.reading.pipeline import Surroundings

_JUST_NOW = 200_000_000  # ns: a file this young may change again without its times telling
_FIRST = 2  # files, read before there are workers, so that the rules are compiled once
_TOLD_BY_THE_FILE = ("header", "folder", "line", "headline", "page", "dateline")  # where a lasting date comes from
_to_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class _Head(NamedTuple):
    """How a file was understood, without its body: its stamp then, empty if that tells nothing; its bytes' key."""

    stat: str
    source: str
    entry: Entry


class _Task(NamedTuple):
    """A file to read: its path, its stamp, and the key of its bytes when it was last understood."""

    path: str
    stat: str
    known: str


class _Read(NamedTuple):
    """A file that was read: the key of its bytes, what the site knows of it and its HTML; no entry if it is as known.

    `lasting` tells whether nothing but the file says it: not git, not today's date.
    """

    path: str
    stat: str
    source: str
    entry: Entry | None = None
    html: bytes = b""
    lasting: bool = True


def gather(
    contents: Contents, surroundings: Surroundings, store: Store, workers: int, advance: Callable[[int, int], None]
) -> tuple[list[Entry], bool]:
    """Return what the site knows of each article in `contents`, in order, and whether it is lasting.

    It is where no file need be read again that is not written to. `advance` is told of progress: done, of.
    """
    known = {head.entry.path: head for line in store.folders().values() for head in _read_heads(line)}
    tasks: list[_Task] = []
    for path, stat in contents.files.items():
        head = known.get(path)
        if head is None or head.stat != stat:
            tasks.append(_Task(path, stat, head.source if head else ""))
    gone = known.keys() - contents.files.keys()
    if tasks or gone:
        folders = _folders((*gone, *(task.path for task in tasks)), contents)
        with store.change() as change, closing(_read(tasks, surroundings, workers, advance)) as found:
            change.forget(gone)
            _learn(found, known, folders, change)
        store.forget_good(path for path in store.good() if path not in known or not known[path].entry.is_broken)
    heads = [known[path] for path in contents.files]
    return [head.entry for head in heads], all(head.stat for head in heads)


def _folders(paths: Iterable[str], contents: Contents) -> dict[str, list[str]]:
    """Return the folders of `paths`, each with the files that lie in it."""
    folders: dict[str, list[str]] = {_folder(path): [] for path in paths}
    for path in contents.files:
        if (folder := _folder(path)) in folders:
            folders[folder].append(path)
    return folders


def _learn(
    found: Iterable[_Read], known: dict[str, _Head], folders: Mapping[str, Sequence[str]], change: Change
) -> None:
    """Keep what is `found`, while more is read: those of a folder come one after the other, and what it holds last."""
    young = time.time_ns() - _JUST_NOW
    left = dict(folders)
    for folder, reads in groupby(found, lambda read: _folder(read.path)):
        for read in reads:
            _keep(read, known, change, young)
        change.keep_folder(folder, _write_heads([known[path] for path in left.pop(folder)]))
    for folder, paths in left.items():  # from which files are gone, and in which none is new
        change.keep_folder(folder, _write_heads([known[path] for path in paths]) if paths else b"")


def _keep(read: _Read, known: dict[str, _Head], change: Change, young: int) -> None:
    before = known.get(read.path)
    entry = read.entry or (before and before.entry)
    assert entry  # noqa: S101  # a file that is as known is known
    if read.entry:
        if entry.is_broken and before and not before.entry.is_broken:
            change.keep_good(read.path, _to_json(to_row(before.entry)).encode())
        change.keep_body(read.path, entry.body, read.html)
    stat = read.stat if read.lasting and _is_settled(read.stat, young) else ""
    known[read.path] = _Head(stat, read.source if read.lasting else "", entry)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _write_heads(heads: Sequence[_Head]) -> bytes:
    return _to_json([(head.stat, head.source, to_row(head.entry)) for head in heads]).encode()


@lru_cache(maxsize=20_000)
def _read_heads(line: bytes) -> list[_Head]:
    """Return the heads of a line that `_write_heads` wrote, which the preview asks for again and again."""
    try:
        return [_Head(stat, source, from_row(row)) for stat, source, row in json.loads(line)]
    except (ValueError, TypeError, IndexError):
        return []


def last_good(entries: Sequence[Entry], store: Store) -> list[Entry]:
    """Return `entries`, each broken one as it was when it was last whole, where it ever was."""
    good = {path: entry for path, row in store.good().items() if (entry := _entry(row))}
    return [good.get(entry.path, entry) if entry.is_broken else entry for entry in entries]


def _entry(row: bytes) -> Entry | None:
    with suppress(ValueError, TypeError, IndexError):
        return from_row(json.loads(row))
    return None


def _is_settled(stat: str, young: int) -> bool:
    return all(int(moment) < young for moment in stat.split()[1:3])


def _read(
    tasks: Sequence[_Task], surroundings: Surroundings, workers: int, advance: Callable[[int, int], None]
) -> Generator[_Read, None, None]:
    first = _understand(tasks[:_FIRST], surroundings)
    yield from first
    done = len(first)
    for results in spread(_understand, tasks[_FIRST:], workers, (surroundings,), sendable=True):
        yield from results
        done += len(results)
        advance(done, len(tasks))


def _understand(tasks: Sequence[_Task], surroundings: Surroundings) -> list[_Read]:
    """Read files: what a worker does."""
    sources: dict[str, str] = {}
    files = _load_new(tasks, sources)
    articles = (understood.article for understood in understand_all(files, surroundings, thorough=False))
    found = {article.path: _enter(article) for article in articles}
    return [_Read(task.path, task.stat, sources[task.path], *found.get(task.path, ())) for task in tasks]


def _load_new(tasks: Sequence[_Task], sources: dict[str, str]) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield path and data of those files that are not as they are known, and note the key of the bytes of each."""
    for task in tasks:
        data = load(task.path)
        source = sources[task.path] = "" if isinstance(data, Problem) else quick_digest(data).hex()
        if not source or source != task.known:
            yield task.path, data


def _enter(article: Article) -> tuple[Entry, bytes, bool]:
    lasting = article.origins.get("date", "").startswith(_TOLD_BY_THE_FILE)
    html = article.html.encode()
    return enter(article, html), html, lasting
