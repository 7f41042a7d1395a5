"""The clipboard's text, through whichever program of the system reads it."""

from __future__ import annotations

import shutil
import subprocess

from khabarnama.problems import KhabarnamaError, Problem

SECONDS = 10
_UTF8 = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"
_FILE = "python -m khabarnama paste < article.txt"
# In the order in which they are tried: Wayland, X11, macOS, Windows and its subsystem for Linux.
_READERS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", _UTF8),
    ("powershell", "-NoProfile", "-Command", _UTF8),
)


class NoReaderError(KhabarnamaError):
    """There is no program that reads the clipboard."""


def read_clipboard() -> bytes:
    """Return the clipboard's text. Raises NoReaderError where nothing can read it, KhabarnamaError if it holds none."""
    reasons = []
    for program, *words in _READERS:
        found = shutil.which(program)
        if not found:
            continue
        try:
            run = subprocess.run([found, *words], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            reasons.append(f"{program}: {error}")
            continue
        if run.returncode == 0 and run.stdout.strip():
            return run.stdout
        reasons.append(f"{program}: {_last_line(run.stderr) or 'no text'}")
    if not reasons:
        names = ", ".join(dict.fromkeys(program.removesuffix(".exe") for program, *_ in _READERS))
        message, hint = f"clipboard must have a program that reads it ({names}), found none", f"install one; or {_FILE}"
        raise NoReaderError([Problem("clipboard", 0, "error", message, hint)])
    message, hint = f"clipboard must hold text, found {'; '.join(reasons)}", f"copy the text again; or {_FILE}"
    raise KhabarnamaError([Problem("clipboard", 0, "error", message, hint)])


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1] if lines else ""
