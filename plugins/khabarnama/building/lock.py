"""One build of a site at a time, and one preview."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(
    folder: Path, otherwise: str = "another build is writing this site", hint: str = "wait until it is done"
) -> Iterator[None]:
    """Keep any other from what is in `folder` meanwhile.

    Raises KhabarnamaError, `otherwise`, if one is at work, or if a link stands where the state must lie.
    """
    for place in (folder.parent, folder):
        if place.is_symlink():
            message = "what is kept for the next build must lie in a folder itself, found a link"
            raise KhabarnamaError([Problem(str(place), 0, "error", message, "delete the link")])
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise KhabarnamaError([Problem(folder.name, 0, "error", otherwise, hint)]) from error
    try:
        yield
    finally:
        os.close(descriptor)
