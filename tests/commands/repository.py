"""A real git repository with articles in it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")


def run_git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in `folder`, whatever comes of it."""
    return subprocess.run(["git", *NAMES, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def git(folder: Path, *words: str) -> str:
    """Run git in `folder` and return what it says."""
    run = run_git(folder, *words)
    assert run.returncode == 0, run.stderr
    return run.stdout


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file below `folder`, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def commit(folder: Path, message: str = "Change") -> None:
    """Commit everything below `folder`."""
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
