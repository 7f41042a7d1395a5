"""The terminal that an editor sits at: questions and their answers, and texts of any length pasted into it."""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from khabarnama.desk.answers import AnswerError
from khabarnama.problems import printable
from khabarnama.reading.decode import LARGEST
from khabarnama.reading.matching import fold, load_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Answer = TypeVar("Answer")
_END = 4  # Ctrl-D
_PIECE = 65_536  # bytes


def is_asked() -> bool:
    """Tell whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@cache
def words(lang: str) -> dict[str, Any]:
    """Return what is asked in `lang`; in English where desk.toml has no words of it."""
    table = load_toml("desk.toml")
    found: dict[str, Any] = table.get(lang, table["en"])
    return found


def ask(question: str, read: Callable[[str], Answer], wrong: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to `question` as `read` reads it.

    One that will not do is asked for again, with the reason in the sentences `wrong`, by default in English.
    """
    while True:
        answer = _answer(f"{question}: ")
        try:
            return read(answer)
        except AnswerError as error:
            sys.stdout.write(f"  {printable(error.tell(wrong or {}))}\n")


def confirm(question: str, lang: str) -> bool:
    """Return whether the answer to `question` is yes: in either language."""
    while True:
        answer = fold(_answer(f"{question} "))
        for verdict, key in ((True, "yes"), (False, "no")):
            if answer in map(fold, words(lang)[key]):
                return verdict


def _answer(question: str) -> str:
    try:
        return input(question)
    except EOFError as error:
        sys.stdout.write("\n")
        raise KeyboardInterrupt from error  # who leaves with Ctrl-D means what Ctrl-C means


def read_paste(question: str) -> bytes:
    """Return what is pasted into the terminal until Ctrl-D, with lines of any length.

    A terminal in its usual state cuts a line at 4,096 bytes (N_TTY_BUF_SIZE of Linux; 1,024 on macOS): an Urdu article
    that came as one line would lose its end.
    """
    sys.stdout.write(f"{question}\n")
    sys.stdout.flush()
    with _long_lines():
        data = b"".join(_pieces(sys.stdin.fileno()))
    sys.stdout.write("\n")
    return data


def _pieces(terminal: int) -> Iterator[bytes]:
    """Yield what is typed until Ctrl-D, or until more than any article may hold."""
    size = 0
    while size <= LARGEST and (piece := _read(terminal)):
        text, ended, _ = piece.partition(bytes([_END]))
        size += len(text)
        yield text
        if ended:
            return


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, _PIECE)
    except OSError:  # the terminal was closed
        return b""


@contextlib.contextmanager
def _long_lines() -> Iterator[None]:
    """Let the terminal hand over what is typed at once, not by lines. Windows has no such limit, nor termios."""
    try:
        import termios  # noqa: PLC0415  # not everywhere
    except ImportError:
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    after = termios.tcgetattr(terminal)
    after[3] &= ~termios.ICANON
    termios.tcsetattr(terminal, termios.TCSADRAIN, after)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextlib.contextmanager
def at_terminal() -> Iterator[bool]:
    """Let questions be answered at the terminal though standard input came from elsewhere; say whether they can be."""
    if sys.stdin.isatty() or not sys.stdout.isatty() or not Path("/dev/tty").exists():
        yield is_asked()
        return
    before = sys.stdin
    try:
        with Path("/dev/tty").open(encoding="utf-8") as terminal:
            sys.stdin = terminal
            yield True
    except OSError:  # a session without a terminal of its own
        yield False
    finally:
        sys.stdin = before
