"""A command line's parser: a wrong use is one line, with the right one."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from khabarnama.problems import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = "python -m khabarnama"
WRONG_USE = 2  # the exit code
_OPTION = re.compile(r"(--?[a-zA-Z][\w-]*)(?:=.*)?", re.DOTALL)

# What argparse says, and how we say it.
_TOLD = {
    r"^the following arguments are required: (.+)$": r"\1 must be given, found none",
    r"^(\S+): expected one argument$": r"\1 must have a value, found none",
    r"^(\S+): ignored explicit argument (.+)$": r"\1 must stand without a value, found \2",
}


class UsageError(Exception):
    """A command that was called in a wrong way: one line says what must be, the hint what would do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both as one line."""
        super().__init__(f"{message} ({hint})" if hint else message)


class Parser(argparse.ArgumentParser):
    """A parser that tells a wrong use in one line. `example` is a right use."""

    def __init__(self, example: str = "", **options: Any) -> None:
        """Make a parser whose help ends with the example."""
        self.known: list[str] = []
        self.example = f"{PROGRAM} {example}"
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"example:\n  {self.example}",
            allow_abbrev=False,
            **options,
        )

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add an argument, and know its names."""
        action = super().add_argument(*names, **options)
        self.known += action.option_strings
        return action

    def error(self, message: str) -> NoReturn:
        """Print the one line, with a right use, and end."""
        message = message.removeprefix("argument ")
        for pattern, ours in _TOLD.items():
            message = re.sub(pattern, ours, message)
        right = "" if message.endswith(")") else f" (such as: {self.example})"
        self.exit(WRONG_USE, f"{self.prog}: {printable(message)}{right}\n")

    def refuse_unknown(self, words: Sequence[str]) -> None:
        """Refuse the first option among `words` that is not known, with the nearest that is."""
        for word in words:
            if word == "--":
                return
            found = _OPTION.fullmatch(word)
            if found and found[1] not in self.known:
                guess = nearest(found[1], self.known)
                right = f"did you mean {guess}?" if guess else f"see {self.prog} --help"
                self.error(f"option must be a known one, found {found[1]} ({right})")


def usage(command: str, error: UsageError) -> str:
    """Return the line that tells of an `error` that showed only when `command` ran."""
    return f"{PROGRAM} {command}: {printable(str(error))}\n"


def existing(text: str) -> Path:
    """Return the path `text`; one that leads nowhere is a wrong use."""
    path = Path(text)
    if path.exists() or path.is_symlink():
        return path
    siblings = [str(other) for other in path.parent.iterdir()] if path.parent.is_dir() else []
    guess = nearest(str(path), siblings)
    right = f" (did you mean {guess}?)" if guess else ""
    message = f"path must lead to a file or a folder, found none: {text}{right}"
    raise argparse.ArgumentTypeError(message)


def one_of(*choices: str) -> Callable[[str], str]:
    """Return what reads one of `choices`."""

    def read(text: str) -> str:
        if text in choices:
            return text
        guess = nearest(text, choices)
        right = f" (did you mean {guess}?)" if guess else ""
        message = f"must be one of {', '.join(choices)}, found «{text}»{right}"
        raise argparse.ArgumentTypeError(message)

    return read


def told(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return what reads an option as an answer to a question is read."""

    def read_option(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_option
