"""`translate`: every .po file up to date with the words that templates and code ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.report import print_problems, stderr
from khabarnama.editions.catalogue import place
from khabarnama.editions.words import find_words, update_catalogue
from khabarnama.settings import load

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Update the catalogue of each edition, make those that are missing, print what is left to translate; return 0."""
    settings, console = load(arguments.settings, {}), stderr()
    theme = Path(settings["THEME"])
    words = find_words(theme)
    for lang in settings["KHABARNAMA_EDITIONS"]:
        update = update_catalogue(place(theme / "translations", lang), lang, words)
        print_problems(update.missing, console)
        counts = (("new", update.new), ("obsolete", update.obsolete), ("to translate", update.missing))
        console.print(f"{lang}: {len(words)} words, " + ", ".join(f"{len(found)} {what}" for what, found in counts))
    return 0
