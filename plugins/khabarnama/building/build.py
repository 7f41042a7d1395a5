"""What one build knows and gathers, shared by its generator and its command."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import fingerprint
from khabarnama.building.lock import locked
from khabarnama.building.processes import count_workers
from khabarnama.building.progress import Progress
from khabarnama.building.store import Store, spare_folder, state_folder
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.pipeline import Surroundings

if TYPE_CHECKING:
    import datetime as dt

    from khabarnama.building.aside import Aside
    from khabarnama.building.seal import Seen
    from khabarnama.building.size import Size
    from khabarnama.building.tree import Changes
    from khabarnama.editions.entry import Entry
    from khabarnama.reading.contents import Contents
    from khabarnama.reading.history import History

SIGN = ".nojekyll"  # a file that every site has
KEY = "KHABARNAMA_BUILD"  # where Pelican's settings hold it
SEEN = "KHABARNAMA_SEEN"  # where they hold what was seen before it began


@dataclass(slots=True)
class Build:
    """One build: what lies in the content folder, what is remembered, what was read, what is wrong, what was written.

    `code` is the key of the code that builds. `workers` is on how many processes the work is spread. `glance`, if there
    is one, is looking at the spare folder. `is_lasting` tells whether nothing but the files says what is in them: not
    git, not the day.
    """

    contents: Contents
    surroundings: Surroundings
    history: History
    output: Path
    store: Store
    code: bytes
    workers: int = 1
    glance: Aside | None = None
    is_lasting: bool = False
    preview: bool = False
    good_part: bool = False
    latest: dt.date | None = None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    changes: Changes | None = None
    size: Size | None = None
    progress: Progress = field(default_factory=Progress)
    resources: ExitStack = field(default_factory=ExitStack)

    @property
    def spare(self) -> Path:
        """The folder in which the next site is made ready."""
        return spare_folder(self.output)

    @property
    def failed(self) -> bool:
        """Whether an error stands."""
        return any(problem.level == "error" for problem in self.problems)

    @property
    def is_publishable(self) -> bool:
        """Whether the site may be put in place: without an error, or where what is good is asked for."""
        return self.preview or self.good_part or not self.failed

    def close(self) -> None:
        """Let another build of the same site begin."""
        self.resources.close()


def start(  # noqa: PLR0913, PLR0917  # all that it depends on
    content: Path,
    output: Path,
    zone: dt.tzinfo,
    today: dt.date | None,
    hosts: tuple[str, ...],
    seen: Seen,
) -> Build:
    """Return a build of the articles below `content` into `output`; `today` dates those without a day, in the preview.

    `hosts` are those from which articles may show pictures; `seen` is what was seen already.

    What is kept for the next build lies beside the output, in `.khabarnama/`. Raises KhabarnamaError if another build
    is writing the same site.
    """
    _refuse_output(content, output)
    state = state_folder(output)
    resources = ExitStack()
    resources.enter_context(locked(state))
    contents, history = seen.of(content)
    store = Store(state / "state.sqlite", fingerprint(seen.code, str(zone), str(today), hosts))
    resources.callback(store.close)  # after whatever else has it open, and while no other build may begin
    return Build(
        contents,
        Surroundings(zone, history.added, today, hosts),
        history,
        output,
        store,
        seen.code,
        count_workers(),
        seen.glance,
        preview=today is not None,
        problems=list(contents.problems),
        resources=resources,
    )


def _refuse_output(content: Path, output: Path) -> None:
    """Raise KhabarnamaError where a site in the folder `output` would take the place of something else."""
    if output.is_symlink():
        message, hint = "output must be a folder itself, found a link", "give the folder that it leads to as --output"
        raise KhabarnamaError([Problem(str(output), 0, "error", message, hint)])
    own = [content.resolve(), Path.cwd().resolve()]
    folder = output.resolve()
    if any(path.is_relative_to(folder) for path in own) or folder.is_relative_to(own[0]):
        message, hint = "output must be a folder of its own, found one with articles in it", "give another --output"
        raise KhabarnamaError([Problem(str(output), 0, "error", message, hint)])
    if folder.exists() and not (folder / SIGN).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        message = "output must be empty or a site that was built here, found something else"
        hint = "give another --output, or empty it if nothing in it is needed"
        raise KhabarnamaError([Problem(str(output), 0, "error", message, hint)])
