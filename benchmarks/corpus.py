"""A bilingual digest of any size, the same each time: what the benchmark's generators build.

Story number I is a function of I alone, so a corpus of 5,000 stories is the first 5,000 of one of 25,000. Each is
an Urdu and an English article of 250 to 400 words with a heading, a list, a quotation and links.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.countries.gazetteer import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Pick = Mapping[str, Callable[[], str]]

HERE = Path(__file__).parent
_WORDS = tomllib.loads((HERE / "words.toml").read_text())
CODES: list[str] = _WORDS["countries"].split()
WEIGHTS = [1 / (rank + 4) for rank in range(len(CODES))]  # a few are in the news far more often than the rest
FIRST = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
MINUTES = 2500 * 24 * 60  # almost seven years
_MARKS = re.compile(r"(?m)^(?:## |- |> )|\*|\]\([^)]*\)|\[")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as any generator's file may hold it; `body` is Markdown."""

    lang: str
    name: str
    moment: dt.datetime
    countries: tuple[str, ...]
    title: str
    summary: str
    body: str


def tell(number: int, newest: dt.datetime | None = None) -> Iterator[Article]:
    """Yield the articles of story `number`; told at `newest`, if that is given."""
    rng = random.Random(number)  # noqa: S311  # no secret
    countries = tuple(dict.fromkeys(rng.choices(CODES, WEIGHTS, k=12)))[: rng.randint(2, 4)]
    moment = newest or FIRST + dt.timedelta(minutes=rng.randrange(MINUTES))
    name = f"{load().name(countries[0], 'en').lower().replace(' ', '-')}-{number:06d}"
    for lang in ("ur", "en"):
        pick: Pick = {kind: partial(rng.choice, words) for kind, words in _WORDS[lang].items()}
        place = load().name(countries[0], lang)
        title = f"{place}: {pick['adj']()} {pick['noun']()} {pick['link']()} {pick['noun']()}"
        summary = _sentence(lang, pick, place)
        yield Article(lang, name, moment, countries, title, summary, _body(lang, pick, rng, countries, name))


def _sentence(lang: str, pick: Pick, place: str) -> str:
    adj, noun, link, actor = pick["adj"], pick["noun"], pick["link"], pick["actor"]
    if lang == "ur":
        about = f"{adj()} {noun()} {link()} {noun()} اور {noun()} کی {pick['verb']()}"
        text = f"{pick['lead']()} {place} کے {adj()} {actor()} نے {pick['when']()} {about}"
        return f"{text}، جس میں {adj()} {noun()} {link()} {actor()} کا {adj()} {noun()} شامل ہے۔"
    about = f"the {adj()} {noun()} {pick['when']()} {link()} the {noun()} and {adj()} {noun()}"
    text = f"{pick['lead']()} {actor()} of {place} {pick['verb']()} {about}"
    return f"{text[0].upper()}{text[1:]}, which {actor()} described as a {adj()} {noun()} {link()} the {noun()}."


def _body(lang: str, pick: Pick, rng: random.Random, countries: tuple[str, ...], name: str) -> str:
    def sentence() -> str:
        return _sentence(lang, pick, load().name(rng.choice(countries), lang))

    def paragraph() -> str:
        text = " ".join(sentence() for _ in range(rng.randint(2, 3)))
        return f"**{pick['noun']()}**: {text} [{pick['noun']()}](https://wire.example/{name})"

    heading = {"ur": "پس منظر", "en": "Background"}[lang]
    items = "\n".join(f"- {sentence()}" for _ in range(3))
    parts = [paragraph(), paragraph(), f"## {heading}", items, paragraph(), f"> {sentence()}"]
    return "\n\n".join(parts)


def as_khabarnama(article: Article) -> tuple[str, str]:
    """Return the file's name and its text: a header, and Markdown."""
    names = [load().name(iso, article.lang) for iso in article.countries]
    keys, comma = (("عنوان", "تاریخ", "ملک", "خلاصہ"), "، ") if article.lang == "ur" else _ENGLISH
    values = (article.title, f"{article.moment:%Y-%m-%d %H:%M}", comma.join(names), article.summary)
    header = "".join(f"{key}: {value}\n" for key, value in zip(keys, values, strict=True))
    return f"{article.moment:%Y/%m/%d}/{article.name}.{article.lang}.md", f"{header}\n{article.body}\n"


_ENGLISH = (("title", "date", "countries", "summary"), ", ")


_WIDGETS = {
    "ur": "50% LikesVS\n50% Dislikes\n\nاپنا تبصرہ بھیجیں",
    "en": "Share on Facebook\nTweet\n\nLeave a Reply",
}


def as_paste(article: Article) -> tuple[str, str]:
    """Return the file's name and its text: what a news page leaves in a copy, its body on one line, widgets below."""
    body = " ".join(_MARKS.sub("", article.body).split())
    if article.lang == "ur":
        body = f"ماسکو: (ویب ڈیسک ) {body.replace('۔ ', '۔')}"
    name = f"{article.moment:%Y/%m/%d}/{article.name}.{article.lang}.txt"
    return name, f"{article.title}\n\n{article.summary}\n\n{body}\n\n{_WIDGETS[article.lang]}\n"


def as_pelican(article: Article) -> tuple[str, str]:
    """Return the file's name and its text for stock Pelican."""
    tags = ", ".join(article.countries).lower()
    header = (
        f"Title: {article.title}\nDate: {article.moment:%Y-%m-%d %H:%M}\nSlug: {article.name}\nLang: {article.lang}\n"
    )
    header += f"Tags: {tags}\nSummary: {article.summary}\n"
    return f"{article.lang}/{article.moment:%Y}/{article.name}.md", f"{header}\n{article.body}\n"


def as_hugo(article: Article) -> tuple[str, str]:
    """Return the file's name and its text for Hugo."""
    values = {
        "title": article.title,
        "date": f"{article.moment:%Y-%m-%dT%H:%M:%SZ}",
        "slug": article.name,
        "tags": [iso.lower() for iso in article.countries],
        "summary": article.summary,
    }
    header = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"{article.lang}/posts/{article.moment:%Y}/{article.name}.md", f"---\n{header}---\n\n{article.body}\n"


FORMS = {"khabarnama": as_khabarnama, "paste": as_paste, "pelican": as_pelican, "hugo": as_hugo}


def write(form: str, numbers: range, folder: Path, newest: dt.datetime | None = None) -> None:
    """Write the stories `numbers` in the form of a generator below `folder`."""
    for number in numbers:
        for article in tell(number, newest):
            name, text = FORMS[form](article)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def names() -> str:
    """Return the names of the countries in both languages as JSON, by tag: what the peers' templates read."""
    return json.dumps(
        {iso.lower(): {lang: load().name(iso, lang) for lang in ("ur", "en")} for iso in CODES}, ensure_ascii=False
    )
