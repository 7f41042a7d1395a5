"""`explain`: how each file was understood, for people or as a line of JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from khabarnama.building.report import print_problems
from khabarnama.countries.gazetteer import load
from khabarnama.reading.contents import survey
from khabarnama.reading.history import History
from khabarnama.reading.pipeline import Surroundings
from khabarnama.reading.rules import load_rules
from khabarnama.reading.typography import count_mends
from khabarnama.understanding import Understood, understand

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khabarnama.reading.article import Article

# The names under which the reader says where a field came from.
_ORIGINS = {"headline": ("title", "headline"), "place": ("place", "dateline"), "desk": ("dateline",)}


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
    for table in (_fields(understood), _countries(understood), _removed(article), _mended(article)):
        if table.row_count:
            console.print(table)
    print_problems(article.problems, console)


def _fields(understood: Understood) -> Table:
    article = understood.article
    line = article.dateline
    values = {
        "lang": article.lang,
        "date": article.date.date().isoformat() if article.date else None,
        "headline": article.headline,
        "dek": article.dek,
        "place": line.place if line else None,
        "desk": line.source if line else None,
        "author": article.author,
        "source": article.source_name,
        "tags": "، ".join(article.tags),
        "body": f"{len(article.paragraphs)} paragraphs, {sum(map(len, map(str.split, article.paragraphs)))} words",
    }
    table = Table("Field", "Understood", "From", box=None, header_style="bold")
    for name, value in values.items():
        if value:
            origin = next((article.origins[key] for key in _ORIGINS.get(name, (name,)) if key in article.origins), "")
            table.add_row(f"[cyan]{name}[/]", escape(value), f"[dim]{escape(origin)}[/]")
    return table


def _countries(understood: Understood) -> Table:
    """Return each country with the words that name it, how they do, and where."""
    article, gazetteer, evidence = understood.article, load(), understood.detection.evidence
    named = [*article.countries, *(iso for iso in evidence if iso not in article.countries)]
    table = Table("Country", "", "Named by", box=None, header_style="bold")
    for iso in named:
        signs = Counter(f"{sign.words} ({sign.kind}, {sign.where})" for sign in evidence.get(iso, ()))
        words = "، ".join(f"{sign} ×{count}" if count > 1 else sign for sign, count in signs.items())
        about = "[green]about[/]" if iso in article.countries else "[dim]mentioned[/]"
        name = gazetteer.name(iso, article.lang) if iso in gazetteer.codes else iso
        table.add_row(f"{escape(name)} ({escape(iso)})", about, escape(words or article.origins.get("countries", "")))
    return table


def _removed(article: Article) -> Table:
    table = Table("Line", "Removed", "Rule", "Why", box=None, header_style="bold")
    rules = load_rules()
    for gone in article.removed:
        table.add_row(
            str(gone.line), escape(gone.text), f"[yellow]{gone.rule}[/]", f"[dim]{rules.reason(gone.rule)}[/]"
        )
    return table


def _mended(article: Article) -> Table:
    table = Table("Mended", "Times", box=None, header_style="bold")
    texts = (*article.as_found.values(), *(block.text for block in article.unmended))
    counts = sum((count_mends(text, article.lang) for text in texts), Counter[str]())
    for what, count in counts.most_common():
        table.add_row(what, str(count))
    return table
