"""What the audit runs that is not Python: Node's packages, pinned in package-lock.json, and Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.browser.chromium import find

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
SECONDS = 600
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
NEEDED = {
    "node": "Node.js 20 or newer (Debian, Ubuntu: apt-get install nodejs npm)",
    "npm": "npm, which comes with Node.js",
    "java": "Java 17 or newer (Debian, Ubuntu: apt-get install default-jre-headless)",
}


def missing() -> list[str]:
    """Return what must be installed by hand before the audit can run, a line each."""
    absent = [f"{name} is missing: install {what}" for name, what in NEEDED.items() if shutil.which(name) is None]
    return absent + ([] if find() else ["Chromium is missing: run python -m tests.browser.chromium"])


def install() -> None:
    """Install Node's packages as the lock file has them, unless it has been done. Their own scripts do not run."""
    stamp = MODULES / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run(INSTALL, cwd=HERE, timeout=SECONDS, check=True)


def run(*command: str) -> str:
    """Return what a command of the audit prints; its exit code is not asked, for findings make it fail."""
    env = {**os.environ, "CHROME_PATH": find() or ""}
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout or done.stderr
