"""Pages to HTML: the theme's templates, with the words of each page's language."""

from __future__ import annotations

import json
import re
import traceback
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote
from weakref import WeakKeyDictionary

import jinja2
from jinja2.ext import Extension
from markupsafe import Markup

from khabarnama.pictures.markup import set_pictures
from khabarnama.problems import Problem
from khabarnama.reading.inline import isolate_runs, to_html, wrap_runs

if TYPE_CHECKING:
    import gettext
    from collections.abc import Mapping

    from khabarnama.building.store import Bodies
    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card
    from khabarnama.editions.page import Page
    from khabarnama.pictures.measuring import Measured

# What a template may raise, by Jinja or by what it asks of Python.
TEMPLATE_ERRORS = (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
_CARDS = 20_000  # kept: a story stands on about ten pages
_WORDS = re.compile(r"""\b_\(("[^"\\]*")\)""")


class Renderer:
    """Renders pages within one `frame`; `bodies` has the HTML of the articles.

    Each edition has an environment of its own, in which its words are part of the compiled templates.
    """

    def __init__(self, env: jinja2.Environment, frame: Frame, bodies: Bodies) -> None:
        env.globals |= {"site": frame, "links": frame.links, "body": self._body, "show": self._show}
        env.filters |= {"bidi": _isolate_runs, "isolate": isolate_runs}
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self.frame, self._bodies = frame, bodies
        self._environments = {edition.lang: _environment(env, edition, self) for edition in frame.editions}
        self._cards: dict[tuple[str, str, int], Markup] = {}

    def prepare(self) -> None:
        """Compile every template, so that processes forked from this one need not."""
        names = [path.name for path in (self.frame.theme / "templates").glob("*.html")]
        for environment in self._environments.values():
            for name in names:
                environment.get_template(name)

    def render(self, page: Page) -> bytes:
        """Return the page's HTML."""
        template = self._environments[page.edition.lang].get_template(f"{page.kind}.html")
        variables = page.view(self.frame, page.edition, *page.inputs)
        return template.render(variables, page=page, edition=page.edition).encode()

    def html(self, article: Entry) -> str:
        """Return the HTML of an article's body, which is safe to stand in any page."""
        return self._bodies.html(article.path, article.body)

    def _body(self, article: Entry, pictures: Mapping[str, Measured]) -> Markup:
        """Return the body of `article` with the `pictures` that lie beside it, by name."""
        html = self.html(article)
        if "<img" in html:
            html = set_pictures(html, article.lang, pictures, follows=unquote(article.image or "") in pictures)
        return Markup(html)  # noqa: S704  # the reader's sanitiser made it

    def _show(self, name: str, edition: Edition, **variables: object) -> Markup:
        """Return the template `name` as `edition` shows it, on a page of whatever edition."""
        template = self._environments[edition.lang].get_template(name)
        return Markup(template.render(variables, edition=edition))  # noqa: S704  # a template escapes

    def card(self, card: Card, edition: Edition, level: int) -> Markup:
        """Return the HTML of `card` as `edition` shows it, its heading of `level`: made once for all its lists."""
        key = (card.key, edition.lang, level)
        if key not in self._cards:
            if len(self._cards) >= _CARDS:
                self._cards.clear()
            self._cards[key] = self._show("_card.html", edition, card=card, level=level)
        return self._cards[key]


def _environment(env: jinja2.Environment, edition: Edition, renderer: Renderer) -> jinja2.Environment:
    own: jinja2.Environment = env.overlay(extensions=["jinja2.ext.i18n", _Words])
    own.globals = {**env.globals, "show_card": partial(renderer.card, edition=edition)}
    own.cache = {}
    _Words.catalogues[own] = edition.words
    install: Any = own
    install.install_gettext_callables(edition.words.gettext, edition.words.ngettext, newstyle=True)
    return own


class _Words(Extension):
    """Puts an edition's words where `_("…")` asks for them, when a template is compiled."""

    catalogues: ClassVar[WeakKeyDictionary[jinja2.Environment, gettext.NullTranslations]] = WeakKeyDictionary()

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # Jinja's
        """Return `source` with the words in it."""
        words = self.catalogues[self.environment]
        return _WORDS.sub(lambda found: json.dumps(words.gettext(json.loads(found[1])), ensure_ascii=False), source)


@lru_cache(maxsize=50_000)
def _isolate_runs(text: str, lang: str) -> Markup:
    """Return plain `text` of `lang` as HTML, each run of the other script isolated and its language named."""
    return Markup(wrap_runs(to_html(text), lang))  # noqa: S704  # to_html escapes


def problem_of(error: Exception) -> Problem:
    """Return what went wrong in a template as a problem with its file and line."""
    name, line = getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", 0)
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not isinstance(error, jinja2.TemplateSyntaxError) and places:
        name, line = places[-1].filename, places[-1].lineno
    message = f"template must be right, found {type(error).__name__}: {error}"
    return Problem(str(name or "theme/templates"), line or 0, "error", message)
