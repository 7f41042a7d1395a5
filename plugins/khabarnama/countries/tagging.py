"""An article to its countries: what is detected, edited by what its header says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from khabarnama.countries.detector import Detection, detect
from khabarnama.countries.gazetteer import load
from khabarnama.problems import Problem

if TYPE_CHECKING:
    from khabarnama.reading.article import Article

_SIGNS = frozenset("+-−")
_NOTHING = Detection()


def tag(article: Article, *, thorough: bool = True) -> tuple[Article, Detection]:
    """Return the article with the ISO codes of the countries it is about, and how they were found.

    What an editor writes wins: `countries: روس، Japan` names all of them; `+UA -US` adds to and takes from the
    detected ones. A country that is not known is an error that suggests the nearest. Unless `thorough`, nothing is
    detected where all are written, and elsewhere only what the article is about.
    """
    if article.countries and not thorough and _SIGNS.isdisjoint([item[0] for item in article.countries]):
        codes, problems = _edit(article, ())
        return article._replace(countries=codes, problems=(*article.problems, *problems)), _NOTHING
    place = article.dateline.place if article.dateline else None
    detection = detect(article.lang, article.headline, article.dek, article.paragraphs, place, thorough=thorough)
    if not article.countries:
        return article._replace(countries=detection.about), detection
    codes, problems = _edit(article, detection.about)
    problems = problems or _doubt(article, codes, detection)
    return article._replace(countries=codes, problems=(*article.problems, *problems)), detection


def _edit(article: Article, detected: tuple[str, ...]) -> tuple[tuple[str, ...], list[Problem]]:
    problems: list[Problem] = []
    edits = _split_edits(article.countries)
    codes = list(detected) if _SIGNS.issuperset([item[0] for item in edits]) else []
    for item in edits:
        sign, name = (item[0], item[1:].strip()) if item[0] in _SIGNS else ("+", item)
        iso = _find(name)
        if iso is None:
            problems.append(_unknown(article, name))
        elif sign == "+":
            codes += [iso] if iso not in codes else []
        elif iso in codes:
            codes.remove(iso)
    return tuple(codes), problems


@lru_cache(maxsize=1024)
def _find(name: str) -> str | None:
    """Return the code of the country `name`: the same few stand in all headers."""
    return load().find(name)


def _doubt(article: Article, codes: tuple[str, ...], detection: Detection) -> list[Problem]:
    """Return a hint where what is written shares less than a third with what is detected: it may be a slip."""
    written, found = set(codes), set(detection.about)
    if not found or len(written & found) * 3 >= len(written | found):
        return []
    names = [load().name(iso, article.lang) for iso in detection.about]
    message = f"countries should be those that the story is about, found in the text: {'، '.join(names)}"
    hint = "what is written stays: if it is right, leave it"
    return [Problem(article.path, article.countries_line, "hint", message, hint)]


def _split_edits(written: tuple[str, ...]) -> list[str]:
    """Part `+UA -US`, which needs no comma."""
    edits: list[str] = []
    for item in written:
        signed = item[0] in _SIGNS
        edits += item.replace("−", "-").replace(" +", "\n+").replace(" -", "\n-").split("\n") if signed else [item]
    return edits


def _unknown(article: Article, name: str) -> Problem:
    near = load().suggest(name)
    hint = f"did you mean {' / '.join(f'«{guess}»' for guess in near)}?" if near else "a code such as RU is fine too"
    return Problem(article.path, article.countries_line, "error", f"country must be a known one, found «{name}»", hint)
