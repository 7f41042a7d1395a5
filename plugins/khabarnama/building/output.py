"""A folder that is whole or not there: built beside the last one, then put in its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def beside(output: Path) -> Iterator[Path]:
    """Yield a new empty folder beside `output`, and delete it at the end if it is still there."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, output: Path) -> None:
    """Put the folder `new` in the place of `output`, whose old content goes."""
    old = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    if output.exists():
        os.replace(output, old / "old")  # noqa: PTH105  # a folder over a name that is free
    os.replace(new, output)  # noqa: PTH105
    shutil.rmtree(old, ignore_errors=True)
