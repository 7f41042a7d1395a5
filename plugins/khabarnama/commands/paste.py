"""`paste`: a raw text is shown as it is understood, and on a yes filed under its day and story."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from rich.console import Console

from khabarnama.commands.explain import show
from khabarnama.commands.parser import PROGRAM, UsageError
from khabarnama.desk.clipboard import NoReaderError, read_clipboard
from khabarnama.desk.desk import open_desk
from khabarnama.desk.filing import file_article, refuse_taken
from khabarnama.desk.pasting import Wishes, understand_paste
from khabarnama.desk.terminal import at_terminal, confirm, read_paste, words
from khabarnama.reading.contents import shown
from khabarnama.reading.decode import LARGEST
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from argparse import Namespace

    from khabarnama.desk.pasting import Pasted

_CORRECT = "Nothing was filed. Lines such as «title: …» or «date: …» on top of the text say what is found wrong."

_TODAY = "No day was found in the text, so today's is taken; a line such as «date: 2024-11-29» on top says another.\n"


def run(arguments: Namespace) -> int:
    """Show what is understood of the text, and file it; return 1 where it is not filed."""
    desk = open_desk(arguments)
    wishes = Wishes(arguments.lang, arguments.date, arguments.name)
    data = _read(arguments)
    if not data.strip():
        message, hint = "text must be given, found none", f"copy the article, or: {PROGRAM} paste < article.txt"
        raise UsageError(message, hint)
    pasted = understand_paste(data, wishes, desk)
    show(pasted.understood, Console(highlight=False))
    if not pasted.dated:
        sys.stdout.write(_TODAY)
    refuse_taken(desk.content, pasted.path)
    sys.stdout.flush()
    if not (arguments.yes or _confirm(pasted)):
        sys.stdout.write(f"{_CORRECT}\n")
        return 1
    file_article(desk.content, pasted.path, pasted.data)
    path = shown(pasted.path)
    sys.stdout.write(f"{path}\nNext: git add {shlex.quote(path)}, and git commit. ")
    sys.stdout.write(f"To begin it in the other language: make new TRANSLATE={shlex.quote(path)}\n")
    return 0


def _read(arguments: Namespace) -> bytes:
    if arguments.clipboard:
        try:
            return read_clipboard()
        except NoReaderError:  # then the terminal itself takes the text
            if not sys.stdin.isatty():
                raise
    if sys.stdin.isatty():
        asked = words(arguments.lang) if arguments.lang else load_toml("desk.toml")
        return read_paste(asked["paste"])
    return sys.stdin.buffer.read(LARGEST + 1)


def _confirm(pasted: Pasted) -> bool:
    """Ask whether to file the text. Raises UsageError where nobody can answer."""
    with at_terminal() as can_be_asked:
        if not can_be_asked:
            message, hint = (
                "--yes must be given where nobody can be asked",
                f"such as: {PROGRAM} paste --yes < article.txt",
            )
            raise UsageError(message, hint)
        lang = pasted.understood.article.lang
        return confirm(words(lang)["file"].format(path=shown(pasted.path)), lang)
