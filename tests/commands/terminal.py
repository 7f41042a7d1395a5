"""A command in a real terminal: what it prints there, and what is typed into it."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.conftest import PROJECT, SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# Makes the terminal the one that /dev/tty stands for, then becomes the command.
_IN_CONTROL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(1, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
PIECE = 512  # bytes that a terminal takes at once without losing any


def in_terminal(
    words: Sequence[str],
    cwd: Path,
    typed: Sequence[tuple[str, str]] = (),
    env: Mapping[str, str] | None = None,
    given: Path | None = None,
) -> tuple[int, str]:
    """Run `python -m khabarnama` with `words` in a terminal; `typed` is what to type, each as soon as a text shows.

    `given` is a file for its standard input, if that is not the terminal. Return its exit code, and all that the
    terminal showed.
    """
    ours, theirs = pty.openpty()
    variables = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin", "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-c", _IN_CONTROL, "-m", "khabarnama", *words]
    with given.open("rb") if given else contextlib.nullcontext(theirs) as stdin:
        process = subprocess.Popen(
            command, cwd=cwd, env={**variables, **(env or {})}, stdin=stdin, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
    os.close(theirs)
    try:
        shown = _talk(ours, typed)
        return process.wait(timeout=SECONDS), shown
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _talk(terminal: int, typed: Sequence[tuple[str, str]]) -> str:
    waiting, shown, seen = list(typed), b"", 0
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        if waiting and waiting[0][0] in shown[seen:].decode("utf-8", "replace"):
            seen = len(shown)
            shown += _type(terminal, waiting.pop(0)[1].encode())
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        piece = _read(terminal)
        if not piece:
            break
        shown += piece
    assert not waiting, f"never shown: {waiting[0][0]}\n{shown.decode()}"
    return shown.decode("utf-8", "replace")


def _type(terminal: int, text: bytes) -> bytes:
    """Type `text`, reading meanwhile what the terminal shows of it, as it takes only so much unread."""
    shown = b""
    for start in range(0, len(text), PIECE):
        os.write(terminal, text[start : start + PIECE])
        while select.select([terminal], [], [], 0.02)[0]:
            piece = _read(terminal)
            if not piece:
                return shown
            shown += piece
    return shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""
