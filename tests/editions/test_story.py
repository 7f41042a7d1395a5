"""Articles paired to stories."""

from __future__ import annotations

import datetime as dt

from khabarnama.editions.entry import Entry, enter
from khabarnama.editions.story import pair
from khabarnama.reading.article import Article


def article(path: str, lang: str, day: int = 1, countries: tuple[str, ...] = (), line: int = 0) -> Entry:
    """Return an article of January 2024."""
    slug = path.rsplit("/", 1)[-1].partition(".")[0]
    date = dt.datetime(2024, 1, day, tzinfo=dt.UTC)
    return enter(Article(path, slug, lang, "x", date=date, countries=countries, countries_line=line))


def test_languages_of_one_story_are_paired() -> None:
    """Files of one name in one folder tell one story, also where their days differ; its day is the first."""
    (story,), problems = pair([article("a/x.ur.txt", "ur", 2), article("a/x.en.md", "en", 1)])

    assert set(story.articles) == {"ur", "en"}
    assert story.date == dt.date(2024, 1, 1)
    assert not problems


def test_same_name_on_another_day_is_another_story() -> None:
    """A story's name may come again."""
    stories, problems = pair([article("1/x.ur.txt", "ur", 1), article("2/x.ur.txt", "ur", 2)])

    assert [story.date.day for story in stories] == [2, 1]
    assert not problems


def test_two_files_for_one_language_are_a_problem_that_names_both() -> None:
    """Nothing overwrites anything."""
    stories, problems = pair([article("a/x.ur.txt", "ur"), article("b/x.ur.md", "ur")])

    assert len(stories) == 1
    assert [problem.path for problem in problems] == ["b/x.ur.md"]
    assert "a/x.ur.txt" in problems[0].message


def test_countries_that_an_editor_wrote_win() -> None:
    """A story is about the countries of all its articles, unless an editor wrote them."""
    (both,), _ = pair([article("a/x.ur.txt", "ur", 1, ("RU",)), article("a/x.en.md", "en", 1, ("UA", "RU"))])
    (written,), _ = pair([article("a/x.ur.txt", "ur", 1, ("RU",)), article("a/x.en.md", "en", 1, ("UA",), 3)])

    assert set(both.countries) == {"RU", "UA"}
    assert written.countries == ("UA",)
