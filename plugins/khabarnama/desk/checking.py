"""Articles to everything that is wrong with them, without building anything."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.processes import cores
from khabarnama.building.workers import spread
from khabarnama.editions.edition import check_language
from khabarnama.editions.entry import Entry, enter
from khabarnama.editions.pictures import find_pictures
from khabarnama.editions.standing import read_standing
from khabarnama.editions.story import pair
from khabarnama.pictures.measuring import measure
from khabarnama.problems import Problem
from khabarnama.reading.contents import Contents, shown, survey, survey_file
from khabarnama.reading.dates import check_ahead
from khabarnama.understanding import load, understand_all, understand_data

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from khabarnama.desk.desk import Desk
    from khabarnama.editions.standing import StandingPage
    from khabarnama.reading.pipeline import Surroundings


@dataclass(frozen=True, slots=True)
class Checked:
    """How many articles were looked at, and what is wrong, by file and line."""

    articles: int
    problems: list[Problem] = field(default_factory=list)

    def count(self, level: str) -> int:
        """Return how many problems are of `level`."""
        return sum(problem.level == level for problem in self.problems)


def find(desk: Desk, paths: Sequence[Path]) -> tuple[Contents, list[str]]:
    """Return what lies in the content folder, and which of its articles `paths` name: all of them without any.

    Files and folders outside the content folder are looked at by themselves.
    """
    if not paths:
        contents = survey(desk.content)
        return contents, list(contents.files)
    found = Contents(desk.content)
    chosen = [_named(desk, Path(os.path.normpath(path))) for path in paths]
    for survey_one, path in dict.fromkeys(_survey(desk, path) for path in chosen):
        contents = survey_one(path)
        found.files |= contents.files
        found.pages |= contents.pages
        found.pictures |= contents.pictures
        found.problems += contents.problems
    names = list(map(shown, chosen))
    below = set(names), tuple(f"{name}/" for name in names)
    found.problems = [problem for problem in found.problems if _is_in(problem.path, *below)]
    found.pages = {name: stamp for name, stamp in found.pages.items() if _is_in(name, *below)}
    return found, [name for name in found.files if _is_in(name, *below)]


def _named(desk: Desk, path: Path) -> Path:
    """Return `path`; the content folder in the place of one around it, such as the project's."""
    return desk.content if desk.content.absolute().is_relative_to(path.absolute()) else path


def _survey(desk: Desk, path: Path) -> tuple[Callable[[Path], Contents], Path]:
    """Return how to look at `path`, and where: with all the content that it belongs to, else by itself."""
    if path.absolute().is_relative_to(desk.content.absolute()):
        return survey, desk.content
    return (survey if path.is_dir() else survey_file), path


def _is_in(name: str, files: set[str], folders: tuple[str, ...]) -> bool:
    return name in files or name.startswith(folders)


def check(desk: Desk, paths: Sequence[Path]) -> Checked:
    """Return what is wrong with the articles and pages that `paths` name, also where two files tell one story."""
    contents, chosen = find(desk, paths)
    neighbours = _neighbours(chosen, contents.files)
    entries = read(neighbours, desk.surroundings())
    wrong = judge(entries, set(chosen), contents.pictures, desk)
    wrong += judge_pages({name: load(Path(name)) for name in contents.pages}, contents.pictures, desk)
    return Checked(len(chosen), sorted({*contents.problems, *wrong}))


def _neighbours(chosen: Sequence[str], files: Mapping[str, str]) -> list[str]:
    """Return the chosen files and those beside them, which may tell the same stories."""
    if len(chosen) == len(files):
        return list(chosen)
    folders = {name.rpartition("/")[0] for name in chosen}
    return [name for name in files if name.rpartition("/")[0] in folders]


def judge(
    entries: Sequence[Entry], chosen: Collection[str], pictures: Mapping[str, Mapping[str, str]], desk: Desk
) -> list[Problem]:
    """Return what is wrong with those of `entries` that are `chosen`: by themselves, together, and with pictures."""
    problems: list[Problem] = []
    for entry in entries:
        if entry.path in chosen:
            problems += entry.problems
            problems += check_ahead(entry.path, entry.dates, desk.latest)
            problems += check_language(entry.path, entry.lang, desk.editions)
            problems += _judge_pictures(entry, pictures)
    told = pair(entry for entry in entries if entry.date)[1]
    if len(chosen) < len(entries):
        told = [
            problem for problem in told if problem.path in chosen or any(path in problem.message for path in chosen)
        ]
    return problems + told


def judge_pages(
    pages: Mapping[str, bytes | Problem], pictures: Mapping[str, Mapping[str, str]], desk: Desk
) -> list[Problem]:
    """Return what is wrong with the pages that are no news: their bytes by path."""
    standing, problems = read_standing(pages, desk.zone, desk.hosts, drafts=True)
    problems += [problem for page in standing for problem in check_language(page.path, page.lang, desk.editions)]
    return problems + [problem for page in standing for problem in _judge_pictures(page, pictures)]


def _judge_pictures(text: Entry | StandingPage, pictures: Mapping[str, Mapping[str, str]]) -> list[Problem]:
    """Return what is wrong with the pictures that `text` shows; one that is only in git is not looked into."""
    files, problems = find_pictures(text.path, text.pictures, pictures)
    found = (measure(file) for file in files if Path(file).exists())
    return problems + [problem for problem in found if isinstance(problem, Problem)]


def read(names: Sequence[str], surroundings: Surroundings, *, thorough: bool = True) -> list[Entry]:
    """Return what the files `names` say, in order, read over all cores. `thorough` is as for `tag`."""
    return [entry for run in spread(_read, names, cores(), (surroundings, thorough)) for entry in run]


def _read(names: Sequence[str], surroundings: Surroundings, thorough: bool) -> list[Entry]:  # noqa: FBT001  # a worker's
    loaded = ((name, load(Path(name))) for name in names)
    return [enter(understood.article) for understood in understand_all(loaded, surroundings, thorough=thorough)]


def enter_data(data: bytes | Problem, name: str, surroundings: Surroundings) -> Entry:
    """Return what `data`, the bytes of the file `name`, say."""
    return enter(understand_data(data, name, surroundings).article)
