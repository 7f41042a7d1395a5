"""Parts of the site that are to be made: made and written over all cores."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from khabarnama.building.making import make
from khabarnama.building.workers import FEW, spread
from khabarnama.editions.environment import TEMPLATE_ERRORS, problem_of
from khabarnama.editions.outputs import make_contents
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khabarnama.building.aside import Aside
    from khabarnama.building.build import Build
    from khabarnama.building.making import Folders, Made, Task
    from khabarnama.editions.renderer import Renderer

_ALONE = 40  # parts: for fewer, starting processes takes longer than the work
_MANY = 16  # parts, as a first build has: every template is looked at then, so that a wrong one shows at once


def write_all(
    renderer: Renderer, compiling: Aside | None, build: Build, tasks: Sequence[Task], folders: Folders
) -> list[Made]:
    """Do `tasks` over all cores, each process writing what it makes. Raises KhabarnamaError for a wrong template."""
    order = sorted(tasks, key=lambda task: (not task.part.heavy, task.part.near))  # what takes longest first
    chosen = {task.part.name: task for task in order}
    done: list[Made] = []
    advance = build.progress.stage("Writing")
    take(renderer, compiling)
    if len(chosen) >= _MANY:
        _prepare(renderer)
    shared = (chosen, folders, renderer)
    heavy = any(task.part.heavy for task in tasks)
    alone = FEW if heavy else _ALONE
    # Days near each other show the same cards, which each process makes for itself.
    for result in spread(_make, list(chosen), build.workers, shared, alone=alone, together=not heavy):
        if isinstance(result, Problem):
            raise KhabarnamaError([result])
        done += result
        advance(len(done), len(chosen))
    return done


def take(renderer: Renderer, compiling: Aside | None) -> None:
    """Let `renderer` have the templates that were compiled aside."""
    if compiling and (codes := compiling()):
        renderer.take(codes)


def _prepare(renderer: Renderer) -> None:
    try:
        renderer.prepare()
    except TEMPLATE_ERRORS as error:
        raise KhabarnamaError([problem_of(error)]) from error


def _make(
    names: Sequence[str], tasks: Mapping[str, Task], folders: Folders, renderer: Renderer
) -> list[Made] | Problem:
    """Do tasks: what a worker does."""
    try:
        return make([tasks[name] for name in names], folders, partial(make_contents, renderer))
    except TEMPLATE_ERRORS as error:
        return problem_of(error)
