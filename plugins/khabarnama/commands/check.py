"""`check`: every problem of every file, without building anything."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from khabarnama.building.report import print_problems, stderr
from khabarnama.editions.entry import enter
from khabarnama.editions.pictures import find_pictures, picture_names
from khabarnama.editions.story import pair
from khabarnama.pictures.measuring import measure
from khabarnama.problems import Problem
from khabarnama.reading.contents import survey
from khabarnama.reading.dates import check_ahead
from khabarnama.reading.history import History
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the problems of all articles, and return 1 if one is an error."""
    contents = survey(arguments.content)
    surroundings = Surroundings(dt.UTC, History(arguments.content).added)
    articles = [understand(path, surroundings).article for path in contents.articles]
    problems = [*contents.problems, *(problem for article in articles for problem in article.problems)]
    problems += pair(enter(article) for article in articles if article.date)[1]
    latest = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for article in articles:
        problems += check_ahead(article.path, article.date, latest)
        files, missing = find_pictures(article.path, list(picture_names(article)), contents.pictures)
        problems += [*missing, *(found for file in files if isinstance(found := measure(file), Problem))]
    console = stderr()
    print_problems(problems, console)
    errors = sum(problem.level == "error" for problem in problems)
    console.print(f"{len(articles):,} articles, {errors:,} errors")
    return int(errors > 0)
