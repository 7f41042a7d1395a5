"""Texts that `paste` files: where they go, what is shown first, who is asked, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand
from tests.commands.pasting import DAY, HEADLINE, NAME, URDU, paste
from tests.commands.repository import write
from tests.commands.terminal import in_terminal

if TYPE_CHECKING:
    from pathlib import Path

PAGE = f"<article><h1>{HEADLINE}</h1><p>کراچی: میلہ شروع ہوا، یہ بات حکام نے بتائی۔ لوگ آئے۔</p></article>"


def files(folder: Path) -> list[str]:
    """Return what lies in the content folder."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "content").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("text", "words", "path"),
    [
        (URDU, ("--date", "2024-11-29"), f"{DAY}/{NAME}.ur.txt"),
        (f"تاریخ: 29 نومبر 2024\n{URDU}", (), f"{DAY}/{NAME}.ur.txt"),
        (URDU.replace("\n\n", "\n29 نومبر 2024\n", 1), (), f"{DAY}/{NAME}.ur.txt"),
        (URDU, ("--date", "2024-11-29", "--name", "book fair"), f"{DAY}/book-fair.ur.txt"),
        (PAGE, ("--date", "2024-11-29"), f"{DAY}/{NAME}.ur.html"),
        (f"عنوان: {HEADLINE}\n\n<p>کراچی: میلہ شروع ہوا۔</p>", ("--date", "2024-11-29"), f"{DAY}/{NAME}.ur.html"),
        ("A fair opens\n\nIt is < 5 km > away, they say.\n", ("--date", "2024-11-29"), f"{DAY}/a-fair-opens.en.txt"),
        (URDU.encode("utf-16"), ("--date", "2024-11-29"), f"{DAY}/{NAME}.ur.txt"),
    ],
)
def test_a_text_is_filed_byte_for_byte(text: str | bytes, words: tuple[str, ...], path: str, tmp_path: Path) -> None:
    """Under the day and the story that it tells, in the kind of file that it is."""
    run = paste(text, "--yes", *words, cwd=tmp_path)

    assert run.returncode == 0, run.stderr.decode()
    assert files(tmp_path) == [path]
    assert (tmp_path / path).read_bytes() == (text if isinstance(text, bytes) else text.encode())
    assert path in run.stdout.decode()


def test_what_was_understood_is_shown(tmp_path: Path) -> None:
    """Headline, place, countries, what was removed and why, before anything is filed."""
    shown = paste(URDU, "--date", "2024-11-29", cwd=tmp_path, env={"COLUMNS": "200"}).stdout.decode()

    assert HEADLINE in shown
    assert "کراچی" in shown
    assert "پاکستان (PK)" in shown
    assert "50% LikesVS" in shown
    assert "--date" in shown
    assert not (tmp_path / "content").exists()


def test_without_a_day_it_is_today_and_is_said(tmp_path: Path) -> None:
    """A text that names no day belongs to today, which the editor is told."""
    run = paste(URDU, "--yes", cwd=tmp_path)

    assert "No day was found in the text, so today's is taken" in run.stdout.decode()
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_options_win_over_the_header(end: str, tmp_path: Path) -> None:
    """Language and day that are given are put into the header that says otherwise; all else stays."""
    lines = ["title: Book fair", "تاریخ: 1 نومبر 2024", "lang: ur", "", "It opens in Karachi, officials said.", ""]

    run = paste(end.join(lines), "--yes", "--lang", "en", "--date", "2024-11-29", cwd=tmp_path)
    made = tmp_path / DAY / "book-fair.en.txt"
    article = understand(made, Surroundings()).article

    assert run.returncode == 0, run.stderr.decode()
    assert (
        made.read_bytes() == end.join(["title: Book fair", "تاریخ: 29 November 2024", "lang: en", *lines[3:]]).encode()
    )
    assert article.lang == "en"
    assert article.date
    assert article.date.date().isoformat() == "2024-11-29"


