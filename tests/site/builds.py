"""The articles of a small site, and builds of it for which permissions count."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ARTICLE, PROJECT, SECONDS

if TYPE_CHECKING:
    from pathlib import Path

ENV = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
_DROP, _OVER_PERMISSIONS = 24, (1, 2)  # PR_CAPBSET_DROP; what root reads and writes by: CAP_DAC_OVERRIDE and …_SEARCH


def begin(folder: Path) -> Path:
    """Write the articles of a small site into `folder`, and return it."""
    for number in range(40):
        path = folder / "content" / f"2024/11/{number % 28 + 1:02}" / f"story-{number}.ur.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(headline=f"شہر میں کتاب میلہ نمبر {number} شروع ہو گیا"))
    return folder


def command(folder: Path, size: int) -> list[str]:
    """Return the command that builds the articles in `folder` with `size` stories a list."""
    settings = folder / f"settings{size}.py"
    own = (PROJECT / "pelicanconf.py").read_text().replace("PAGE_SIZE = 20", f"PAGE_SIZE = {size}")
    own = own.replace('"theme"', repr(str(PROJECT / "theme"))).replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    settings.write_text(own)
    words = ("--settings", str(settings), "--content", str(folder / "content"), "--output", str(folder / "output"))
    return [sys.executable, "-m", "khabarnama", "build", *words]


def run(words: list[str], limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a build for which permissions count, whoever runs the tests; `limit` is how many bytes a file may have."""

    def shrink() -> None:
        if sys.platform == "linux":
            for power in _OVER_PERMISSIONS:
                ctypes.CDLL(None).prctl(_DROP, power, 0, 0, 0)
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        words,
        cwd=PROJECT,
        env=ENV,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=shrink,  # the limit is for the child only
    )
