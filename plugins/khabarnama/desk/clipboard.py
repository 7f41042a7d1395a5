"""The clipboard's text, through whichever program of the system reads it."""

from __future__ import annotations

import shutil
import subprocess

from khabarnama.problems import KhabarnamaError, Problem

SECONDS = 10
_UTF8 = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"
# In the order in which they are tried: Wayland, X11, macOS, Windows and its subsystem for Linux.
_READERS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", _UTF8),
    ("powershell", "-NoProfile", "-Command", _UTF8),
)


def read_clipboard() -> bytes:
    """Return the clipboard's text. Raises KhabarnamaError where no program can read it, or it holds none."""
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
    raise KhabarnamaError([_problem(reasons)])


def _problem(reasons: list[str]) -> Problem:
    names = ", ".join(dict.fromkeys(program.removesuffix(".exe") for program, *_ in _READERS))
    found = "; ".join(reasons) or "none of them"
    message = f"clipboard must hold text that {names} can read, found {found}"
    hint = "copy the text again, or run paste without --clipboard and put the text in"
    return Problem("clipboard", 0, "error", message, hint)


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1] if lines else ""
