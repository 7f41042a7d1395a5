"""What one build knows and gathers, shared by its reader, its generator and its command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabarnama.reading.contents import Contents, survey
from khabarnama.reading.history import History
from khabarnama.reading.pipeline import Surroundings

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from khabarnama.problems import Problem
    from khabarnama.reading.article import Article

KEY = "KHABARNAMA_BUILD"  # where Pelican's settings hold it


@dataclass(slots=True)
class Build:
    """One build: what lies in the content folder, the articles that were read, what is wrong, what was written."""

    contents: Contents
    surroundings: Surroundings
    preview: bool = False
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether an error stands."""
        return any(problem.level == "error" for problem in self.problems)


def start(folder: Path, zone: dt.tzinfo, today: dt.date | None) -> Build:
    """Return a build of the articles below `folder`; `today` dates those that have no day, in the preview only."""
    contents = survey(folder)
    surroundings = Surroundings(zone, History(folder).added, today)
    return Build(contents, surroundings, today is not None, problems=list(contents.problems))