def test_lines_on_top_correct_what_is_understood(tmp_path: Path) -> None:
    """The header of a paste is the article's header."""
    run = paste(f"عنوان: دوسری سرخی\nملک: جاپان\nتاریخ: 2024-11-29\n\n{URDU}", "--yes", cwd=tmp_path)
    (made,) = files(tmp_path)

    article = understand(tmp_path / made, Surroundings()).article

    assert run.returncode == 0, run.stderr.decode()
    assert (article.headline, article.countries) == ("دوسری سرخی", ("JP",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x00\x01", "file must be text, found NUL bytes"),
        (b"\xff\xd8\xff\xe0JFIF", "file must be UTF-8 text"),
        ("صرف ایک سرخی", "article must have a body"),
        (f"ملک: رووس\n\n{URDU}", "pasted.txt:1: error: country must be a known one"),
        ("x" * 2_000_001, "file must be at most 2,000,000 bytes"),
        (f"مصنفف: x\nتاریخ: 2024-11-29\n\n{URDU}", "did you mean «مصنف»?"),
    ],
)
def test_what_is_no_article_is_refused(text: str | bytes, said: str, tmp_path: Path) -> None:
    """With its line and how to mend it; nothing is filed."""
    run = paste(text, "--yes", cwd=tmp_path)

    assert said in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()
    assert run.returncode == 1
    assert not (tmp_path / "content").exists()


def test_no_text_at_all_is_a_wrong_use(tmp_path: Path) -> None:
    """It is said in one line, with a right one."""
    run = paste("\n \n", "--yes", cwd=tmp_path)

    assert run.stderr.decode().endswith("text must be given, found none (copy the article, or: python -m khabarnama "
                                        "paste < article.txt)\n")  # fmt: skip
    assert run.returncode == 2


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A story that is told in the language stays as it is, whatever kind of file tells it."""
    told = write(tmp_path, f"{DAY}/{NAME}.ur.md", "پہلی\n\nخبر یہاں ہے۔\n")

    run = paste(URDU, "--yes", "--date", "2024-11-29", cwd=tmp_path)

    assert f"story must be new in its language, found {DAY}/{NAME}.ur.md" in run.stderr.decode()
    assert run.returncode == 1
    assert told.read_text() == "پہلی\n\nخبر یہاں ہے۔\n"
    assert len(files(tmp_path)) == 1


def test_without_anybody_to_ask_yes_must_be_given(tmp_path: Path) -> None:
    """A script says --yes; else nothing is filed."""
    run = paste(URDU, "--date", "2024-11-29", cwd=tmp_path)

    assert "--yes must be given where nobody can be asked" in run.stderr.decode()
    assert run.returncode == 2
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(("answer", "code"), [("ہاں\n", 0), ("maybe\ny\n", 0), ("نہیں\n", 1)])
def test_a_terminal_is_asked(answer: str, code: int, tmp_path: Path) -> None:
    """Pasted text ends with Ctrl-D; then a yes in either language files it, a no does not."""
    typed = [("Ctrl-D", URDU), ("تبصرہ بھیجیں", "\x04"), ("کیا اسے یہاں محفوظ کیا جائے", answer)]

    ended, shown = in_terminal(["paste", "--date", "2024-11-29"], tmp_path, typed)

    assert ended == code, shown
    assert (tmp_path / DAY / f"{NAME}.ur.txt").exists() == (code == 0)


def test_the_terminal_is_asked_also_where_the_text_is_piped(tmp_path: Path) -> None:
    """`paste < file` in a terminal: the answer is typed."""
    text = write(tmp_path, "text", URDU)
    typed = [("کیا اسے یہاں محفوظ کیا جائے", "ہاں\n")]

    code, shown = in_terminal(["paste", "--date", "2024-11-29"], tmp_path, typed, given=text)

    assert code == 0, shown
    assert (tmp_path / DAY / f"{NAME}.ur.txt").read_text() == URDU


def test_a_line_of_any_length_can_be_pasted(tmp_path: Path) -> None:
    """A terminal cuts lines at 4,096 bytes; an article that came as one line loses nothing."""
    body = "کراچی: (ویب ڈیسک) " + "یہ بات حکام نے بتائی ہے، اور لوگ آئے۔ " * 400
    typed = [("Ctrl-D", f"{HEADLINE}\n{body}\n"), ("لوگ آئے", "\x04"), ("محفوظ کیا جائے", "ہاں\n")]

    code, shown = in_terminal(["paste", "--date", "2024-11-29"], tmp_path, typed)

    assert code == 0, shown[-2000:]
    assert (tmp_path / DAY / f"{NAME}.ur.txt").read_text() == f"{HEADLINE}\n{body}\n"
