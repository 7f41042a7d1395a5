"""A file is read as if it were alone; a mistake of ours costs the file in which it shows, and no other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NoReturn

from khabarnama.problems import Problem
from khabarnama.reading.pipeline import BATCH, UNEXPECTED, Surroundings, read_article, read_articles
from tests.cases.documents import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator


def fail(path: str) -> NoReturn:
    """Raise what nobody foresaw."""
    raise ZeroDivisionError(path)


def test_what_reading_did_not_foresee_is_a_problem_of_the_file() -> None:
    """The build goes on; the file is named, with what was raised."""
    undated = read_article(b"A headline\n\nLAHORE: Work goes on.\n", "content/x.txt", Surroundings(added=fail))
    dated = read_article(b"A headline\n\nLAHORE: Work goes on.\n", "content/2024/11/29/x.txt", Surroundings(added=fail))

    assert [problem.message.startswith(UNEXPECTED) for problem in undated.problems] == [True]
    assert "ZeroDivisionError" in undated.problems[0].message
    assert not dated.problems


def test_files_that_are_read_together_are_read_as_if_each_were_alone() -> None:
    """More than go through the stages at once, of every form, whole, broken, unread and unforeseen."""
    suffixes = (".md", ".txt", ".html")
    texts = [case.given.encode() for case in read_cases("reading")]
    unread = Problem("x", 0, "error", "file must be readable")
    loaded: list[bytes | Problem] = [*texts, b"", b"\x00", b"\xff" * 40, unread] * 12
    files = [(f"content/story-{number}{suffixes[number % 3]}", data) for number, data in enumerate(loaded)]
    around = Surroundings(added=fail)

    together = [*chain.from_iterable(read_articles(files, around))]

    assert together == [read_article(data, path, around) for path, data in files]
    assert sum(len(data) for data in loaded if isinstance(data, bytes)) > BATCH
    messages = [problem.message for article in together for problem in article.problems]
    assert {message.startswith(UNEXPECTED) for message in messages} == {True, False}


def test_no_more_files_are_asked_for_than_go_together() -> None:
    """So many large files need no more memory than few."""
    asked: list[str] = []

    def load() -> Iterator[tuple[str, bytes]]:
        for number in range(9):
            asked.append(f"content/story-{number}.txt")
            yield asked[-1], b"Work goes on.\n" * (BATCH // 14 + 1)

    first = next(read_articles(load(), Surroundings()))

    assert [article.path for article in first] == asked
