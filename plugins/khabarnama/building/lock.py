"""One build of a site at a time."""

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
def locked(folder: Path) -> Iterator[None]:
    """Keep any other build from the state in `folder` meanwhile.

    Raises KhabarnamaError if one is at work, or if a link stands where the state must lie.
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
        message = "another build is writing this site"
        raise KhabarnamaError([Problem(folder.name, 0, "error", message, "wait until it is done")]) from error
    try:
        yield
    finally:
        os.close(descriptor)
