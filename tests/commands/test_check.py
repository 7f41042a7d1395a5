"""What `check` finds, how it says it, and what it mends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commands.repository import write
from tests.commands.terminal import in_terminal
from tests.conftest import ARTICLE, PROJECT, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

DAY = "content/2024/11/29"
GOOD = ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا")
BAD_KEY = f"تاریخ: 2024-11-29\nمصنفف: کوئی\n\n{GOOD}"
BAD_LAND = f"ملک: رووس\n\n{GOOD}"
ESCAPE = re.compile(r"\x1b\[")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a good article and two that have a problem each."""
    write(tmp_path, f"{DAY}/good.ur.txt", GOOD)
    write(tmp_path, f"{DAY}/key.ur.txt", BAD_KEY)
    write(tmp_path, "content/2024/12/01/land.ur.txt", BAD_LAND)
    return tmp_path


def test_each_problem_is_a_line_that_tools_follow(project: Path) -> None:
    """`path:line: level: message (how to mend)`, in order, then the sum; the exit code is 1."""
    run = khabarnama("check", cwd=project)
    first, second, summary = run.stdout.splitlines()

    assert first.startswith(f"{DAY}/key.ur.txt:2: error: header key must be a known one, found «مصنفف» (did you mean")
    assert second.startswith("content/2024/12/01/land.ur.txt:1: error: country must be a known one, found «رووس» (")
    assert summary == "3 articles, 2 errors"
    assert run.returncode == 1


@pytest.mark.parametrize(
    ("paths", "articles", "errors"),
    [
        ((f"{DAY}/good.ur.txt",), 1, 0),
        ((f"{DAY}/key.ur.txt",), 1, 1),
        ((DAY,), 2, 1),
        ((DAY, "content/2024/12/01/land.ur.txt"), 3, 2),
        (("content",), 3, 2),
        ((".",), 3, 2),
        (("./content/2024/../2024/11/29/",), 2, 1),
    ],
)
def test_only_what_is_named_is_checked(project: Path, paths: tuple[str, ...], articles: int, errors: int) -> None:
    """Files and folders can be named, in any number."""
    found = json.loads(khabarnama("check", "--format", "json", *paths, cwd=project).stdout)

    assert (found["articles"], found["errors"]) == (articles, errors)


def test_a_file_elsewhere_is_checked_by_itself(project: Path) -> None:
    """Such as a text that is not filed yet; what lies round it is not looked at."""
    write(project, "inbox/new.ur.txt", BAD_LAND)
    write(project, "inbox/notes.docx", "x")

    run = khabarnama("check", "inbox/new.ur.txt", cwd=project)

    assert "inbox/new.ur.txt:1: error: country must be a known one" in run.stdout
    assert "notes.docx" not in run.stdout
    assert run.stdout.splitlines()[-1] == "1 article, 2 errors"


def test_what_is_no_article_is_named(project: Path) -> None:
    """A file that lies in the content folder and is none, when the folder is checked or the file itself."""
    write(project, f"{DAY}/notes.docx", "x")

    for path in (DAY, f"{DAY}/notes.docx"):
        assert f"{DAY}/notes.docx:0: error: file must be an article" in khabarnama("check", path, cwd=project).stdout


def test_the_settings_say_where_and_when(tmp_path: Path) -> None:
    """The content folder, the zone, and whether a day that is yet to come is allowed."""
    settings = (PROJECT / "pelicanconf.py").read_text().replace('PATH = "content"', 'PATH = "articles"')
    settings = settings.replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    settings = settings.replace('"theme"', repr(str(PROJECT / "theme")))
    write(tmp_path, "articles/2094/11/29/late.ur.txt", GOOD)

    codes = {}
    for future in (False, True):
        (tmp_path / "pelicanconf.py").write_text(f"{settings}\nKHABARNAMA_FUTURE = {future}\n")
        codes[future] = khabarnama("check", cwd=tmp_path).returncode

    assert codes == {False: 1, True: 0}


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    """`check | head -1` ends without a word."""
    command = f"{sys.executable} -m khabarnama check | head -1"
    env = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin"}

    run = subprocess.run(["sh", "-c", command], cwd=project, env=env, capture_output=True, text=True, check=False)

    assert run.stderr == ""
    assert run.stdout.startswith(DAY)


