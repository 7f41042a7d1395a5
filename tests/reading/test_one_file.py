"""A mistake of ours in reading costs the file in which it shows, and no other."""

from __future__ import annotations

from typing import NoReturn

from khabarnama.reading.pipeline import UNEXPECTED, Surroundings, read_article


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
