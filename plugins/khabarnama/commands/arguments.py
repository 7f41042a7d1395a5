"""The command line: which commands there are, what each may be told, and one line for each wrong use."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.commands.parser import PROGRAM, Parser, existing, one_of, told
from khabarnama.problems import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command line's command and options; a wrong use ends the program with one line and code 2."""
    words = sys.argv[1:] if words is None else words
    parser = Parser(
        "serve", prog=PROGRAM, description="Make articles, check them, build the site, preview and publish it."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    parsers: dict[str, Parser] = {}
    for name, (example, text, add) in _COMMANDS.items():
        parsers[name] = commands.add_parser(
            name, example=example, help=text, description=f"{text[0].upper()}{text[1:]}."
        )
        for adding in add:
            adding(parsers[name])
    _refuse(parser, parsers, words)
    arguments, left = parser.parse_known_args(words)
    if left:
        parsers[arguments.command].error(f"every word must belong to an option, found {left[0]}")
    return arguments


def _refuse(parser: Parser, parsers: dict[str, Parser], words: Sequence[str]) -> None:
    """Refuse a command or an option that there is not, before anything is made of the other words."""
    place = next((n for n, word in enumerate(words) if not word.startswith("-")), len(words))
    parser.refuse_unknown(words[:place])
    if place == len(words):
        if not {"-h", "--help"} & set(words):
            parser.error(f"a command must be given: {', '.join(parsers)}")
    elif words[place] not in parsers:
        guess = nearest(words[place], parsers)
        right = f"did you mean {guess}?" if guess else f"there are {', '.join(parsers)}"
        parser.error(f"command must be a known one, found {words[place]} ({right})")
    else:
        parsers[words[place]].refuse_unknown(words[place + 1 :])


def _answer(name: str) -> Callable[[str], object]:
    """Return what reads an option as `desk.answers` does under `name`, which is loaded only where it is asked."""

    def read(text: str) -> object:
        return getattr(import_module("khabarnama.desk.answers"), name)(text)

    return told(read)


def _add_only_settings(command: Parser) -> None:
    command.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), help="default: pelicanconf.py")


def _add_settings(command: Parser) -> None:
    _add_only_settings(command)
    command.add_argument("--content", type=Path, help="folder of articles (default: what the settings say)")


def _add_site(command: Parser) -> None:
    command.add_argument("--output", type=Path, help="folder of the site (default: what the settings say)")
    command.add_argument("--siteurl", help="where the site is published, such as https://example.org/repo")


def _add_build(command: Parser) -> None:
    command.add_argument(
        "--good-part", action="store_true", help="publish despite errors; of a broken article its last good version"
    )
    command.add_argument("--preview", action="store_true", help="show drafts, and what can be shown despite problems")


def _add_serve(command: Parser) -> None:
    command.add_argument(
        "--port", type=_answer("read_port"), default=8000, help="the first port to try (default: 8000)"
    )


def _add_publish(command: Parser) -> None:
    command.add_argument("--remote", default="origin", help="where to push (default: origin)")
    command.add_argument("--branch", default="gh-pages", help="the branch of the built site (default: gh-pages)")


def _add_explain(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="print one line of JSON a file")
    command.add_argument("paths", nargs="+", type=existing, metavar="PATH", help="article, or folder of articles")


def _add_check(command: Parser) -> None:
    command.add_argument(
        "paths", nargs="*", type=existing, metavar="PATH", help="articles or folders (default: all of the content)"
    )
    command.add_argument("--fix", action="store_true", help="mend letters, spacing, header spelling and line ends")
    command.add_argument("--dry-run", action="store_true", help="with --fix: write nothing, show what it would mend")
    command.add_argument("--format", type=one_of("text", "github", "json"), default="text", metavar="FORMAT",
                         help="text, github (annotations) or json (default: text)")  # fmt: skip
    command.add_argument("--strict", action="store_true", help="let a warning fail as an error does")
    command.add_argument("--staged", action="store_true", help="check what the next git commit will hold")


def _languages() -> tuple[str, ...]:
    from khabarnama.reading.matching import languages  # noqa: PLC0415  # which few commands ask for

    return languages()


def _add_article(command: Parser) -> None:
    command.add_argument("--lang", type=one_of(*_languages()), metavar="LANG", help="such as ur (default: its script)")
    command.add_argument("--date", type=_answer("read_day"), metavar="DAY", help="such as 2024-11-29 (default: today)")
    command.add_argument("--name", type=_answer("read_text"), help="the story's name (default: from the headline)")


def _add_new(command: Parser) -> None:
    command.add_argument("--headline", type=_answer("read_text"), help="the headline; without it a terminal asks")
    for name, text in (("dek", "the line below it"), ("source", "who published it"), ("place", "where it is from")):
        command.add_argument(f"--{name}", type=_answer("read_text"), help=text)
    command.add_argument(
        "--countries", type=_answer("read_countries"), help="such as «RU, Japan»; detected if left out"
    )
    command.add_argument("--format", type=one_of("txt", "md"), metavar="FORMAT", help="txt or md (default: txt)")
    command.add_argument("--translate", type=existing, metavar="FILE", help="begin the counterpart of this article")
    command.add_argument("--open", action="store_true", help="open the file in $EDITOR")


def _add_paste(command: Parser) -> None:
    command.add_argument("--clipboard", action="store_true", help="take the text from the clipboard")
    command.add_argument("--yes", action="store_true", help="file it without asking")


def _add_status(command: Parser) -> None:
    command.add_argument("--lang", type=one_of(*_languages()), metavar="LANG", help="only what this language waits for")
    command.add_argument("--country", type=_answer("read_countries"), help="only stories about these, such as RU")
    command.add_argument("--format", type=one_of("text", "json", "html"), default="text", metavar="FORMAT",
                         help="text, json or html (default: text)")  # fmt: skip


# The name of each command: an example, what it does, and its options.
_COMMANDS: dict[str, tuple[str, str, tuple[Callable[[Parser], None], ...]]] = {
    "new": ("new --headline 'Talks resume in Geneva' --source Reuters",
            "begin an article", (_add_article, _add_new, _add_settings)),
    "paste": ("paste --clipboard", "file a pasted text under its day and story",
              (_add_article, _add_paste, _add_settings)),
    "check": ("check --fix content/2024/11", "list every problem of every article", (_add_check, _add_settings)),
    "explain": ("explain content/2024/11/29", "show how files were understood, and what was removed", (_add_explain,)),
    "status": ("status --lang en", "show which stories wait for a translation", (_add_status, _add_settings)),
    "serve": ("serve --port 8080", "preview the site on this machine, and build again on every change",
              (_add_serve, _add_settings, _add_site)),
    "build": ("build --siteurl https://example.org/news",
              "build the site; exit 1 and keep the last good one if a problem stands",
              (_add_build, _add_settings, _add_site)),
    "translate": ("translate", "bring the .po files up to date with the theme and the code", (_add_only_settings,)),
    "publish": ("publish --remote origin", "push the site, built from what is committed, to GitHub Pages",
                (_add_publish, _add_settings, _add_site)),
}  # fmt: skip
