"""`explain`: how each file was understood, for people or as a line of JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from khabarnama.building.report import print_problems
from khabarnama.countries.gazetteer import load
from khabarnama.reading.contents import survey
from khabarnama.reading.history import History
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import Understood, understand

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def run(arguments: Namespace) -> int:
    """Explain each file, and return 1 if one has an error."""
    console = Console(highlight=False, soft_wrap=arguments.json)
    failed = False
    for understood in _understand(arguments.paths):
        if arguments.json:
            print(json.dumps(to_json(understood), ensure_ascii=False))  # noqa: T201  # a line a file is the command's output
        else:
            show(understood, console)
        failed |= any(problem.level == "error" for problem in understood.article.problems)
    return int(failed)


def _understand(paths: Iterable[Path]) -> Iterator[Understood]:
    zone = dt.datetime.now().astimezone().tzinfo or dt.UTC
    for path in paths:
        folder = path if path.is_dir() else path.parent
        surroundings = Surroundings(zone, History(folder).added)
        for file in survey(path).articles if path.is_dir() else [path]:
            yield understand(file, surroundings)


def to_json(understood: Understood) -> dict[str, Any]:
    """Return what was understood of a file, in JSON's types. Headline and dek are as they stand in the file."""
    article, detection = understood.article, understood.detection
    dateline = article.dateline
    signs = detection.evidence.items()
    country = next((iso for iso, found in signs if any(sign.where == "dateline" for sign in found)), None)
    return {
        "path": article.path,
        "lang": article.lang,
        "headline": article.as_found.get("headline") or None,
        "dek": article.as_found.get("dek") or None,
        "dateline": {"place": dateline.place, "source": dateline.source, "country": country} if dateline else None,
        "date": article.date.isoformat() if article.date else None,
        "body": article.paragraphs,
        "removed": [{"line": gone.line, "text": gone.text, "rule": gone.rule} for gone in article.removed],
        "countries": {
            "about": list(article.countries),
            "mentioned": {
                iso: list(forms) for iso, forms in detection.mentioned.items() if iso not in article.countries
            },
        },
        "problems": [
            {"line": problem.line, "level": problem.level, "message": problem.message, "hint": problem.hint}
            for problem in article.problems
        ],
    }


def show(understood: Understood, console: Console) -> None:
    """Print what was understood of a file, as tables."""
    article = understood.article
    console.rule(f"[bold]{escape(article.path)}", align="left")
    console.print(_fields(understood))
    if article.removed:
        table = Table("Line", "Removed", "Rule", box=None, header_style="bold")
        for gone in article.removed:
            table.add_row(str(gone.line), escape(gone.text), f"[yellow]{gone.rule}[/]")
        console.print(table)
    print_problems(article.problems, console)


def _fields(understood: Understood) -> Table:
    article, names = understood.article, load()
    dateline = article.dateline
    values = {
        "lang": article.lang,
        "date": article.date.date().isoformat() if article.date else None,
        "headline": article.headline,
        "dek": article.dek,
        "place": dateline.place if dateline else None,
        "dateline": dateline.source if dateline else None,
        "author": article.author,
        "source": article.source,
        "body": f"{len(article.paragraphs)} paragraphs, {sum(map(len, map(str.split, article.paragraphs)))} words",
        "countries": ", ".join(
            f"{names.name(iso, article.lang)} ({iso})" for iso in article.countries if iso in names.codes
        ),
        "mentioned": ", ".join(f"{iso}: {'، '.join(forms)}" for iso, forms in understood.detection.mentioned.items()),
    }
    table = Table("Field", "Understood", "From", box=None, header_style="bold")
    for name, value in values.items():
        if value:
            table.add_row(f"[cyan]{name}[/]", escape(value), f"[dim]{escape(article.origins.get(name, ''))}[/]")
    return table
