"""The translation board, of real repositories: what is missing, what is a draft, and how it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.commands.repository import commit, write
from tests.commands.stories import CHANGED, DAY, URDU, begin, board
from tests.commands.terminal import in_terminal
from tests.conftest import PROJECT, khabarnama

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a repository with one story in both languages, the Urdu one first, and one in Urdu only."""
    return begin(tmp_path)


def test_what_is_missing_is_listed(project: Path) -> None:
    """By story, month and country; a story in both languages waits for nothing."""
    found = board(project)
    (item,) = found["waiting"]

    assert (found["stories"], found["missing"], found["draft"], found["older"]) == (2, 1, 0, 0)
    assert (item["story"], item["lang"], item["state"], item["day"]) == ("rain", "en", "missing", "2024-10-05")
    assert item["countries"] == ["JP"]
    assert found["by_month"] == {"2024-10": {"missing": 1}}
    assert found["by_country"] == {"JP": {"missing": 1}}


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


def test_a_terminal_gets_tables_by_month_and_country(project: Path) -> None:
    """In colour; a pipe gets plain lines."""
    write(project, f"{DAY}/fair.ur.txt", CHANGED)
    commit(project)

    _, shown = in_terminal(["status"], project, env={"COLUMNS": "160"})
    plain = khabarnama("status", cwd=project).stdout

    assert re.search(r"\x1b\[", shown)
    assert "November 2024" in shown
    assert "October 2024" in shown
    assert "Japan (JP)" in shown
    assert "\x1b" not in plain
    assert plain.splitlines()[-1] == "2 stories: 1 missing, 0 draft, 1 older"


def test_the_page_speaks_the_language_of_the_site(project: Path) -> None:
    """Each story is a link, in its own language and direction; the page runs no script and loads nothing of others."""
    settings = (PROJECT / "pelicanconf.py").read_text().replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    (project / "pelicanconf.py").write_text(settings.replace('"theme"', repr(str(PROJECT / "theme"))))
    write(project, f"{DAY}/fair.ur.txt", CHANGED)
    commit(project)

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
