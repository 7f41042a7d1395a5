"""What one build knows and gathers, shared by its generator and its command."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import code_key, fingerprint
from khabarnama.building.progress import Progress
from khabarnama.building.store import Store, locked
from khabarnama.building.workers import cores
from khabarnama.reading.contents import survey
from khabarnama.reading.history import History
from khabarnama.reading.pipeline import Surroundings

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from khabarnama.building.tree import Changes
    from khabarnama.editions.entry import Entry
    from khabarnama.problems import Problem
    from khabarnama.reading.contents import Contents

KEY = "KHABARNAMA_BUILD"  # where Pelican's settings hold it


@dataclass(slots=True)
class Build:
    """One build: what lies in the content folder, what is remembered, what was read, what is wrong, what was written.

    `code` is the key of the code that builds. `workers` is on how many processes the work is spread.
    """

    contents: Contents
    surroundings: Surroundings
    output: Path
    store: Store
    code: bytes
    workers: int = 1
    preview: bool = False
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    changes: Changes | None = None
    progress: Progress = field(default_factory=Progress)
    resources: ExitStack = field(default_factory=ExitStack)

    @property
    def failed(self) -> bool:
        """Whether an error stands."""
        return any(problem.level == "error" for problem in self.problems)

    def close(self) -> None:
        """Let another build of the same site begin."""
        self.store.close()
        self.resources.close()


def start(content: Path, output: Path, zone: dt.tzinfo, today: dt.date | None) -> Build:
    """Return a build of the articles below `content` into `output`; `today` dates those without a day, in the preview.

    What is kept for the next build lies beside the output, in `.khabarnama/`. Raises KhabarnamaError if another build
    is writing the same site.
    """
    state = output.parent / ".khabarnama" / output.name
    resources = ExitStack()
    resources.enter_context(locked(state))
    code = code_key()
    contents = survey(content)
    store = Store(state / "state.sqlite", fingerprint(code, str(zone), str(today)))
    return Build(
        contents,
        Surroundings(zone, History(content).added, today),
        output,
        store,
        code,
        int(os.environ.get("KHABARNAMA_WORKERS", cores())),
        preview=today is not None,
        problems=list(contents.problems),
        resources=resources,
    )
