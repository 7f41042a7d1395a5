"""Articles to stories: one event, told by one article in each language at most."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khabarnama.problems import Problem
from khabarnama.reading.filename import read_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from khabarnama.editions.entry import Entry

WORDS_PER_MINUTE = 200


@dataclass(frozen=True, eq=False)
class Story:
    """One event: its articles by language. `date` is the day of its address, the same in every language.

    A story is equal to itself alone, so that what is known of it is found at once.
    """

    slug: str
    date: dt.date
    articles: Mapping[str, Entry]

    @property
    def key(self) -> tuple[dt.date, str]:
        """What no other story has: its day and its name."""
        return self.date, self.slug

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The ISO codes that the story is about: those that an editor wrote, else those of all its articles."""
        written = [article for article in self.articles.values() if article.edited]
        codes = [code for article in written or self.articles.values() for code in article.countries]
        return tuple(dict.fromkeys(codes))

    @property
    def moment(self) -> dt.datetime:
        """When the story was first told: what orders the stories of a day."""
        return min([article.date for article in self.articles.values() if article.date])

    def minutes(self, lang: str) -> int:
        """Return how long the article in `lang` takes to read, in whole minutes, 1 at least."""
        return max(1, round(self.articles[lang].words / WORDS_PER_MINUTE))


def pair(articles: Iterable[Entry]) -> tuple[list[Story], list[Problem]]:
    """Return the stories that `articles` tell, newest first, and a problem for each file that tells one again.

    Articles of one name in one folder are one story; so are those with one address. Each article needs a date.
    """
    files: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: article.path):
        folder, _, name = article.path.rpartition("/")
        day = read_name(name).date if name[:1].isdigit() else None
        files[folder, day, article.slug].append(article)
    addresses: dict[tuple[dt.date, str], list[Entry]] = defaultdict(list)
    for group in files.values():
        day = min([article.date.date() for article in group if article.date])
        addresses[day, group[0].slug] += group
    problems: list[Problem] = []
    stories = [_tell(slug, day, group, problems) for (day, slug), group in addresses.items()]
    return sorted(stories, key=lambda story: (story.moment.timestamp(), story.slug), reverse=True), problems


def _tell(slug: str, day: dt.date, group: list[Entry], problems: list[Problem]) -> Story:
    told: dict[str, Entry] = {}
    for article in group:
        first = told.setdefault(article.lang, article)
        if first is not article:
            message = (
                f"story «{slug}» must have one file a language, found this one and {first.path}, both {article.lang}"
            )
            hint = "delete one, or give one of them another name"
            problems += [Problem(article.path, 0, "error", message, hint)]
    return Story(slug, day, told)
