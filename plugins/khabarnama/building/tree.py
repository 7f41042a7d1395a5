"""The output folder: the next site is made ready beside the live one, then the two change places in one step.

Both folders stay. The one that was live until now is the next one's start, so that a build writes only what changed;
and what did not change is one file with two names.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from stat import S_ISREG
from typing import TYPE_CHECKING

from khabarnama.building.folders import clear, exchange, flush, link, make_room
from khabarnama.building.ledger import LIVE, SPAN, SPARE, Tree, fold, identity, weigh
from khabarnama.building.looking import look, look_over
from khabarnama.building.plan import Part, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from khabarnama.building.ledger import File, Ledger, Row, Weight
    from khabarnama.building.plan import Output

    Write = Callable[[Sequence[Output], Path], list[File]]

_FAR = 1000  # files


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to the output: how many files it wrote anew and took away; what is there now, and its stamp."""

    written: int
    removed: int
    weight: Weight
    pages: int
    stamp: int


def held(live: Path, spare: Path, ledger: Ledger) -> dict[str, Row]:
    """Return what the folder `live` holds, by part, as the last build left it; nothing where that is not known.

    A site that was whole when its build died is put in its place first.
    """
    _recover(live, spare)
    left = ledger.tree(LIVE)
    if left and left.id == identity(spare) and look(spare) == left.stamp:
        exchange(spare, live)
    return ledger.parts() if left and left.id == identity(live) else {}


def publish(plan: Plan, live: Path, spare: Path, seen: Callable[[], int], write: Write) -> Changes:
    """Make the folder `live` hold the files of `plan`, and nothing else: all at once, or not at all.

    `spare` is a folder on the same disk, and `seen` gives its stamp as `look` does. `write` makes files in a folder,
    and returns them.
    """
    ledger = plan.ledger
    last = ledger.tree(LIVE) if plan.held else None
    if last and not plan.changes and not plan.gone and look_over(live) == last.stamp:
        return _changes(plan.held.values(), 0, 0, last.stamp)
    behind = _ready(plan, spare, seen)
    same, lost = _find(plan, live, behind)
    fresh = [*plan.fresh(), *((name, output) for name, output, _ in lost)]
    places = {output.path: name for name, output in fresh}
    old = {file.path: file for file in (*plan.dropped(), *(file for _, _, file in lost))}
    ledger.begin()
    clear(spare, behind.keys() | old.keys(), {*same, *places})
    make_room(spare, [*same, *places])
    link(live, spare, same)
    new = {file.path: file for file in write([output for _, output in fresh], spare)}
    flush(spare)
    rows = dict(_rows(plan, places, new))
    stamp = ((last.stamp if last else 0) + _sum(new.values()) - _sum(old.values())) % SPAN
    left = Tree(last.id, last.stamp, {path: places.get(path, "") for path in (*old, *places)}) if last else None
    ledger.finish(rows.values(), plan.gone, Tree(identity(spare), stamp, {}), left)
    exchange(spare, live)
    whole = [rows[name][0] if name in rows else plan.held[name] for name in plan.parts]
    return _changes(whole, len(fresh), len(old.keys() - places.keys()), stamp)


def catch_up(live: Path, spare: Path, ledger: Ledger) -> None:
    """Make the folder `spare` like `live` where it is far behind, so that the next build has less to do.

    A file of `live` that somebody has changed is left to that build.
    """
    last, left = ledger.tree(LIVE), ledger.tree(SPARE)
    if last is None or last.id != identity(live) or (left and left.id == identity(spare) and len(left.behind) < _FAR):
        return
    plan = Plan(ledger.parts(), ledger)
    plan.add(Part(name, row.key, _make_nothing) for name, row in plan.held.items())
    behind = _ready(plan, spare, lambda: look_over(spare))
    same, _ = _find(plan, live, behind)
    ledger.begin()
    clear(spare, behind.keys(), same)
    make_room(spare, same)
    link(live, spare, same)
    flush(spare)
    if look_over(spare) == last.stamp:
        ledger.finish((), (), last, Tree(identity(spare), last.stamp, {}))


def _make_nothing() -> tuple[Sequence[Output], str]:
    return (), ""


def _changes(rows: Collection[Row], written: int, removed: int, stamp: int) -> Changes:
    return Changes(written, removed, weigh(rows), sum(row.pages for row in rows), stamp)


def _sum(files: Iterable[File]) -> int:
    return sum(file.mark for file in files)


def _rows(plan: Plan, places: Mapping[str, str], new: Mapping[str, File]) -> Iterator[tuple[str, tuple[Row, str]]]:
    """Yield, by name, each part some of whose files are `new`, or that has changed, with what it lists."""
    files: dict[str, dict[str, File]] = {name: dict(plan.kept(name)) for name in (*plan.changes, *places.values())}
    for path, name in places.items():
        files[name][path] = new[path]
    for name, found in files.items():
        yield name, (fold(name, plan.parts[name].key, list(found.values())), plan.listed(name))


def _recover(live: Path, spare: Path) -> None:
    """Put the last site back where a computer without a way to exchange folders stopped between two names.

    In its own place, or in the spare folder's where the new one was in its place already.
    """
    last = spare.with_name(f"{spare.name}.last")
    for place in (live, spare):
        if last.exists() and not place.exists():
            last.replace(place)


def _ready(plan: Plan, spare: Path, seen: Callable[[], int]) -> Mapping[str, str]:
    """Make `spare` a folder whose files are known, and return the paths that are to be looked at, with their parts.

    They are few where it is as the build before the last one left it; else it is emptied, and they are all.
    """
    left = plan.ledger.tree(SPARE)
    if plan.held and left and left.id == identity(spare) and left.stamp == seen():
        return left.behind
    if spare.is_symlink() or spare.is_file():
        spare.unlink()
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(parents=True)
    spare.chmod(0o755)
    return {path: name for name, row in plan.held.items() for path in row.unfold()}


def _find(plan: Plan, live: Path, behind: Mapping[str, str]) -> tuple[list[str], list[tuple[str, Output, File]]]:
    """Return which of the files `behind` are wanted as `live` has them, and those that somebody has changed there."""
    parts: dict[str, list[str]] = defaultdict(list)
    for path, name in behind.items():
        parts[name].append(path)
    same: list[str] = []
    lost: list[tuple[str, Output, File]] = []
    for name, paths in parts.items():
        files = plan.kept(name)
        wanted = [path for path in paths if path in files]
        there = {path for path in wanted if _is_there(live, files[path])}
        same += there
        again = plan.find(name, set(wanted) - there) if len(there) < len(wanted) else ()
        lost += ((name, output, files[output.path]) for output in again)
    return same, lost


def _is_there(tree: Path, file: File) -> bool:
    with suppress(OSError):
        status = os.lstat(f"{tree}/{file.path}")
        return S_ISREG(status.st_mode) and (status.st_size, status.st_mtime_ns) == (file.size, file.time)
    return False
