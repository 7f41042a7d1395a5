"""The desk itself: where the articles lie, what day it is there, and what a site's settings say of both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.history import History
from khabarnama.reading.matching import languages
from khabarnama.reading.pipeline import Surroundings

if TYPE_CHECKING:
    from argparse import Namespace

CONTENT = Path("content")


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of the articles, the zone of their days, today there, and the last day that is allowed (None: any).

    `site` is the settings file's part that names the site: none without one.
    """

    content: Path
    zone: dt.tzinfo
    today: dt.date
    latest: dt.date | None
    site: dict[str, Any]

    @property
    def editions(self) -> tuple[str, ...]:
        """The languages that have an edition: without a site, all that articles may be in."""
        return tuple(self.site.get("KHABARNAMA_EDITIONS", languages()))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The other hosts from which articles may show pictures."""
        return tuple(self.site.get("KHABARNAMA_PICTURE_HOSTS", ()))

    def surroundings(self, *, dated: bool = False) -> Surroundings:
        """Return what reading needs to know; with `dated`, an article without a day has today's, with a warning."""
        return Surroundings(self.zone, History(self.content).added, self.today if dated else None, self.hosts)


def open_desk(arguments: Namespace) -> Desk:
    """Return the desk that the command line means. Raises KhabarnamaError if the settings file is wrong."""
    settings, content = _load(arguments.settings)
    zone = ZoneInfo(settings.get("TIMEZONE", "UTC"))
    today = dt.datetime.now(zone).date()
    latest = None if settings.get("KHABARNAMA_FUTURE") else today + dt.timedelta(days=1)
    return Desk(arguments.content or content, zone, today, latest, settings)


def _load(path: Path) -> tuple[dict[str, Any], Path]:
    """Return the settings and the folder of articles that they name, which is yet to come in a new project.

    Without a settings file there are none: articles can be made and read without a site.
    """
    if not path.is_file():
        return {}, CONTENT
    from pelican.settings import get_settings_from_file  # noqa: PLC0415  # here, as Pelican takes a while to start

    from khabarnama.settings import check_folder, load  # noqa: PLC0415

    settings = load(path, {"PATH": "."})  # Pelican refuses a folder that is not there
    folder = get_settings_from_file(str(path)).get("PATH", CONTENT)
    if wrong := [Problem(str(path), 0, "error", *found) for found in check_folder("PATH", folder)]:
        raise KhabarnamaError(wrong)
    return settings, path.parent / folder
