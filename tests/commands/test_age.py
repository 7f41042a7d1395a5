"""When an article is older than what it translates, by the versions that git knows of both."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.commands.repository import commit, git, write
from tests.commands.stories import CHANGED, DAY, ENGLISH, URDU, begin, board
from tests.commands.terminal import in_terminal
from tests.conftest import khabarnama

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a repository with one story in both languages, the Urdu one first, and one in Urdu only."""
    return begin(tmp_path)


def older(project: Path) -> list[str]:
    """Return the counterparts that are older than their originals."""
    return [item["counterpart"] for item in board(project)["waiting"] if item["state"] == "older"]


def _word(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", CHANGED)
    commit(project)


def _headline(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", f"عنوان: نئی سرخی یہاں ہے\n\n{URDU}")
    commit(project)


def _uncommitted(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", CHANGED)


def _moved_and_changed(project: Path) -> None:
    git(project, "mv", f"{DAY}/fair.ur.txt", f"{DAY}/fair.ur.md")
    commit(project)
    write(project, f"{DAY}/fair.ur.md", CHANGED)
    commit(project)


def _changed_and_counterpart_respaced(project: Path) -> None:
    _word(project)
    write(project, f"{DAY}/fair.en.txt", ENGLISH.replace(" ", "  "))
    commit(project)


@pytest.mark.parametrize(
    "change", [_word, _headline, _uncommitted, _moved_and_changed, _changed_and_counterpart_respaced]
)
def test_a_counterpart_is_older_than_a_change_of_its_original(project: Path, change: Callable[[Path], None]) -> None:
    """Where what the reader gets of the original changed later than the counterpart did."""
    change(project)

    assert older(project) == [f"{DAY}/fair.en.txt"]


def _spaces(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", URDU.replace(" ", "  ").replace("\n", "\r\n").replace("ی", "ي"))
    commit(project)


def _header_spelling(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", f"تاریخ : 29 نومبر 2024\n\n{URDU}")
    commit(project)


def _there_and_back(project: Path) -> None:
    _word(project)
    write(project, f"{DAY}/fair.ur.txt", URDU)
    commit(project)


def _followed(project: Path) -> None:
    _word(project)
    write(project, f"{DAY}/fair.en.txt", ENGLISH.replace("People came", "Many people came"))
    commit(project)


def _followed_on_disk(project: Path) -> None:
    _word(project)
    write(project, f"{DAY}/fair.en.txt", ENGLISH.replace("People came", "Many people came"))


def _together(project: Path) -> None:
    write(project, f"{DAY}/fair.en.txt", ENGLISH.replace("People came", "Many people came"))
    _word(project)


def _confirmed(project: Path) -> None:
    _word(project)
    write(project, f"{DAY}/fair.en.txt", f"modified: 2024-11-30\n\n{ENGLISH}")
    commit(project)


def _translation(project: Path) -> None:
    write(project, f"{DAY}/fair.en.txt", ENGLISH.replace("People came", "Many people came"))
    commit(project)


def _moved(project: Path) -> None:
    git(project, "mv", f"{DAY}/fair.ur.txt", f"{DAY}/fair.ur.md")
    commit(project)


@pytest.mark.parametrize(
    "change",
    [
        _spaces,
        _header_spelling,
        _there_and_back,
        _followed,
        _followed_on_disk,
        _together,
        _confirmed,
        _translation,
        _moved,
    ],
)
def test_what_changes_no_text_makes_nothing_older(project: Path, change: Callable[[Path], None]) -> None:
    """Spaces, spelling of letters and header keys, a change that was taken back or followed, a new name."""
    change(project)

    assert older(project) == []


def test_since_when_is_told(project: Path) -> None:
    """The day of the first change that was not followed."""
    write(project, f"{DAY}/fair.ur.txt", CHANGED)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Change", "--date", "2025-02-03T10:00:00Z")
    day = git(project, "log", "-1", "--format=%cs").strip()

    (line,) = [line for line in khabarnama("status", cwd=project).stdout.splitlines() if "fair" in line]

    assert line == f"{DAY}/fair.ur.txt: en: older since {day}: شہر میں کتاب میلہ"


def test_a_branch_that_was_merged_counts(project: Path) -> None:
    """A change that came by a merge is a change."""
    git(project, "switch", "-qc", "work")
    _word(project)
    git(project, "switch", "-q", "-")
    write(project, "content/2024/11/01/other.ur.txt", URDU)
    commit(project)
    git(project, "merge", "-q", "--no-edit", "work")

    assert older(project) == [f"{DAY}/fair.en.txt"]


def test_names_that_git_would_quote_are_read(project: Path) -> None:
    """Urdu, spaces, quotes: each file has its versions."""
    name = 'content/2024/11/29/میلہ "نیا" خبر'
    write(project, f"{name}.ur.txt", URDU)
    commit(project)
    write(project, f"{name}.en.txt", ENGLISH)
    commit(project)
    write(project, f"{name}.ur.txt", CHANGED)
    commit(project)

    assert older(project) == [f"{name}.en.txt"]


def test_git_is_asked_once_for_all(project: Path, tmp_path: Path) -> None:
    """However many stories there are, git is called as often as for one."""
    log = tmp_path / "calls"
    program = write(tmp_path, "bin/git", f'#!/bin/sh\necho "$@" >> {log}\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    calls = []
    for number in range(4):
        for text in (URDU, URDU.replace("لوگ", "سب لوگ")):
            write(project, f"content/2024/09/01/s{number}.ur.txt", text)
            commit(project)
            if text is URDU:
                write(project, f"content/2024/09/01/s{number}.en.txt", ENGLISH)
                commit(project)
        log.unlink(missing_ok=True)
        in_terminal(["status"], project, env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"})
        calls.append([line.split()[4] for line in log.read_text().splitlines()])

    assert board(project)["older"] == 4
    assert calls[0] == calls[-1]
    assert calls[0].count("log") == 1
