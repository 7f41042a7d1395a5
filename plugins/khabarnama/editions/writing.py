"""Files of the site that are to be made: made over all cores, and written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from khabarnama.building.ledger import File
from khabarnama.building.workers import ALONE, FEW, spread
from khabarnama.editions.environment import TEMPLATE_ERRORS, problem_of
from khabarnama.editions.outputs import refuse_taken
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khabarnama.building.aside import Aside
    from khabarnama.building.build import Build
    from khabarnama.building.plan import Output
    from khabarnama.editions.renderer import Renderer


def write_all(
    renderer: Renderer, compiling: Aside | None, build: Build, outputs: Sequence[Output], folder: Path
) -> list[File]:
    """Make `outputs` over all cores, and write them to `folder` meanwhile: a disk likes one writer best."""
    made = {output.path: output for output in sorted(outputs, key=lambda output: not output.heavy)}  # longest first
    written: list[File] = []
    advance = build.progress.stage("Writing")
    take(renderer, compiling)
    if len(made) >= ALONE:
        _prepare(renderer)
    alone = FEW if any(output.heavy for output in outputs) else ALONE
    for result in spread(_make, list(made), build.workers, (made, renderer), alone=alone):
        if isinstance(result, Problem):
            raise KhabarnamaError([result])
        written += [_write(made[path], content, folder) for path, content in result]
        advance(len(written), len(made))
    return written


def take(renderer: Renderer, compiling: Aside | None) -> None:
    """Let `renderer` have the templates that were compiled aside."""
    if compiling and (codes := compiling()):
        renderer.take(codes)


def _prepare(renderer: Renderer) -> None:
    try:
        renderer.prepare()
    except TEMPLATE_ERRORS as error:
        raise KhabarnamaError([problem_of(error)]) from error


def _make(paths: Sequence[str], made: dict[str, Output], renderer: Renderer) -> list[tuple[str, bytes]] | Problem:
    """Return the contents of files: what a worker does."""
    try:
        return [(path, made[path].make(renderer)) for path in paths]
    except TEMPLATE_ERRORS as error:
        return problem_of(error)


def _write(output: Output, content: bytes, folder: Path) -> File:
    try:
        descriptor = os.open(f"{folder}/{output.path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:  # of a part that has not changed
        refuse_taken(output.path)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        file.write(content)
        status = os.fstat(descriptor)
    return File(output.path, output.key, len(content), status.st_mtime_ns)
