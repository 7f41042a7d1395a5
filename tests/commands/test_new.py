"""Articles that `new` begins: their files, their headers, what is asked and what is refused."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand
from tests.commands.repository import write
from tests.commands.terminal import in_terminal
from tests.conftest import ARTICLE, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

DAY = "content/2024/11/29"
HEADLINE = "روسی وزیر دفاع پیانگ یانگ پہنچ گئے"
ORIGINAL = """عنوان: شہر میں کتاب میلہ
تاریخ: ۲۹ نومبر ۲۰۲۴
ماخذ: ڈان
ربط: https://example.org/a
ممالک: روس، جاپان

{body}"""


@pytest.mark.parametrize(
    ("words", "name", "header"),
    [
        (
            ("--headline", HEADLINE, "--date", "29 نومبر 2024", "--source", "رائٹرز", "--countries", "RU, شمالی کوریا"),
            "rosi-wazir-dfaa-piang-iang-phnch-gie.ur.txt",
            f"عنوان: {HEADLINE}\nتاریخ: 29 نومبر 2024ء\nممالک: روس، شمالی کوریا\nماخذ: رائٹرز\n\n",
        ),
        (
            ("--headline", "Talks resume", "--date", "2024-11-29", "--dek", "At last", "--place", "Geneva", "--format",
             "md"),
            "talks-resume.en.md",
            "title: Talks resume\ndek: At last\ndate: 29 November 2024\nplace: Geneva\n\n",
        ),
        (
            ("--headline", "2024-11-29 in pictures", "--date", "2024-11-29 14:05", "--lang", "en"),
            "in-pictures.en.txt",
            "title: 2024-11-29 in pictures\ndate: 29 November 2024 14:05\n\n",
        ),
        (
            ("--headline", "Talks", "--name", "جنیوا مذاکرات", "--lang", "ur", "--date", "2024-11-29"),
            "jnioa-mzakrat.ur.txt",
            "عنوان: Talks\nتاریخ: 29 نومبر 2024ء\n\n",
        ),
    ],
)  # fmt: skip
def test_options_make_a_header_in_the_language(words: tuple[str, ...], name: str, header: str, tmp_path: Path) -> None:
    """The file lies under its day, named after the story; what is said stands in it, and is read as it was said."""
    run = khabarnama("new", *words, cwd=tmp_path)
    path = tmp_path / DAY / name

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0] == f"{DAY}/{name}"
    assert "Next: put the text below the header" in run.stdout
    assert path.read_text(encoding="utf-8") == header
    path.write_text(f"{header}کراچی: (ویب ڈیسک) یہ بات حکام نے بتائی ہے۔\n")
    article = understand(path, Surroundings()).article
    assert article.headline in header
    assert article.date
    assert article.date.date().isoformat() == "2024-11-29"
    assert not [problem for problem in article.problems if problem.level == "error"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A story that is told in the language, in whatever kind of file, is named in one line, and stays."""
    told = write(tmp_path, f"{DAY}/talks.en.md", "Talks\n\nThey talk.\n")

    run = khabarnama("new", "--headline", "Talks", "--date", "2024-11-29", cwd=tmp_path)

    assert run.returncode == 1
    assert f"story must be new in its language, found {DAY}/talks.en.md" in run.stderr
    assert run.stderr.count("\n") == 1
    assert told.read_text() == "Talks\n\nThey talk.\n"
    assert [path.name for path in (tmp_path / DAY).iterdir()] == ["talks.en.md"]


def test_a_counterpart_has_what_does_not_need_translating(tmp_path: Path) -> None:
    """Day, source, address and countries by their names in the other language; a draft without a headline."""
    write(tmp_path, f"{DAY}/fair.ur.md", ORIGINAL.format(body="کراچی: میلہ شروع ہوا۔ لوگ آئے۔\n"))

    run = khabarnama("new", "--translate", f"{DAY}/fair.ur.md", cwd=tmp_path)

    assert run.returncode == 0, run.stderr
    assert (tmp_path / DAY / "fair.en.md").read_text() == (
        "title:\ndate: 29 November 2024\ncountries: Russia, Japan\nsource: ڈان\nsource_url: https://example.org/a\n"
        "status: draft\n\n"
    )
    assert "write the headline after its colon" in run.stdout


