"""The Pelican generator that makes the site: it gathers the articles, pairs them to stories, writes every edition."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pelican.generators import Generator

from khabarnama.building.aside import Aside
from khabarnama.building.bodies import Bodies
from khabarnama.building.build import KEY, Build
from khabarnama.building.fingerprint import files_key, fingerprint
from khabarnama.building.gather import gather, last_good
from khabarnama.building.ledger import Ledger
from khabarnama.building.plan import Plan
from khabarnama.building.renames import find_renames
from khabarnama.building.seal import read_spare, see_spare
from khabarnama.building.size import check_size, measure
from khabarnama.building.tree import catch_up, held, is_far_behind, publish
from khabarnama.editions.admin import admin_part
from khabarnama.editions.assets import collect_assets
from khabarnama.editions.catalogue import load_catalogue
from khabarnama.editions.edition import Edition, check_language
from khabarnama.editions.frame import Frame
from khabarnama.editions.links import Links
from khabarnama.editions.moves import find_moves
from khabarnama.editions.parts import parts, sitemap_part
from khabarnama.editions.pictures import gather_pictures
from khabarnama.editions.renderer import Renderer
from khabarnama.editions.site import Site
from khabarnama.editions.standing import read_standing
from khabarnama.editions.story import pair
from khabarnama.editions.templates import template_keys
from khabarnama.editions.writing import take, write_all
from khabarnama.pictures.style import Style, load_style
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.contents import shown
from khabarnama.reading.dates import check_ahead
from khabarnama.understanding import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.entry import Entry
    from khabarnama.editions.standing import StandingPage
    from khabarnama.editions.story import Story
    from khabarnama.pictures.measuring import Measured


_LONGEST_READING = 3600.0  # seconds


class EditionsGenerator(Generator):  # type: ignore[misc]  # Pelican brings no types
    """Pairs the articles to stories, and writes the editions."""

    def generate_context(self) -> None:
        """Make the site's model from the articles, of which only those that changed are read."""
        build: Build = self.settings[KEY]
        self._held = held(build.output, build.spare, build.store.ledger)
        if is_far_behind(build.output, build.spare, build.store.ledger):
            build.glance = build.resources.enter_context(Aside(partial(_make_ready, build)))
        settings, theme = self.settings, Path(self.theme)
        standing = self._read_standing(build)
        self._assets = collect_assets(theme, settings["KHABARNAMA_COLOURS"])
        frame = self._frame(build, standing)
        bodies = build.resources.enter_context(closing(Bodies(build.store.path, build.store.fresh)))
        self._renderer = Renderer(self.env, frame, bodies)
        self._compiling = None if self._renderer.is_prepared else Aside(self._renderer.compile)
        if self._compiling:
            build.resources.enter_context(self._compiling)
        stories = self._read_stories(build)
        self.site = Site(
            frame,
            stories,
            settings["KHABARNAMA_PAGE_SIZE"],
            tuple(settings["KHABARNAMA_HOME"]),
            pictures=_pictures(build, [*standing, *(entry for story in stories for entry in story.articles.values())]),
        )
        folder = shown(build.contents.folder)
        renames = find_renames(build.history, build.store)
        self.site.moves.update(find_moves([(f"{folder}/{old}", f"{folder}/{new}") for old, new in renames], self.site))
        build.counts |= {"stories": len(stories), "countries": len(self.site.countries)}

    def _read_stories(self, build: Build) -> list[Story]:
        """Return the stories of all articles, of which only those that changed are read."""
        build.entries, build.is_lasting = gather(
            build.contents, build.surroundings, build.store, build.workers, build.progress.stage("Reading")
        )
        editions = tuple(self.settings["KHABARNAMA_EDITIONS"])
        barred: set[str] = set()
        for entry in build.entries:
            found = [
                *check_ahead(entry.path, entry.dates, build.latest),
                *check_language(entry.path, entry.lang, editions),
            ]
            build.problems += (*entry.problems, *found)
            if found:
                barred.add(entry.path)
        told = last_good(build.entries, build.store) if build.good_part else build.entries
        stories, problems = pair(
            entry for entry in told if entry.path not in barred and _is_shown(entry, preview=build.preview)
        )
        build.problems += problems
        build.problems += _unaccounted(build, stories)
        return stories

    def _read_standing(self, build: Build) -> list[StandingPage]:
        """Return the pages that are no news."""
        pages = {path: load(Path(path)) for path in build.contents.pages}
        around, editions = build.surroundings, tuple(self.settings["KHABARNAMA_EDITIONS"])
        standing, problems = read_standing(pages, around.zone, around.hosts, drafts=build.preview)
        build.problems += problems
        build.problems += (problem for page in standing for problem in check_language(page.path, page.lang, editions))
        return [page for page in standing if page.lang in editions]

    def _frame(self, build: Build, standing: Sequence[StandingPage]) -> Frame:
        theme = Path(self.theme)
        editions = tuple(
            Edition(lang, text["name"], text["motto"], load_catalogue(theme / "translations", lang))
            for lang, text in self.settings["KHABARNAMA_EDITIONS"].items()
        )
        published = {name: file for name, (file, _) in self._assets.items()}
        parts = [*theme.glob("translations/**/*.po"), *theme.glob("map/*.json")]
        settings = sorted((name, repr(value)) for name, value in self.settings.items() if name in _SHOWN)
        linked = [(page.name, page.lang, page.title) for page in standing]
        share = self._share_style(build)
        return Frame(
            editions,
            Links(self.settings["SITEURL"], published),
            theme,
            self.settings["KHABARNAMA_FEEDS"] == "full",
            tuple(standing),
            share,
            tuple(self.settings["KHABARNAMA_PICTURE_HOSTS"]),
            fingerprint(build.code, files_key(parts, theme), settings, sorted(published.items()), linked, share),
            template_keys(theme / "templates", map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"])),
        )

    def _share_style(self, build: Build) -> Style | None:
        """Return how share pictures look; None where they are switched off, or cannot be drawn: a problem."""
        try:
            if not self.settings["KHABARNAMA_SHARE_PICTURES"]:
                return None
            return load_style(Path(self.theme), self.settings["KHABARNAMA_COLOURS"].get("light", {}))
        except KhabarnamaError as error:
            build.problems += error.problems
            return None

    def generate_output(self, writer: object) -> None:  # noqa: ARG002  # Pelican's writer knows one language only
        """Bring the output up to date, unless an error stands: then the last good site stays."""
        build: Build = self.settings[KEY]
        if not build.is_publishable:
            return
        plan = Plan(self._held, build.store.ledger)
        found = list(parts(self.site, self._assets))
        admin = admin_part(self.settings["KHABARNAMA_ADMIN"], Path(self.theme), self.site.editions)
        plan.add([*found, *admin])
        plan.add([sitemap_part(self.site, found, plan.listed)])
        work = partial(write_all, self._renderer, self._compiling, build)
        build.changes = publish(plan, build.output, build.spare, partial(_glance, build), work)
        if build.preview:  # for the next build, which someone waits for
            take(self._renderer, self._compiling)
            if build.glance:
                build.glance()  # where nothing was to be written, that process may be at it still
            _catch_up(build)
        build.size = measure(build.changes.weight, [story.date for story in self.site.stories])
        build.problems += check_size(build.size)
        build.counts["pages"] = build.changes.pages


# The settings that pages show; what else they depend on is in the articles, the theme and the code.
_SHOWN = {
    *("SITEURL", "TIMEZONE", "KHABARNAMA_EDITIONS", "KHABARNAMA_PAGE_SIZE", "KHABARNAMA_FEEDS"),
    *("KHABARNAMA_PREVIEW", "KHABARNAMA_PICTURE_HOSTS"),
}


def _is_shown(entry: Entry, *, preview: bool) -> bool:
    """Tell whether an article has a page: drafts have one in the preview only, broken ones never."""
    return not entry.is_broken and (preview or entry.status == "published")


def _unaccounted(build: Build, stories: Sequence[Story]) -> Iterator[Problem]:
    """Yield a problem for each article that is neither told, nor a draft, nor has one: there must never be any."""
    told = {entry.path for story in stories for entry in story.articles.values()}
    named = {problem.path for problem in build.problems if problem.level == "error"}
    for entry in build.entries:
        if entry.path not in told and entry.path not in named and _is_shown(entry, preview=build.preview):
            yield Problem(entry.path, 0, "error", "article must have a page or a problem, found neither", "report this")


def _pictures(build: Build, texts: Sequence[Entry | StandingPage]) -> dict[str, dict[str, Measured]]:
    """Return what is known of the pictures that each of `texts` shows, by its path and their names."""
    memory = build.store.path.with_name("pictures.json")
    pictures, problems = gather_pictures(texts, build.contents.pictures, build.workers, memory)
    build.problems += problems
    return pictures


def _make_ready(build: Build) -> bytes:
    """Make the spare folder like the live one, and return what `read_spare` asks for: what is done aside."""
    _catch_up(build)
    return see_spare(build.spare)


def _catch_up(build: Build) -> None:
    """Make the spare folder like the live one if it is far behind.

    By a connection of its own, as it may be a process of its own: it waits while what is learned is kept.
    """
    with closing(sqlite3.connect(build.store.path, timeout=_LONGEST_READING, isolation_level=None)) as connection:
        ledger = Ledger(connection)
        if is_far_behind(build.output, build.spare, ledger):
            catch_up(build.output, build.spare, ledger)


def _glance(build: Build) -> int:
    """Return the stamp of the spare folder."""
    return read_spare(build.glance() if build.glance else None, build.spare)
