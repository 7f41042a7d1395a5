"""The output folder: the next site is made ready beside the live one, then the two change places in one step.

Both folders stay. The one that was live until now is the next one's start, so that a build writes only what changed;
and what did not change is one file with two names.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.building.folders import exchange, flush, link, make_room, prune, take_away
from khabarnama.building.ledger import LIVE, SPAN, SPARE, Tree, from_bytes, identity, weigh
from khabarnama.building.looking import look, look_over
from khabarnama.building.making import Folders, Task, is_there, write
from khabarnama.building.plan import Plan
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from khabarnama.building.ledger import Ledger, Row, Weight
    from khabarnama.building.making import Made
    from khabarnama.building.plan import Part

    Work = Callable[[Sequence[Task], Folders], Iterable[Made]]

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


def publish(plan: Plan, live: Path, spare: Path, seen: Callable[[], int], work: Work) -> Changes:
    """Make the folder `live` hold the files of `plan`, and nothing else: all at once, or not at all.

    `spare` is a folder on the same disk, and `seen` gives its stamp as `look` does. `work` does tasks.
    Raises KhabarnamaError where two files would stand in one place.
    """
    ledger, changed, gone = plan.ledger, plan.changed, plan.gone
    last = ledger.tree(LIVE) if plan.held else None
    if last and not changed and not gone and look_over(live) == last.stamp:
        return _changes(plan, 0, 0, last.stamp)
    folders = Folders(str(live), str(spare))
    behind = _ready(plan, spare, seen)
    ledger.begin()
    dropped = {path for row in gone for path in row.unfold()}
    take_away(folders.spare, behind.keys() | dropped)
    prune(spare, (path for path in behind.keys() | dropped if behind.get(path) not in plan.parts))
    tasks = _share(plan, changed, behind, folders)
    for some in (False, True):
        chosen = [task for task in tasks if task.part.last is some]
        plan.made.update((made.row.name, made) for made in work(chosen, folders))
    places = {path: name for name, made in plan.made.items() for path in made.new}
    old = dropped.union(*(made.old for made in plan.made.values()))
    prune(spare, old - places.keys())
    _add_late(plan, places, folders)
    flush(spare)
    shift = sum(made.shift for made in plan.made.values()) - sum(from_bytes(row.stamp) for row in gone)
    stamp = ((last.stamp if last else 0) + shift) % SPAN
    left = Tree(last.id, last.stamp, {path: places.get(path, "") for path in (*old, *places)}) if last else None
    rows = ((made.row, made.listed) for made in plan.made.values())
    ledger.finish(rows, [row.name for row in gone], Tree(identity(spare), stamp, {}), left)
    exchange(spare, live)
    return _changes(plan, len(places), len(old - places.keys()), stamp)


def _share(plan: Plan, changed: Collection[Part], behind: Mapping[str, str], folders: Folders) -> list[Task]:
    """Return which parts are to be looked into, after the files of the others have got the places that they lack.

    A part that has not changed is looked into only where somebody has changed a file of it that the live site holds.
    """
    lacking = _by_part(behind, plan.parts)
    names = {part.name for part in changed}
    same: list[str] = []
    for name in lacking.keys() - names:
        files = plan.held[name].unfold()
        if all(is_there(folders.live, files[path]) for path in lacking[name]):
            same += lacking[name]
        else:
            names.add(name)
    make_room(folders.spare, same)
    link(folders.live, folders.spare, same)
    return [Task(part, plan.held.get(name), lacking[name]) for name, part in plan.parts.items() if name in names]


def _by_part(paths: Mapping[str, str], parts: Container[str]) -> Mapping[str, set[str]]:
    """Return, of `paths` with the part of each, those of each of `parts`."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, name in paths.items():
        if name in parts:
            found[name].add(path)
    return found


def _add_late(plan: Plan, places: dict[str, str], folders: Folders) -> None:
    """Write the files whose places were taken, which must be free now; tell of all that are not."""
    taken: dict[str, None] = {}
    for name, made in plan.made.items():
        files = []
        for late in made.late:
            if file := write(folders.spare, *late):
                places[file.path] = name
                files.append(file)
            else:
                taken[late.path] = None
        if files:
            made.add(files)
    if taken:
        message = "every page must have a place of its own, found two"
        hint = "give one of the stories another name"
        raise KhabarnamaError([Problem(path, 0, "error", message, hint) for path in taken])


def is_far_behind(live: Path, spare: Path, ledger: Ledger) -> bool:
    """Tell whether the folder `spare` lacks so much of the site in `live` that `catch_up` is worth its while."""
    last, left = ledger.tree(LIVE), ledger.tree(SPARE)
    is_known = left is not None and left.id == identity(spare) and len(left.behind) < _FAR
    return last is not None and last.id == identity(live) and not is_known


def catch_up(live: Path, spare: Path, ledger: Ledger) -> None:
    """Make the folder `spare`, which is far behind, like `live`, so that the next build has less to do.

    A file of `live` that somebody has changed is left to that build.
    """
    last, rows = ledger.tree(LIVE), ledger.parts()
    behind = _ready(Plan(rows, ledger), spare, lambda: look(spare))
    ledger.begin()
    take_away(str(spare), behind)
    prune(spare, (path for path, name in behind.items() if not name))
    lacking = _by_part(behind, rows)
    files = {name: rows[name].unfold() for name in lacking}
    same = [path for name, paths in lacking.items() for path in paths if is_there(str(live), files[name][path])]
    make_room(str(spare), same)
    link(str(live), str(spare), same)
    flush(spare)
    if last and look(spare) == last.stamp:
        ledger.finish((), (), last, Tree(identity(spare), last.stamp, {}))


def _changes(plan: Plan, written: int, removed: int, stamp: int) -> Changes:
    rows = plan.rows
    return Changes(written, removed, weigh(rows), sum(row.pages for row in rows), stamp)


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
    stamp = seen() if plan.held else 0  # first: it may be made ready aside
    left = plan.ledger.tree(SPARE)
    if plan.held and left and left.id == identity(spare) and left.stamp == stamp:
        return left.behind
    if spare.is_symlink() or spare.is_file():
        spare.unlink()
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(parents=True)
    spare.chmod(0o755)
    return {path: name for name, row in plan.held.items() for path in row.unfold()}
