"""The translation board, of real repositories: what is missing, what is a draft, what is older than its original."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from tests.commands.repository import commit, git, write
from tests.commands.terminal import in_terminal
from tests.conftest import PROJECT, khabarnama

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = "content/2024/11/29"
URDU = "شہر میں کتاب میلہ\n\nکراچی: (ویب ڈیسک) میلہ شروع ہوا۔ لوگ آئے۔\n"
ENGLISH = "Book fair in the city\n\nKARACHI: The fair has begun. People came.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a repository with one story in both languages, the Urdu one first, and one in Urdu only."""
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Editor")
    git(tmp_path, "config", "user.email", "editor@example.org")
    write(tmp_path, f"{DAY}/fair.ur.txt", URDU)
    write(tmp_path, "content/2024/10/05/rain.ur.txt", "ملک: جاپان\n\nٹوکیو میں بارش\n\nبارش ہوئی ہے۔ لوگ خوش ہیں۔\n")
    commit(tmp_path, "Urdu")
    write(tmp_path, f"{DAY}/fair.en.txt", ENGLISH)
    commit(tmp_path, "English")
    return tmp_path


def board(project: Path, *words: str) -> dict[str, Any]:
    """Return the board as JSON."""
    run = khabarnama("status", "--format", "json", *words, cwd=project)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def older(project: Path) -> list[str]:
    """Return the counterparts that are older than their originals."""
    return [item["counterpart"] for item in board(project)["waiting"] if item["state"] == "older"]


def test_what_is_missing_is_listed(project: Path) -> None:
    """By story, month and country; a story in both languages waits for nothing."""
    found = board(project)
    (item,) = found["waiting"]

    assert (found["stories"], found["missing"], found["draft"], found["older"]) == (2, 1, 0, 0)
    assert (item["story"], item["lang"], item["state"], item["day"]) == ("rain", "en", "missing", "2024-10-05")
    assert item["countries"] == ["JP"]
    assert found["by_month"] == {"2024-10": {"missing": 1}}
    assert found["by_country"] == {"JP": {"missing": 1}}


def _word(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", URDU.replace("لوگ آئے", "بہت سے لوگ آئے"))
    commit(project)


def _headline(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", f"عنوان: نئی سرخی یہاں ہے\n\n{URDU}")
    commit(project)


def _uncommitted(project: Path) -> None:
    write(project, f"{DAY}/fair.ur.txt", URDU.replace("لوگ آئے", "بہت سے لوگ آئے"))


def _moved_and_changed(project: Path) -> None:
    git(project, "mv", f"{DAY}/fair.ur.txt", f"{DAY}/fair.ur.md")
    commit(project)
    write(project, f"{DAY}/fair.ur.md", URDU.replace("لوگ آئے", "بہت سے لوگ آئے"))
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
    write(project, f"{DAY}/fair.ur.txt", URDU.replace("لوگ آئے", "بہت سے لوگ آئے"))
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


def test_a_draft_is_no_translation_yet(project: Path) -> None:
    """A counterpart that has begun is named as a draft; a story that is all draft is not on the board."""
    khabarnama("new", "--translate", "content/2024/10/05/rain.ur.txt", cwd=project)
    write(project, "content/2024/10/06/idea.ur.txt", f"حیثیت: مسودہ\n\n{URDU}")

    found = board(project)
    (item,) = found["waiting"]

    assert (item["state"], item["counterpart"]) == ("draft", "content/2024/10/05/rain.en.txt")
    assert found["stories"] == 2


@pytest.mark.parametrize(
    ("words", "stories"),
    [
        ((), ["rain"]),
        (("--lang", "en"), ["rain"]),
        (("--lang", "ur"), []),
        (("--country", "Japan"), ["rain"]),
        (("--country", "جاپان، روس"), ["rain"]),
        (("--country", "FR"), []),
    ],
)
def test_the_board_can_be_narrowed(project: Path, words: tuple[str, ...], stories: list[str]) -> None:
    """To a language that waits, to countries by any of their names."""
    assert [item["story"] for item in board(project, *words)["waiting"]] == stories


def test_without_git_what_is_missing_is_still_told(tmp_path: Path) -> None:
    """And it is said that nothing can be told of ages."""
    write(tmp_path, f"{DAY}/fair.ur.txt", URDU)

    run = khabarnama("status", cwd=tmp_path)

    assert f"{DAY}/fair.ur.txt: en: missing:" in run.stdout
    assert "What is older than its original cannot be told: git must know this folder" in run.stdout
    assert run.returncode == 0


def test_names_that_git_would_quote_are_read(project: Path) -> None:
    """Urdu, spaces, quotes: each file has its versions."""
    name = 'content/2024/11/29/میلہ "نیا" خبر'
    write(project, f"{name}.ur.txt", URDU)
    commit(project)
    write(project, f"{name}.en.txt", ENGLISH)
    commit(project)
    write(project, f"{name}.ur.txt", URDU.replace("لوگ آئے", "بہت سے لوگ آئے"))
    commit(project)

    assert older(project) == [f"{name}.en.txt"]


def test_a_terminal_gets_tables_by_month_and_country(project: Path) -> None:
    """In colour; a pipe gets plain lines."""
    _word(project)

    _, shown = in_terminal(["status"], project, env={"COLUMNS": "160"})
    plain = khabarnama("status", cwd=project).stdout

    assert re.search(r"\x1b\[", shown)
    assert "November 2024" in shown
    assert "October 2024" in shown
    assert "Japan (JP)" in shown
    assert "\x1b" not in plain
    assert plain.splitlines()[-1] == "2 stories: 1 missing, 0 draft, 1 older"


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


def test_the_page_speaks_the_language_of_the_site(project: Path) -> None:
    """Each story is a link, in its own language and direction; the page runs no script and loads nothing of others."""
    settings = (PROJECT / "pelicanconf.py").read_text().replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    (project / "pelicanconf.py").write_text(settings.replace('"theme"', repr(str(PROJECT / "theme"))))
    _word(project)

    run = khabarnama("status", "--format", "html", cwd=project)
    page = BeautifulSoup(run.stdout, "lxml")

    assert run.returncode == 0, run.stderr
    assert page.html
    assert (page.html["lang"], page.html["dir"]) == ("ur", "rtl")
    assert [str(link["href"]) for link in page.select(".stories a")] == ["/ur/2024/11/29/fair/", "/ur/2024/10/05/rain/"]
    assert "default-src 'none'" in str(page.select("meta[http-equiv]")[0]["content"])
    assert not page.select("script")


def test_a_page_needs_a_site(tmp_path: Path) -> None:
    """Without settings there are no words and no theme."""
    write(tmp_path, f"{DAY}/fair.ur.txt", URDU)

    run = khabarnama("status", "--format", "html", cwd=tmp_path)

    assert "--format html must find a settings file" in run.stderr
    assert run.returncode == 2
