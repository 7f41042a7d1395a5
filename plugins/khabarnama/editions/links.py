"""The address of everything that the site publishes: short, ASCII, stable, right below any path of a domain."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from khabarnama.editions.story import Story


@dataclass(frozen=True)
class Links:
    """Root-relative links of a site at `url` (`https://host/repo`, no slash at the end).

    `assets` gives files of the theme the name under which they are published.
    """

    url: str
    assets: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def base(self) -> str:
        """The path that the site lies under: "" or "/repo"."""
        return urlsplit(self.url).path.rstrip("/")

    @cached_property
    def origin(self) -> str:
        """Scheme and host: what stands before a root-relative link where it is told to others."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def absolute(self, link: str) -> str:
        """Return a root-relative link with scheme and host."""
        return self.origin + link

    def output(self, link: str) -> str:
        """Return the file that a link of this site stands for, relative to the output folder."""
        path = link.removeprefix(self.base).lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def front(self) -> str:
        """Return the link of the bilingual front page."""
        return f"{self.base}/"

    def home(self, lang: str, number: int | None = None) -> str:
        """Return the link of an edition's home, or of its listing's page `number`, counted from the oldest."""
        return f"{self.base}/{lang}/" if number is None else f"{self.base}/{lang}/page/{number}/"

    def day(self, lang: str, date: dt.date) -> str:
        """Return the link of a day's digest."""
        return f"{self.base}/{lang}/{_day(date)}/"

    def article(self, lang: str, story: Story) -> str:
        """Return the link of the article that tells `story` in `lang`."""
        return self.story(lang, story.date, story.slug)

    def story(self, lang: str, date: dt.date, slug: str) -> str:
        """Return the link of the article in `lang` of a story by its day and its name."""
        return f"{self.base}/{lang}/{_day(date)}/{slug}/"

    def standing(self, lang: str, name: str) -> str:
        """Return the link of a page that is no news, such as `about`."""
        return f"{self.base}/{lang}/{name}/"

    def share(self, lang: str, story: Story) -> str:
        """Return the link of the picture that an article's link is shared with: beside its folder, not in it."""
        return f"{self.article(lang, story).rstrip('/')}.png"

    def archive(self, lang: str) -> str:
        """Return the link of an edition's days, month by month."""
        return f"{self.base}/{lang}/archive/"

    def countries(self, lang: str) -> str:
        """Return the link of the index of countries."""
        return f"{self.base}/{lang}/country/"

    def country(self, lang: str, iso: str, number: int | None = None) -> str:
        """Return the link of a country's page, or of its listing's page `number`, counted from the oldest."""
        page = "" if number is None else f"page/{number}/"
        return f"{self.base}/{lang}/country/{iso.lower()}/{page}"

    def feed(self, lang: str, iso: str | None = None) -> str:
        """Return the link of an edition's feed, or of a country's."""
        return f"{self.base}/{lang}/feed.xml" if iso is None else f"{self.country(lang, iso)}feed.xml"

    def file(self, name: str) -> str:
        """Return the link of a file at the site's root, such as sitemap.xml."""
        return f"{self.base}/{name}"

    def static(self, name: str) -> str:
        """Return the link of a file of the theme."""
        return f"{self.base}/theme/{self.assets.get(name, name)}"


@lru_cache(maxsize=4096)
def _day(date: dt.date) -> str:
    return date.isoformat().replace("-", "/")