def test_a_counterpart_that_is_not_written_yet_holds_nothing_up(tmp_path: Path) -> None:
    """It is a warning until it is written, and not published; the story stays."""
    write(tmp_path, f"{DAY}/fair.ur.txt", ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا"))
    khabarnama("new", "--translate", f"{DAY}/fair.ur.txt", cwd=tmp_path)
    folders = ("--content", str(tmp_path / "content"), "--output")

    built = khabarnama("build", *folders, str(tmp_path / "output"))
    previewed = khabarnama("build", "--preview", *folders, str(tmp_path / "preview"))

    assert built.returncode == 0, built.stderr
    assert "fair.en.txt:1: warning: headline must be the first line" in built.stderr
    assert (tmp_path / "output/ur/2024/11/29/fair/index.html").is_file()
    assert not (tmp_path / "output/en/2024/11/29/fair/index.html").exists()
    assert previewed.returncode == 0
    assert (tmp_path / "preview/en/2024/11/29/fair/index.html").is_file()


def test_a_counterpart_keeps_the_names_of_its_story(tmp_path: Path) -> None:
    """A day in the name, a time in the header, a name in Urdu: both files are one story."""
    body = "کراچی: میلہ شروع ہوا۔ لوگ آئے۔\n"
    write(tmp_path, "content/2024-11-29-میلہ.txt", f"عنوان: میلہ\nتاریخ: 2024-11-29 14:05 +03:00\n\n{body}")

    run = khabarnama("new", "--translate", "content/2024-11-29-میلہ.txt", "--headline", "The fair", cwd=tmp_path)
    made = tmp_path / "content/2024-11-29-میلہ.en.txt"

    assert run.returncode == 0, run.stderr
    assert made.read_text().startswith("title: The fair\ndate: 29 November 2024 14:05 +03:00\n")
    with made.open("a") as file:
        file.write("Karachi: The fair began. People came.\n")
    both = [understand(path, Surroundings()).article for path in (made, made.with_name("2024-11-29-میلہ.txt"))]
    assert both[0].slug == both[1].slug
    assert both[0].date == both[1].date


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ((), "--headline must be given where nobody can be asked", 2),
        (("--headline", "a\x01b", "--date", "2024-11-29"), "text must hold no control characters", 1),
        (("--headline", "x" * 400), "headline must be at most 300 characters", 1),
        (("--translate", "content"), "--translate must name an article, found content", 2),
        (("--translate", f"{DAY}/broken.ur.txt"), "broken.ur.txt:0: error: article must have a body", 1),
        (("--translate", f"{DAY}/good.ur.txt", "--lang", "ur"), "--lang must be another than the article's", 2),
        (("--translate", f"{DAY}/good.ur.txt", "--name", "x"), "--name must be left out with --translate", 2),
        (("--headline", "x", "--open"), "EDITOR must name your editor", 2),
    ],
)
def test_what_cannot_be_made_is_refused(words: tuple[str, ...], said: str, code: int, tmp_path: Path) -> None:
    """In one line, without a traceback, and nothing is made."""
    write(tmp_path, f"{DAY}/broken.ur.txt", "عنوان: نیا\n\n")
    write(tmp_path, f"{DAY}/good.ur.txt", ARTICLE.format(headline="شہر میں کتاب میلہ شروع ہو گیا"))

    run = khabarnama("new", *words, cwd=tmp_path)

    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert run.returncode == code
    assert len([path for path in tmp_path.rglob("*.*") if path.is_file()]) == 2


def test_a_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    """A link within the content folder takes no article out of it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/2024").symlink_to(tmp_path / "elsewhere")

    run = khabarnama("new", "--headline", "Talks", "--date", "2024-11-29", cwd=tmp_path)

    assert "file must lie in the content folder, found a link out of it" in run.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_terminal_is_asked_in_the_language_of_the_article(tmp_path: Path) -> None:
    """Each answer that will not do is asked for again, with the reason; what may be empty is left out."""
    typed = [
        ("زبان / Language", "urdu\n"),
        ("سرخی", "\n"),
        ("یہاں کچھ لکھنا ضروری ہے", f"{HEADLINE}\n"),
        ("ذیلی سرخی", "\n"),
        ("تاریخ", "32 نومبر 2024\n"),
        ("یہ کوئی تاریخ نہیں", "29 نومبر 2024\n"),
        ("مقام", "ماسکو\n"),
        ("ماخذ", "\n"),
        ("ممالک", "رووس\n"),
        ("کیا مراد یہ ہے: «روس»؟", "روس\n"),
    ]

    code, shown = in_terminal(["new"], tmp_path, typed)
    made = tmp_path / DAY / "rosi-wazir-dfaa-piang-iang-phnch-gie.ur.txt"

    assert code == 0, shown
    assert made.read_text() == f"عنوان: {HEADLINE}\nتاریخ: 29 نومبر 2024ء\nمقام: ماسکو\nممالک: روس\n\n"


def test_ctrl_d_makes_nothing(tmp_path: Path) -> None:
    """Whoever stops answering gets no file."""
    code, shown = in_terminal(["new", "--lang", "en"], tmp_path, [("Headline", "\x04")])

    assert code == 130, shown
    assert not (tmp_path / "content").exists()


def test_open_starts_the_editor(tmp_path: Path) -> None:
    """It gets the file's path, after its own words."""
    editor = write(tmp_path, "my editor", '#!/bin/sh\necho "opened $1 $2"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    words = ["new", "--headline", "Talks", "--date", "2024-11-29", "--open"]

    code, shown = in_terminal(words, tmp_path, env={"EDITOR": f"'{editor}' --wait"})

    assert code == 0
    assert f"opened --wait {DAY}/talks.en.txt" in shown
