"""A raw text to the file that it is going to be, and how that file is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.desk.filing import name_story, place
from khabarnama.desk.form import write_day
from khabarnama.problems import KhabarnamaError
from khabarnama.reading.contents import shown
from khabarnama.reading.dating import TODAY
from khabarnama.reading.decode import LINE_ENDS, decode
from khabarnama.reading.header import split
from khabarnama.reading.header_line import LINE
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import Understood, understand_data

if TYPE_CHECKING:
    from pathlib import Path

    from khabarnama.desk.desk import Desk
    from khabarnama.reading.article import Article
    from khabarnama.reading.dates import ParsedDate

_NAME = "pasted"  # what messages call it before it has a name
_OPENS = re.compile(
    r"\s*<(?:!doctype html|!--|(?:html|head|body|main|article|section|header|div|p|h[1-6]|table|ul|ol|blockquote|figure"
    r"|img|span|meta|link)\b)",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"</(?:p|div|article|section|h[1-6]|li|blockquote|table)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says of a text; None leaves it to the text."""

    lang: str | None = None
    day: ParsedDate | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text's bytes, the path where they belong and how they are understood there; `dated`: its day was found."""

    path: Path
    data: bytes
    understood: Understood
    dated: bool


def understand_paste(data: bytes, wishes: Wishes, desk: Desk) -> Pasted:
    """Return where the text `data` belongs, by what it says and by `wishes`, and how it is understood there.

    Raises KhabarnamaError with all that is wrong with it: it would be no article.
    """
    suffix = "html" if is_html(data) else "txt"
    name = f"{_NAME}.{wishes.lang}.{suffix}" if wishes.lang else f"{_NAME}.{suffix}"
    data = _override(data, name, wishes)
    article = _understand(data, name, Surroundings(desk.zone, today=desk.today, hosts=desk.hosts)).article
    day = wishes.day.date if wishes.day else article.date.date() if article.date else desk.today
    path = place(desk.content, day, name_story(wishes.name or article.headline), article.lang, suffix)
    understood = _understand(data, shown(path), Surroundings(desk.zone, hosts=desk.hosts))
    dated = bool(wishes.day) or article.origins.get("date") != TODAY
    return Pasted(path, data, understood._replace(article=_as_told(understood.article, article, wishes)), dated)


def _as_told(filed: Article, article: Article, wishes: Wishes) -> Article:
    """Return the article `filed` with where its day and language come from: the text or a wish, not its new name."""
    origins = {key: article.origins.get(key, "") for key in ("date", "lang")}
    origins |= {"date": "--date"} if wishes.day else {}
    origins |= {"lang": "--lang"} if wishes.lang else {}
    return filed._replace(origins={**filed.origins, **origins})


def _understand(data: bytes, name: str, surroundings: Surroundings) -> Understood:
    understood = understand_data(data, name, surroundings)
    errors = [problem for problem in understood.article.problems if problem.level == "error"]
    if errors:
        raise KhabarnamaError(errors)
    return understood


def is_html(data: bytes) -> bool:
    """Tell whether the text `data` is a page or a piece of one: below its header, if any, tags open or close blocks."""
    decoded = decode(data, _NAME)
    if decoded.problems:
        return False
    body = split(decoded.text, _NAME).body
    return bool(_OPENS.match(body) or _CLOSES.search(body))


def _override(data: bytes, name: str, wishes: Wishes) -> bytes:
    """Return `data` with what its header says against `wishes` put right: a header's line goes before a file's name."""
    decoded = decode(data, name)
    if decoded.problems:
        return data
    fields = split(decoded.text, name).fields
    lang = wishes.lang or "en"
    wanted = {"lang": wishes.lang, "date": write_day(wishes.day, lang) if wishes.day else None}
    for key, value in wanted.items():
        if value and key in fields:
            data = _set_line(_text(data, decoded.text), fields[key].line, value).encode()
    return data


def _text(data: bytes, decoded: str) -> str:
    """Return the text as it is written, or as it was read where it is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return decoded


def _set_line(text: str, number: int, value: str) -> str:
    """Return `text` with `value` in the header line `number`; its key, and all other lines, stay."""
    pieces = re.split(f"({LINE_ENDS.pattern}|\n)", text)
    found = LINE.match(pieces[2 * (number - 1)])
    if found:
        pieces[2 * (number - 1)] = f"{found['key']}: {value}"
    return "".join(pieces)
