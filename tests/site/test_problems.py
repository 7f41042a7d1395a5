"""Bad input, in real builds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ARTICLE, PROJECT, Run, khabarnama, write_settings
from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا")
BAD: dict[str, str | bytes] = {
    "2024/11/29/good.ur.txt": GOOD,
    "undated.ur.txt": GOOD,
    "2024/11/29/key.ur.txt": f"تاریخ: 2024-11-29\nمصنفف: کوئی\n\n{GOOD}",
    "2024/11/29/land.ur.txt": f"تاریخ: 2024-11-29\nملک: رووس\n\n{GOOD}",
    "2024/11/29/bytes.ur.txt": b"\x00\x01\x02\x03",
    "2024/11/29/twice.ur.txt": GOOD,
    "2024/11/29/twice.ur.md": GOOD,
    "2024/11/29/notes.docx": "x",
}
EXPECTED = ("undated.ur.txt", "key.ur.txt", "land.ur.txt", "bytes.ur.txt", "twice.ur", "notes.docx")


def test_all_problems_of_all_files_are_listed_and_no_site_is_put_in_place(build: Callable[..., Run]) -> None:
    """Each problem names its file; the exit code is 1; nothing is published."""
    run = build(BAD)

    assert run.code == 1
    assert all(any(name in line and "error:" in line for line in run.printed.splitlines()) for name in EXPECTED)
    assert "Traceback" not in run.printed
    assert not run.output.exists()


def test_the_last_good_site_stays(build: Callable[..., Run]) -> None:
    """A build with a problem leaves the site as it was."""
    build({"2024/11/29/good.ur.txt": GOOD})

    run = build({"undated.ur.txt": GOOD})

    assert run.code == 1
    assert (run.output / "ur/2024/11/29/good/index.html").is_file()
    assert not any("undated" in path.name for path in run.output.rglob("*"))


def test_the_preview_shows_the_rest(build: Callable[..., Run]) -> None:
    """With --preview the good stories are there, and the problems on the terminal."""
    run = build(BAD, "--preview")

    assert run.code == 0
    assert (run.output / "ur/2024/11/29/good/index.html").is_file()
    assert "notes.docx" in run.printed


def test_suggestions(build: Callable[..., Run]) -> None:
    """An unknown key and an unknown country come with the nearest known ones."""
    printed = build(BAD).printed

    assert "«مصنف»" in printed
    assert "«روس»" in printed


def test_drafts_are_for_the_preview_only(build: Callable[..., Run]) -> None:
    """A draft has no page on the site, and one in the preview."""
    files = {"2024/11/29/draft.ur.txt": f"حیثیت: مسودہ\n\n{GOOD}"}

    assert not (build(files).output / "ur/2024/11/29/draft").exists()
    assert (build(files, "--preview").output / "ur/2024/11/29/draft/index.html").is_file()


def test_a_picture_that_is_not_there(build: Callable[..., Run]) -> None:
    """A picture beside the article is published beside its page; one that is missing is a problem."""
    text = "# جھیل کی صفائی کا کام شروع\n\nکام شروع ہو گیا ہے۔\n\n![جھیل](lake.jpg)\n"

    assert "lake.jpg" in build({"2024/11/29/lake.ur.md": text}).printed
    run = build({"2024/11/29/lake.jpg": photograph()})

    assert run.code == 0
    assert (run.output / "ur/2024/11/29/lake/lake.jpg").is_file()


def test_the_good_part_keeps_the_last_good_page(build: Callable[..., Run]) -> None:
    """Told to publish despite errors, a build shows a broken article as it last was, and the rest as it is."""
    page = "ur/2024/11/29/good/index.html"
    first = build({"2024/11/29/good.ur.txt": GOOD, "2024/11/29/other.ur.txt": GOOD})
    before = BeautifulSoup((first.output / page).read_bytes(), "lxml").select_one("article")
    broken = {"2024/11/29/good.ur.txt": f"تاریخ: 2024-13-45\n\n{GOOD}", "2024/11/29/new.ur.txt": GOOD}

    refused, told = build(broken), build(broken, "--good-part")

    assert (refused.code, told.code) == (1, 0)
    assert "good.ur.txt:1: error: date must be" in told.printed
    assert BeautifulSoup((told.output / page).read_bytes(), "lxml").select_one("article") == before
    assert (told.output / "ur/2024/11/29/new/index.html").is_file()
    mended = build({"2024/11/29/good.ur.txt": GOOD.replace("میلہ", "بازار")}, "--good-part")
    assert "بازار" in (mended.output / page).read_text(encoding="utf-8")
    assert "error" not in mended.printed


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>\n{% if %}</p>", 2),
        ("<p>\n\n{{ edition.nothing.at_all }}", 3),
        ("{{ 1 // 0 }}", 1),
        ("<p>\n{% include '_footer.html' %}", 2),
    ],
)
def test_a_broken_template_is_a_problem_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    """Whatever a designer gets wrong is said with file and line, and the last good site stays."""
    shutil.copytree(PROJECT / "theme", tmp_path / "theme")
    (tmp_path / "theme/templates/_footer.html").write_text(template)
    settings = (PROJECT / "pelicanconf.py").read_text().replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    (tmp_path / "pelicanconf.py").write_text(settings)
    (tmp_path / "content").mkdir()

    run = khabarnama("build", cwd=tmp_path)

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"_footer.html:{line}: error: template must be right" in run.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("place", "content", "said"),
    [
        ("templates/article.html", b"", "article.html:1: error: template must be right"),
        ("templates/article.html", b"\xff\xfe<p>", "article.html:1: error: template must be right"),
        ("css", None, "css:0: error: theme must have stylesheets"),
        ("translations/ur/LC_MESSAGES/messages.po", b'msgid "x\nmsgstr', "messages.po:0: error: catalogue must hold"),
    ],
)
def test_a_theme_that_is_not_whole_is_refused(tmp_path: Path, place: str, content: bytes | None, said: str) -> None:
    """No page is published without its body, its style or its words."""
    shutil.copytree(PROJECT / "theme", tmp_path / "theme")
    if content is None:
        shutil.rmtree(tmp_path / "theme" / place)
    else:
        (tmp_path / "theme" / place).write_bytes(content)
    settings = write_settings(tmp_path / "settings.py", f"THEME = {str(tmp_path / 'theme')!r}")

    run = khabarnama("build", "--settings", str(settings), "--output", str(tmp_path / "output"))

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert said in run.stderr
    assert not (tmp_path / "output").exists()


def test_a_day_that_is_yet_to_come_is_a_problem(build: Callable[..., Run]) -> None:
    """A slip in the year is noticed, and the article waits."""
    files = {"2024/11/29/good.ur.txt": GOOD, "2094/11/29/late.ur.txt": GOOD}
    files["2024/11/28/mended.ur.txt"] = f"ترمیم: 2094-11-29\n\n{GOOD}"

    run = build(files, "--preview")

    assert "late.ur.txt:1: error: date must be no later than" in run.printed
    assert "mended.ur.txt:1: error: modified must be no later than" in run.printed
    assert not (run.output / "ur/2094").exists()
