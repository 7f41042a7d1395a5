"""`python -m khabarnama`: make articles, check them, build the site, preview and publish it."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from khabarnama.building.processes import collect_seldom
from khabarnama.commands.arguments import parse
from khabarnama.commands.parser import WRONG_USE, UsageError, usage
from khabarnama.problems import KhabarnamaError, printable

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 where something is wrong with the site, 2 for a wrong use."""
    _speak_utf8()
    collect_seldom()
    try:
        arguments = parse(words)
        code = int(import_module(f"khabarnama.commands.{arguments.command}").run(arguments))
        sys.stdout.flush()
    except UsageError as error:
        sys.stderr.write(usage(arguments.command, error))
        return WRONG_USE
    except KhabarnamaError as error:
        sys.stderr.write("".join(f"{printable(str(problem))}\n" for problem in error.problems))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a disk that is full, a folder that is closed to us
        place = os.fsdecode(error.filename) if error.filename else "disk"
        sys.stderr.write(f"{printable(f'{place}:0: error: file must be accessible, found {error.strerror}')}\n")
        return 1
    return code


def _speak_utf8() -> None:
    """Let Urdu pass whatever the terminal's locale says, and neither a strange file name nor a closed end stop us."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # open as long as we run
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _end(code: int) -> NoReturn:
    """End the process at once: to take apart all that a build has made, as Python would, takes a while for nothing."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    _end(main())
