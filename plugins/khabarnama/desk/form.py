"""What an editor says of an article to the header that says it in the article's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_date

from khabarnama.countries.gazetteer import load
from khabarnama.reading.header import in_script_of
from khabarnama.reading.matching import load_toml, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.reading.dates import ParsedDate


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of an article before its text is there; an empty `headline` is yet to be written.

    `countries` are ISO codes.
    """

    lang: str
    day: ParsedDate
    headline: str = ""
    dek: str | None = None
    place: str | None = None
    source: str | None = None
    source_url: str | None = None
    countries: tuple[str, ...] = ()
    is_draft: bool = False


def write_header(form: Form) -> str:
    """Return the header of an article, and the blank line below it."""
    return "".join(f"{write_field(key, value, form.lang)}\n" for key, value in _fields(form)) + "\n"


def _fields(form: Form) -> Iterator[tuple[str, str]]:
    yield "title", form.headline
    values = {
        "dek": form.dek,
        "date": write_day(form.day, form.lang),
        "place": form.place,
        "countries": write_countries(form.countries, form.lang),
        "source": form.source,
        "source_url": form.source_url,
        "status": write_choice("status", "draft", form.lang) if form.is_draft else None,
    }
    yield from ((key, value) for key, value in values.items() if value)


def write_field(key: str, value: str, lang: str) -> str:
    """Return a header's line: `key`, by its name in `lang`, and its `value`."""
    return f"{in_script_of(lang, load_toml('header.toml')['keys'][key])}: {value}".rstrip()


def write_choice(key: str, value: str, lang: str) -> str:
    """Return the word of `lang` for one of the values that are allowed for `key`."""
    return in_script_of(lang, load_toml("header.toml")["values"][key][value])


def write_day(day: ParsedDate, lang: str) -> str:
    """Return a day, with its time and offset where they are known: «29 نومبر 2024ء 14:05 +0500»."""
    parts = [format_date(day.date, load_toml("editions.toml")[lang]["date"], locale=lang)]
    if day.time:
        parts.append(f"{day.time:%H:%M}")
    if day.time and day.offset is not None:
        hours, minutes = divmod(abs(day.offset), 60)
        parts.append(f"{'-' if day.offset < 0 else '+'}{hours:02}:{minutes:02}")
    return " ".join(parts)


def write_countries(codes: tuple[str, ...], lang: str) -> str:
    """Return the names of the countries `codes`; a code where its name would be read as another country."""
    names = (name if load().find(name) == iso else iso for iso in codes for name in [load().name(iso, lang)])
    return ("، " if script(load_toml("editions.toml")[lang]["alphabet"]) == "ur" else ", ").join(names)
