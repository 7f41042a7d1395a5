"""A picture beside an article to the files that its page shows: its own name, and its variants."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest
from khabarnama.pictures.photograph import BROKEN, fallback, quiet, variant
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from khabarnama.pictures.measuring import Measured


@quiet()
def publish(measured: Measured, width: int | None = None) -> bytes:
    """Return what is published of a picture: its variant of `width`, or what stands under its own name.

    Raises KhabarnamaError where the file is no longer what was measured, or cannot be written in its format.
    """
    data = Path(measured.file).read_bytes()
    if digest(data).hex() != measured.bytes:
        raise KhabarnamaError(
            [_problem(measured, "picture must not change during a build, found it did", "build again")]
        )
    if measured.moving:
        return data
    try:
        extension = posixpath.splitext(measured.file)[1][1:].lower()
        return fallback(data, extension) if width is None else variant(data, width)
    except BROKEN as error:
        message = f"picture must be one that can be written again, found: {error}"
        raise KhabarnamaError([_problem(measured, message, "save it again as JPEG or PNG")]) from error


def _problem(measured: Measured, message: str, hint: str) -> Problem:
    return Problem(measured.file, 0, "error", message, hint)
