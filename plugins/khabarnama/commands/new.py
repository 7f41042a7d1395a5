"""`new`: an article is begun, or the counterpart of one: a file under its day with a header in its language."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from khabarnama.commands.parser import PROGRAM, UsageError
from khabarnama.desk.answers import read_countries, read_day, read_language, read_text
from khabarnama.desk.desk import open_desk
from khabarnama.desk.filing import file_article, name_story, place
from khabarnama.desk.form import Form, write_header
from khabarnama.desk.terminal import ask, is_asked, words
from khabarnama.desk.translation import begin_translation
from khabarnama.problems import KhabarnamaError
from khabarnama.reading.contents import shown
from khabarnama.reading.dates import ParsedDate
from khabarnama.reading.limits import NO_BODY, NO_HEADLINE
from khabarnama.reading.matching import load_toml, script
from khabarnama.understanding import understand_data

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from khabarnama.desk.desk import Desk

_GIVEN = ("headline", "dek", "place", "source", "countries")  # the options that the form holds as they are
_QUESTIONS: tuple[tuple[str, Callable[[str], Any]], ...] = (
    ("dek", read_text),
    ("date", read_day),
    ("place", read_text),
    ("source", read_text),
    ("countries", read_countries),
)


def run(arguments: Namespace) -> int:
    """Make the file, and say where it is and what comes next."""
    editor = _find_editor() if arguments.open else None
    desk = open_desk(arguments)
    form, path = _translate(arguments, desk) if arguments.translate else _begin(arguments, desk)
    header = write_header(form).encode()
    _refuse_wrong(header, path, desk)
    file_article(desk.content, path, header)
    sys.stdout.write(f"{shown(path)}\n{_next(form, path)}\n")
    return subprocess.run([*editor, str(path)], check=False).returncode if editor else 0  # noqa: S603  # the user's own


def _find_editor() -> list[str]:
    """Return the command of the user's editor. Raises UsageError where there is none."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        message, hint = "EDITOR must name your editor to --open a file, found nothing", "such as: export EDITOR=nano"
        raise UsageError(message, hint)
    return command


def _begin(arguments: Namespace, desk: Desk) -> tuple[Form, Path]:
    """Return the form of a new article, from the command line or asked for, and the path of its file."""
    if not arguments.headline:
        if not is_asked():
            message = "--headline must be given where nobody can be asked"
            raise UsageError(message, f"such as: {PROGRAM} new --headline 'Talks resume in Geneva'")
        _ask(arguments)
    lang = arguments.lang or script(arguments.headline) or read_language("")
    form = Form(lang, arguments.date or ParsedDate(desk.today), **_given(arguments))
    name = name_story(arguments.name or form.headline)
    return form, place(desk.content, form.day.date, name, lang, arguments.format or "txt")


def _ask(arguments: Namespace) -> None:
    """Ask for what the command line does not say."""
    arguments.lang = arguments.lang or ask(load_toml("desk.toml")["lang"], read_language)
    asked = words(arguments.lang)
    wrong = asked.get("wrong")
    arguments.headline = ask(asked["headline"], read_text, wrong)
    for name, read in _QUESTIONS:
        if not getattr(arguments, name):
            setattr(arguments, name, ask(asked[name], partial(_read_optional, read), wrong))


def _read_optional(read: Callable[[str], Any], text: str) -> Any:
    return read(text) if text.strip() else None


def _translate(arguments: Namespace, desk: Desk) -> tuple[Form, Path]:
    """Return the form of the counterpart of an article, and the path beside it; what the command line says wins."""
    form, path = begin_translation(arguments.translate, arguments.lang, arguments.format, desk)
    if arguments.name:
        message, hint = "--name must be left out with --translate", "a counterpart has the name of its story"
        raise UsageError(message, hint)
    return replace(form, day=arguments.date or form.day, **_given(arguments)), path


def _given(arguments: Namespace) -> dict[str, Any]:
    return {name: value for name in _GIVEN if (value := getattr(arguments, name))}


def _refuse_wrong(header: bytes, path: Path, desk: Desk) -> None:
    """Raise KhabarnamaError if what is asked for would be wrong in the file, but for what is yet to be written."""
    problems = understand_data(header, shown(path), desk.surroundings()).article.problems
    wrong = [found for found in problems if found.level == "error" and found.message not in {NO_BODY, NO_HEADLINE}]
    if wrong:
        raise KhabarnamaError(wrong)


def _next(form: Form, path: Path) -> str:
    """Return what to do now."""
    todo = "write the headline after its colon and the text" if not form.headline else "put the text"
    then = "; delete the line of its status when it may be published" if form.is_draft else ""
    return f"Next: {todo} below the header{then}. How it is understood: make explain FILE={shlex.quote(shown(path))}"
