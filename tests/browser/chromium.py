"""Chromium for the browser tests: found on this machine, else installed. Run as a command before the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 900
HELP = """Chromium is needed for the browser tests and could not be installed.
Install it by hand, then run the tests again:
  Debian, Ubuntu:  sudo apt-get install chromium
  elsewhere:       python -m playwright install --with-deps chromium
"""


def find() -> str | None:
    """Return the path of Chromium: the system's, else Playwright's own; None if there is neither."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    if system:
        return system
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install Chromium: as root on Debian with apt, elsewhere with Playwright. What fails, says so itself."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            _run("apt-get", "-q", *words)
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, timeout=SECONDS, env=env)


def main() -> int:
    """Make sure that there is a Chromium; 1, with what to do, if there can be none."""
    if find() is None:
        install()
    if find() is None:
        sys.stderr.write(HELP)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
