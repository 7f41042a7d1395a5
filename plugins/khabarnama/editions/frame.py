"""What every page is shown within: the editions, the addresses, the theme. It knows no story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.links import Links
    from khabarnama.editions.standing import StandingPage
    from khabarnama.editions.story import Story
    from khabarnama.pictures.style import Style


@dataclass(frozen=True, slots=True)
class Frame:
    """The `editions`, the first of them the default, the `links`, the folder of the theme, whether feeds hold all text.

    `standing` are the pages that are no news, to which every page links; `share` is how share pictures look, None where
    there are none; `picture_hosts` are the other hosts from which a page may show pictures.
    Templates see it as `site`. `key` changes with anything in it: settings, catalogues, our own code; `templates` has
    a key for each template, by its name.
    """

    editions: tuple[Edition, ...]
    links: Links
    theme: Path
    full_feeds: bool = True
    standing: tuple[StandingPage, ...] = ()
    share: Style | None = None
    picture_hosts: tuple[str, ...] = ()
    key: bytes = b""
    templates: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def default(self) -> Edition:
        """The edition whose language the front page is in."""
        return self.editions[0]

    def page_key(self, kind: str) -> bytes:
        """Return what changes with anything that all pages of `kind` have in common."""
        return self.key + self.templates.get(f"{kind}.html", b"")

    def edition(self, lang: str) -> Edition:
        """Return the edition in `lang`."""
        return next(edition for edition in self.editions if edition.lang == lang)

    def standing_in(self, edition: Edition) -> tuple[StandingPage, ...]:
        """Return the pages that are no news in the language of `edition`."""
        return tuple(page for page in self.standing if page.lang == edition.lang)

    def both(self, story: Story, edition: Edition, other: Edition) -> str:
        """Return the link of `story` in both languages, as `edition` shows it."""
        return self.links.article(edition.lang, story) + self.beside(edition, other)

    def beside(self, edition: Edition, other: Edition) -> str:
        """Return what the link of an article in `edition` ends with where `other` is beside it: it never changes."""
        first = self.editions[self.editions[0] is edition]
        return "both/" if other is first else f"both/{other.lang}/"

    def others(self, edition: Edition) -> tuple[Edition, ...]:
        """Return the editions in the other languages."""
        return tuple(other for other in self.editions if other is not edition)
