"""A real git repository of two stories, and the translation board of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.commands.repository import commit, git, write
from tests.conftest import khabarnama

if TYPE_CHECKING:
    from pathlib import Path

DAY = "content/2024/11/29"
URDU = "شہر میں کتاب میلہ\n\nکراچی: (ویب ڈیسک) میلہ شروع ہوا۔ لوگ آئے۔\n"
CHANGED = URDU.replace("لوگ آئے", "بہت سے لوگ آئے")
ENGLISH = "Book fair in the city\n\nKARACHI: The fair has begun. People came.\n"


def begin(folder: Path) -> Path:
    """Make `folder` a repository with one story in both languages, the Urdu one first, and one in Urdu only."""
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "Editor")
    git(folder, "config", "user.email", "editor@example.org")
    write(folder, f"{DAY}/fair.ur.txt", URDU)
    write(folder, "content/2024/10/05/rain.ur.txt", "ملک: جاپان\n\nٹوکیو میں بارش\n\nبارش ہوئی ہے۔ لوگ خوش ہیں۔\n")
    commit(folder, "Urdu")
    write(folder, f"{DAY}/fair.en.txt", ENGLISH)
    commit(folder, "English")
    return folder


def board(project: Path, *words: str) -> dict[str, Any]:
    """Return the board as JSON."""
    run = khabarnama("status", "--format", "json", *words, cwd=project)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found
