"""`status`: the translation board, for people, programs and the preview."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from khabarnama.building.report import stdout
from khabarnama.countries.gazetteer import load
from khabarnama.desk.board import STATES, Board, Waiting, make_board, to_json
from khabarnama.desk.board_page import write_page
from khabarnama.desk.desk import open_desk
from khabarnama.problems import printable
from khabarnama.reading.matching import languages

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from rich.console import Console

    from khabarnama.desk.desk import Desk

_COLOURS = {"missing": "red", "draft": "yellow", "older": "magenta"}


def run(arguments: Namespace) -> int:
    """Print the board, and return 0: that something waits is no fault."""
    desk = open_desk(arguments)
    langs = [*desk.site.get("KHABARNAMA_EDITIONS", languages())]
    board = make_board(desk, langs).of([arguments.lang] if arguments.lang else [], arguments.country or ())
    _PRINTERS[arguments.format](board, desk)
    return 0


def _print_text(board: Board, desk: Desk) -> None:  # noqa: ARG001  # as every printer
    console = stdout()
    (_print_tables if console.is_terminal else _print_lines)(board, console)
    counts = ", ".join(f"{board.counts[state]:,} {state}" for state in STATES)
    console.print(f"{board.stories:,} stories: {counts}", style="bold")
    if board.broken:
        console.print(f"{board.broken:,} files with problems are left out: see check")
    if board.unknown:
        console.print(f"What is older than its original cannot be told: {printable(board.unknown)}")


def _print_lines(board: Board, console: Console) -> None:
    """Print a line a story (file, language it waits for, why, countries, headline), a month and a country."""
    for item in board.waiting:
        named = f" [{' '.join(item.story.countries)}]" if item.story.countries else ""
        line = f"{item.original.path}: {item.lang}: {_tell(item)}:{named} {item.original.headline}"
        console.print(printable(line), markup=False)
    groups = {f"{month:%Y-%m}": items for month, items in board.by_month().items()}
    groups |= {f"{load().name(iso, 'en')} ({iso})": items for iso, items in board.by_country().items()}
    for name, items in groups.items():
        counts = ((sum(item.state == state for item in items), state) for state in STATES)
        console.print(f"{name}: {', '.join(f'{count:,} {state}' for count, state in counts if count)}", markup=False)


def _tell(item: Waiting) -> str:
    if item.state != "older":
        return item.state
    return f"older since {item.since}" if item.since else "older than a change that is not committed"


def _print_tables(board: Board, console: Console) -> None:
    for month, items in board.by_month().items():
        table = Table(
            "Day", "Waits for", "", "Story", "Countries", "File", box=None, header_style="bold", pad_edge=False
        )
        for item in items:
            state = f"[{_COLOURS[item.state]}]{_tell(item)}[/]"
            cells = (item.original.headline, " ".join(item.story.countries), (item.counterpart or item.original).path)
            table.add_row(str(item.day.day), item.lang, state, *(escape(printable(cell)) for cell in cells))
        console.print(f"\n[bold]{month:%B %Y}[/] ({len(items):,})")
        console.print(table)
    if board.waiting:
        console.print(_countries(board), "", sep="\n")


def _countries(board: Board) -> Table:
    table = Table("Country", *(state.capitalize() for state in STATES), box=None, header_style="bold", pad_edge=False)
    for iso, items in board.by_country().items():
        counts = [sum(item.state == state for item in items) for state in STATES]
        cells = (f"[{_COLOURS[state]}]{count}[/]" if count else "" for state, count in zip(STATES, counts, strict=True))
        table.add_row(f"{escape(load().name(iso, 'en'))} ({iso})", *cells)
    return table


def _print_json(board: Board, desk: Desk) -> None:  # noqa: ARG001
    json.dump(to_json(board), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _print_html(board: Board, desk: Desk) -> None:
    sys.stdout.write(write_page(board, desk))


_PRINTERS: dict[str, Callable[[Board, Desk], None]] = {
    "text": _print_text,
    "json": _print_json,
    "html": _print_html,
}
