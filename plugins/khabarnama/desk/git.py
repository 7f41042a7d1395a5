"""Git, asked from the desk: few calls for any number of files."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SECONDS = 300


def git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git, called in `folder` with `words` and fed with `given`, says.

    Raises KhabarnamaError with git's own reason where it fails or is missing.
    """
    command = ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *words]
    try:
        run = subprocess.run(command, cwd=folder, input=given, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except OSError as error:  # no such folder, or no git
        raise KhabarnamaError([_problem(f"{error.filename}: {error.strerror}")]) from error
    except subprocess.SubprocessError as error:
        raise KhabarnamaError([_problem(str(error))]) from error
    if run.returncode:
        lines = run.stderr.decode("utf-8", "backslashreplace").strip().splitlines()
        raise KhabarnamaError([_problem(lines[-1] if lines else f"exit code {run.returncode}")])
    return run.stdout


def _problem(found: str) -> Problem:
    return Problem("git", 0, "error", f"git must know this folder, found: {found}", "run this in the project's folder")


def read_blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of the blobs `names` (hashes), in one call; those that git does not have are left out."""
    asked = list(dict.fromkeys(names))
    answer = git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode()) if asked else b""
    blobs: dict[str, bytes] = {}
    place = 0
    for name in asked:
        end = answer.index(b"\n", place)
        parts = answer[place:end].split()
        place = end + 1
        if parts[-1] != b"missing":
            size = int(parts[2])
            blobs[name] = answer[place : place + size]
            place += size + 1
    return blobs
