"""The day of an article: from its header, its path, its text, or the commit that added it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from khabarnama.problems import Level, Problem
from khabarnama.reading.dates import ACCEPTED, parse_date, read_date

if TYPE_CHECKING:
    from khabarnama.reading.draft import Draft

TODAY = "today, as none was found"  # where the day of an article without any comes from


def written_date(draft: Draft, key: str) -> dt.datetime | None:
    """Return the day that the header gives under `key`; a wrong one is an error."""
    written = draft.written(key)
    if written is None:
        return None
    date = read_date(written)
    if isinstance(date, str):
        line = draft.header.fields[key].line
        message = f"{key} must be a day such as {ACCEPTED}, found «{written}»: {date}"
        draft.problems.append(Problem(draft.path, line, "error", message))
        return None
    return date.at(draft.surroundings.zone)


def find_date(draft: Draft) -> dt.datetime | None:
    """Return the day: from the header, else folder or file name, else the text, else git; an error without any."""
    if "date" in draft.header.fields:
        return written_date(draft, "date")
    if draft.name.wrong:
        message = f"date in the folder or file name must be a day that there is, found {draft.name.wrong}"
        draft.problems.append(Problem(draft.path, 1, "error", message, "move or rename the file"))
        return None
    if draft.name.date:
        draft.origins["date"] = "folder or file name"
        return dt.datetime.combine(draft.name.date, dt.time(), draft.surroundings.zone)
    structure = draft.structure
    lines = [(item.value, f"line {item.line}") for item in draft.stripped.found if item.field == "date"]
    day = structure.dateline.day if structure.dateline else None
    for text, origin in [*lines, (structure.day, "headline"), (draft.page.metadata.date, "page"), (day, "dateline")]:
        if text and (date := parse_date(text)):
            draft.origins["date"] = origin
            return date.at(draft.surroundings.zone)
    return _undated(draft)


def _undated(draft: Draft) -> dt.datetime | None:
    surroundings = draft.surroundings
    if moment := surroundings.added(draft.path):
        draft.origins["date"] = "the commit that added the file"
        return moment
    message = "date must stand in the folder, the file name or the header, found none"
    hint = "move the file to a folder such as 2024/11/29/, or write a line «تاریخ: 2024-11-29» at its top"
    level: Level = "warning" if surroundings.today else "error"
    draft.problems.append(Problem(draft.path, 1, level, message, hint))
    if not surroundings.today:
        return None
    draft.origins["date"] = TODAY
    return dt.datetime.combine(surroundings.today, dt.time(), surroundings.zone)
