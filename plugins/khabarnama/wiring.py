"""The wiring of the pipeline to Pelican: the only place, with the reader and the generator, that knows it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pelican.plugins import signals

from khabarnama.building.build import KEY, SEEN, start
from khabarnama.building.seal import Seen
from khabarnama.countries.gazetteer import load
from khabarnama.editions.generator import EditionsGenerator
from khabarnama.reading.reader import ArticleReader

if TYPE_CHECKING:
    from pelican import Pelican
    from pelican.readers import Readers

# What Pelican would write by itself, once for all languages; the editions have their own of each.
_OFF: dict[str, Any] = {
    "ARTICLE_SAVE_AS": "",
    "ARTICLE_LANG_SAVE_AS": "",
    "ARTICLE_TRANSLATION_ID": None,
    "DRAFT_SAVE_AS": "",
    "DRAFT_LANG_SAVE_AS": "",
    "DIRECT_TEMPLATES": [],
    "ARCHIVES_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
    "ARTICLE_PATHS": [],  # the editions read them, all languages at once and only what changed
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "SUMMARY_MAX_LENGTH": 0,
}
_JINJA = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}


def connect() -> None:
    """Connect the pipeline to Pelican's signals, in the order in which they fire."""
    signals.initialized.connect(_start)
    signals.readers_init.connect(_read_with_ours)
    signals.get_generators.connect(_write_editions)


def _start(pelican: Pelican) -> None:
    """Look at the content folder once, and turn off what the editions do."""
    settings = pelican.settings
    zone = ZoneInfo(settings["TIMEZONE"])
    today = dt.datetime.now(zone).date() if settings.get("KHABARNAMA_PREVIEW") else None
    load()
    settings.update(_OFF)
    build = start(
        Path(pelican.path),
        Path(pelican.output_path),
        zone,
        today,
        tuple(settings.get("KHABARNAMA_PICTURE_HOSTS", ())),
        settings.get(SEEN) or Seen(),
    )
    if not settings.get("KHABARNAMA_FUTURE"):
        build.latest = dt.datetime.now(zone).date() + dt.timedelta(days=1)
    build.good_part = bool(settings.get("KHABARNAMA_GOOD_PART"))
    settings[KEY] = build
    settings["JINJA_ENVIRONMENT"] = dict(_JINJA)


def _read_with_ours(readers: Readers) -> None:
    """Let our reader read every file, and none of Pelican's."""
    readers.reader_classes = dict.fromkeys(ArticleReader.file_extensions, ArticleReader)


def _write_editions(pelican: Pelican) -> type:  # noqa: ARG001  # the signal's own argument
    """Add the generator of the editions to Pelican's."""
    return EditionsGenerator
