"""The translation board: which stories wait for a counterpart, or for a newer one, by month and country."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from khabarnama.desk.age import Ages, Pair
from khabarnama.desk.checking import read
from khabarnama.editions.story import pair
from khabarnama.problems import KhabarnamaError
from khabarnama.reading.contents import shown, survey

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from khabarnama.desk.desk import Desk
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.story import Story

State = Literal["missing", "draft", "older"]
STATES: tuple[State, ...] = ("missing", "draft", "older")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One story that waits for `lang`: it is missing there, a draft, or older than a change of its original.

    `since` is the day of that change; None where it is not committed.
    """

    story: Story
    lang: str
    state: State
    original: Entry
    counterpart: Entry | None = None
    since: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day of its story."""
        return self.story.date

    @property
    def month(self) -> dt.date:
        """The first day of its month."""
        return self.day.replace(day=1)


@dataclass(frozen=True, slots=True)
class Board:
    """What waits, newest day first, of how many stories. `unknown` says why nothing can be told of what is older."""

    stories: int
    waiting: tuple[Waiting, ...]
    broken: int = 0
    unknown: str = ""

    def of(self, langs: Collection[str], countries: Collection[str]) -> Board:
        """Return what waits for one of `langs` and is about one of `countries`; an empty one stands for all."""
        kept = (
            item
            for item in self.waiting
            if (not langs or item.lang in langs) and (not countries or set(countries) & set(item.story.countries))
        )
        return replace(self, waiting=tuple(kept))

    @property
    def counts(self) -> Counter[str]:
        """How many wait in each state."""
        return Counter(item.state for item in self.waiting)

    def by_month(self) -> dict[dt.date, list[Waiting]]:
        """Return what waits by month, newest first."""
        return _group((item.month, item) for item in self.waiting)

    def by_country(self) -> dict[str, list[Waiting]]:
        """Return what waits by the country that it is about, those with most first."""
        found = _group((iso, item) for item in self.waiting for iso in item.story.countries)
        return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _group(items: Iterable[tuple[Any, Waiting]]) -> dict[Any, list[Waiting]]:
    groups: dict[Any, list[Waiting]] = defaultdict(list)
    for key, item in items:
        groups[key].append(item)
    return dict(groups)


def make_board(desk: Desk, langs: Sequence[str]) -> Board:
    """Return what waits at the desk for one of `langs`: the articles are read, and git asked once for all of them."""
    entries = read(list(survey(desk.content).files), desk.surroundings(), thorough=False)
    stories = pair(entry for entry in entries if entry.date)[0]
    told = [story for story in stories if any(entry.status == "published" for entry in story.articles.values())]
    waiting = [item for story in told for item in _missing(story, langs)]
    unknown = ""
    try:
        waiting += _older(told, Ages.read(desk.content, shown(desk.content)))
    except KhabarnamaError as error:
        unknown = error.problems[0].message
    waiting.sort(key=lambda item: (item.story.key, item.lang), reverse=True)
    return Board(len(told), tuple(waiting), sum(entry.date is None for entry in entries), unknown)


def _missing(story: Story, langs: Sequence[str]) -> Iterator[Waiting]:
    original = next(entry for entry in story.articles.values() if entry.status == "published")
    for lang in langs:
        entry = story.articles.get(lang)
        if entry is None or entry.status == "draft":
            yield Waiting(story, lang, "draft" if entry else "missing", original, entry)


def _older(stories: Sequence[Story], ages: Ages) -> Iterator[Waiting]:
    pairs: dict[Pair, tuple[Story, Entry, Entry]] = {}
    for story in stories:
        entries = {entry.path: entry for entry in story.articles.values() if entry.status == "published"}
        for original in ages.originals(list(entries)) if len(entries) > 1 else ():
            others = (path for path in entries if path != original)
            pairs |= {Pair(original, path): (story, entries[original], entries[path]) for path in others}
    for found, since in ages.outdated(pairs).items():
        story, told, counterpart = pairs[found]
        yield Waiting(story, counterpart.lang, "older", told, counterpart, since and since.date())


def to_json(board: Board) -> dict[str, Any]:
    """Return the board in JSON's types."""
    return {
        "stories": board.stories,
        "broken": board.broken,
        "unknown": board.unknown,
        **{state: board.counts[state] for state in STATES},
        "by_month": {f"{month:%Y-%m}": _count(items) for month, items in board.by_month().items()},
        "by_country": {iso: _count(items) for iso, items in board.by_country().items()},
        "waiting": [_item(item) for item in board.waiting],
    }


def _count(items: Sequence[Waiting]) -> Mapping[str, int]:
    return {state: count for state in STATES if (count := sum(item.state == state for item in items))}


def _item(item: Waiting) -> dict[str, Any]:
    return {
        "day": item.day.isoformat(),
        "story": item.story.slug,
        "lang": item.lang,
        "state": item.state,
        "since": item.since and item.since.isoformat(),
        "headline": item.original.headline,
        "original": item.original.path,
        "counterpart": item.counterpart and item.counterpart.path,
        "countries": list(item.story.countries),
    }
