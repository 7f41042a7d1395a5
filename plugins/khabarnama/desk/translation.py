"""An article to the beginning of its counterpart in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.commands.parser import UsageError
from khabarnama.desk.form import Form
from khabarnama.problems import KhabarnamaError
from khabarnama.reading.contents import EXTENSIONS
from khabarnama.reading.dates import ParsedDate
from khabarnama.reading.matching import languages
from khabarnama.understanding import understand

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from khabarnama.desk.desk import Desk


def begin_translation(original: Path, lang: str | None, suffix: str | None, desk: Desk) -> tuple[Form, Path]:
    """Return what is known of the counterpart of the article `original`, and the path beside it.

    It has the original's day, source, address and countries, and is a draft without a headline. `lang` is the other
    language where it is None; a Markdown file's counterpart is Markdown. Raises KhabarnamaError with what is wrong with
    the original, UsageError where there is nothing to translate.
    """
    if not original.is_file() or original.suffix[1:].lower() not in EXTENSIONS:
        message, hint = (
            f"--translate must name an article, found {original}",
            f"a file that ends with .{', .'.join(EXTENSIONS)}",
        )
        raise UsageError(message, hint)
    article = understand(original, desk.surroundings()).article
    errors = [problem for problem in article.problems if problem.level == "error"]
    if errors or article.date is None:
        raise KhabarnamaError(errors)
    lang = lang or next(other for other in languages() if other != article.lang)
    if lang == article.lang:
        message, hint = f"--lang must be another than the article's, found {lang}", "leave it out"
        raise UsageError(message, hint)
    form = Form(
        lang,
        _day(article.date, desk.zone),
        source=article.source,
        source_url=article.source_url,
        countries=article.countries,
        is_draft=True,
    )
    return form, original.with_name(f"{_stem(original)}.{lang}.{suffix or _suffix(original)}")


def _day(moment: dt.datetime, zone: dt.tzinfo) -> ParsedDate:
    """Return the day of `moment` as a header writes it: its time if it has one, its offset if that is not ours."""
    time = moment.time().replace(second=0, microsecond=0)
    offset = moment.utcoffset() if moment.tzinfo is not zone else None
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    return ParsedDate(moment.date(), time if time.hour or time.minute else None, minutes)


def _stem(original: Path) -> str:
    """Return the name of the story's files, without language and extension."""
    name, dot, lang = original.stem.rpartition(".")
    return name if dot and name and lang.lower() in languages() else original.stem


def _suffix(original: Path) -> str:
    return "md" if original.suffix.lower() == ".md" else "txt"