def test_a_file_that_tells_a_story_again_is_found_beside_it(project: Path) -> None:
    """A duplicate is a problem of the file that is named, though the other is not."""
    write(project, f"{DAY}/good.ur.md", GOOD)

    run = khabarnama("check", f"{DAY}/good.ur.md", cwd=project)

    assert "must have one file a language" in run.stdout
    assert run.returncode == 1


def test_a_warning_fails_only_where_it_is_asked_for(project: Path) -> None:
    """A draft that is not finished is a warning: 0, and with --strict 1."""
    (project / "content/2024/12/01/land.ur.txt").unlink()
    (project / DAY / "key.ur.txt").write_text("عنوان: نیا\nحیثیت: مسودہ\n\n")

    assert "warning: article must have a body" in khabarnama("check", cwd=project).stdout
    assert khabarnama("check", cwd=project).returncode == 0
    assert khabarnama("check", "--strict", cwd=project).returncode == 1


def test_annotations_are_escaped(project: Path) -> None:
    """What a message or a name holds ends no annotation, opens none, and is none of its properties."""
    write(project, f"{DAY}/a,b:50%.ur.txt", f"ملک: ::error::100% x\n\n{GOOD}")

    run = khabarnama("check", "--format", "github", cwd=project)
    lines = [line for line in run.stdout.splitlines() if line.startswith("::")]

    assert len(lines) == 3
    assert lines[0].startswith(f"::error file={DAY}/a%2Cb%3A50%25.ur.txt,line=1,title=Must be mended::")
    assert "100%25 x" in lines[0]
    assert run.returncode == 1


def test_json_holds_what_the_lines_say(project: Path) -> None:
    """One document, with counts and every problem's parts."""
    found = json.loads(khabarnama("check", "--format", "json", cwd=project).stdout)
    lines = khabarnama("check", cwd=project).stdout.splitlines()[:-1]

    assert [f"{p['path']}:{p['line']}: {p['level']}: {p['message']} ({p['hint']})" for p in found["problems"]] == lines
    assert (found["articles"], found["errors"], found["warnings"], found["hints"]) == (3, 2, 0, 0)


def test_colour_is_for_terminals(project: Path) -> None:
    """A terminal shows colours; with NO_COLOR, and in a pipe, there is not one escape."""
    _, coloured = in_terminal(["check"], project)
    code, plain = in_terminal(["check"], project, env={"NO_COLOR": "1"})

    assert ESCAPE.search(coloured)
    assert not ESCAPE.search(plain)
    assert not ESCAPE.search(khabarnama("check", cwd=project).stdout)
    assert code == 1


def test_fixing_shows_the_difference_and_leaves_the_rest(project: Path) -> None:
    """Only the files with something to mend are written, once; their neighbours keep every byte."""
    messy = write(project, f"{DAY}/messy.ur.txt", "سرخي ہے\r\n\r\nروس نے  كہا ۔\r\n")
    before = {path: path.read_bytes() for path in project.rglob("*.txt") if path != messy}

    shown = khabarnama("check", "--fix", "--dry-run", f"{DAY}/messy.ur.txt", cwd=project)
    untouched = messy.read_bytes()
    run = khabarnama("check", "--fix", f"{DAY}/messy.ur.txt", cwd=project)

    assert "-سرخي ہے\\u000d" in shown.stdout
    assert "+سرخی ہے" in shown.stdout
    assert "1 file would be mended" in shown.stdout
    assert untouched == "سرخي ہے\r\n\r\nروس نے  كہا ۔\r\n".encode()
    assert "1 file mended" in run.stdout
    assert messy.read_text() == "سرخی ہے\n\nروس نے کہا۔\n"
    assert {path: path.read_bytes() for path in before} == before
    assert "0 files mended" in khabarnama("check", "--fix", f"{DAY}/messy.ur.txt", cwd=project).stdout


def test_a_file_that_cannot_be_written_is_said(project: Path) -> None:
    """One line, no traceback, and the file as it was."""
    write(project, f"{DAY}/messy.ur.txt", "سرخي ہے\n\nروس نے كہا۔\n")
    (project / DAY).chmod(0o555)

    try:
        run = khabarnama("check", "--fix", f"{DAY}/messy.ur.txt", cwd=project)
    finally:
        (project / DAY).chmod(0o755)

    assert "Traceback" not in run.stderr
    assert run.returncode == 1 or (project / DAY / "messy.ur.txt").read_text().startswith("سرخی")  # root may write
