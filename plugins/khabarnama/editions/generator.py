"""The Pelican generator that writes the site: every page, feed and map, in every language."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from pelican.generators import Generator

from khabarnama.building.build import KEY, Build
from khabarnama.editions.assets import collect_assets
from khabarnama.editions.catalogue import load_catalogue
from khabarnama.editions.edition import Edition
from khabarnama.editions.feeds import feeds
from khabarnama.editions.links import Links
from khabarnama.editions.pages import pages
from khabarnama.editions.pictures import find_pictures
from khabarnama.editions.site import Site
from khabarnama.editions.sitemap import sitemaps
from khabarnama.editions.story import pair
from khabarnama.problems import Problem
from khabarnama.reading.inline import to_html, wrap_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.editions.page import Page
    from khabarnama.reading.article import Article


class EditionsGenerator(Generator):  # type: ignore[misc]  # Pelican brings no types
    """Pairs the articles to stories, and writes the editions."""

    def generate_context(self) -> None:
        """Make the site's model from the articles that were read, and give it to the templates."""
        build: Build = self.settings[KEY]
        build.problems += [problem for article in build.articles for problem in article.problems]
        stories, problems = pair(article for article in build.articles if _is_shown(article, build.preview))
        build.problems += problems
        self._assets = collect_assets(Path(self.theme))
        published = {name: file for name, (file, _) in self._assets.items()}
        self._links = Links(self.settings["SITEURL"], published)
        self.site = Site(
            self._editions(), stories, self._links, Path(self.theme), self.settings["KHABARNAMA_PAGE_SIZE"]
        )
        build.counts |= {"stories": len(stories), "countries": len(self.site.countries)}
        _prepare(self.env, self.site)

    def _editions(self) -> tuple[Edition, ...]:
        folder = Path(self.theme) / "translations"
        names: dict[str, dict[str, str]] = self.settings["KHABARNAMA_EDITIONS"]
        return tuple(
            Edition(lang, text["name"], text["motto"], load_catalogue(folder, lang)) for lang, text in names.items()
        )

    def generate_output(self, writer: object) -> None:  # noqa: ARG002  # Pelican's writer knows one language only
        """Write every file of the site."""
        build: Build = self.settings[KEY]
        written: list[Page] = []
        for page in pages(self.site):
            self._write(page.url, self._render(page).encode())
            written.append(page)
        listed = [page for page in written if page.kind != "404"]
        for link, content in (*feeds(self.site), *sitemaps(listed, self._links), *self._files()):
            self._write(link, content)
        self._copy_pictures(build)
        build.counts["pages"] = len(written)

    def _render(self, page: Page) -> str:
        template = self.env.get_template(f"{page.kind}.html")
        html: str = template.render(page.variables, page=page, edition=page.edition)
        return html

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is neither page, feed nor map."""
        sitemap = self._links.absolute(self._links.file("sitemap.xml"))
        yield self._links.file("robots.txt"), f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
        yield self._links.file(".nojekyll"), b""
        yield from ((self._links.static(name), content) for name, (_, content) in self._assets.items())

    def _write(self, link: str, content: bytes) -> None:
        path = Path(self.output_path) / self._links.output(link)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:  # x: no page may take another's place
            file.write(content)

    def _copy_pictures(self, build: Build) -> None:
        for story in self.site.stories:
            for lang, article in story.articles.items():
                files, problems = find_pictures(article, build.contents.pictures)
                build.problems += problems
                page = Path(self.output_path) / self._links.output(self._links.article(lang, story))
                for file in files:
                    shutil.copyfile(file, page.parent / file.name)


def _is_shown(article: Article, preview: bool) -> bool:  # noqa: FBT001  # a yes or no that the settings give
    """Tell whether an article has a page: drafts have one in the preview only, broken ones never."""
    broken = article.date is None or any(problem.level == "error" for problem in article.problems)
    return not broken and (preview or article.status == "published")


def _prepare(env: jinja2.Environment, site: Site) -> None:
    """Give the templates what every page knows, and words that follow the page's language."""
    env.add_extension("jinja2.ext.i18n")
    env.globals |= {"site": site, "links": site.links}
    env.filters["bidi"] = _isolate_runs
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    install: Any = env
    install.install_gettext_callables(_gettext, _ngettext, newstyle=True)


def _isolate_runs(text: str, lang: str) -> Markup:
    """Return plain `text` of `lang` as HTML, each run of the other script isolated and its language named."""
    return Markup(wrap_runs(to_html(text), lang))  # noqa: S704  # to_html escapes


@jinja2.pass_context
def _gettext(context: jinja2.runtime.Context, message: str) -> str:
    edition: Edition = context["edition"]
    return edition.words.gettext(message)


@jinja2.pass_context
def _ngettext(context: jinja2.runtime.Context, one: str, many: str, number: int) -> str:
    edition: Edition = context["edition"]
    return edition.words.ngettext(one, many, number)


def problem_of(error: jinja2.TemplateError) -> Problem:
    """Return a template's error as a problem with its file and line."""
    name = getattr(error, "filename", None) or getattr(error, "name", None) or "theme/templates"
    return Problem(str(name), getattr(error, "lineno", None) or 0, "error", f"template must be right: {error}")
