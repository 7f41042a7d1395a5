"""Pages to HTML: the theme's templates, with the words of each page's language."""

from __future__ import annotations

import json
import re
import traceback
from functools import lru_cache, partial
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from urllib.parse import unquote
from weakref import WeakKeyDictionary

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup, escape

from khabarnama.editions.body import move, set_beside
from khabarnama.pictures.markup import set_pictures
from khabarnama.problems import Problem
from khabarnama.reading.inline import isolate_runs, to_html, wrap_runs

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Mapping, Sequence
    from types import CodeType

    from jinja2.bccache import Bucket
    from jinja2.lexer import TokenStream

    from khabarnama.building.bodies import Bodies
    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card
    from khabarnama.editions.page import Page

_PYTHONS = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
TEMPLATE_ERRORS = (jinja2.TemplateError, *_PYTHONS)  # what a template may raise
_CARD_LEVEL = 3  # of the heading in _card.html
_KEPT = 20_000  # cards: a story stands on about ten pages
_to_json = json.JSONEncoder(ensure_ascii=False).encode
_SAME_ON_ALL = {"edition", "site", "links"}
_BETWEEN_NAMES = {"dot", "comma", "lparen", "rparen", "string"}
_WORDS = re.compile(r"""\b_\(("[^"\\]*")\)""")


class Renderer:
    """Renders pages within one `frame`; `bodies` has the HTML of the articles.

    Each edition has an environment of its own, in which its words are part of the compiled templates. What stands on
    many pages, a card or a row of chips, is made once.
    """

    def __init__(self, env: jinja2.Environment, frame: Frame, bodies: Bodies) -> None:
        env.globals |= {"site": frame, "links": frame.links, "body": self._body, "show": self._show}
        env.globals |= {"beside": self._beside}
        env.filters |= {"bidi": _isolate_runs, "isolate": isolate_runs}
        env.policies |= {"json.dumps_function": _to_json, "json.dumps_kwargs": {}}
        self.frame, self._bodies = frame, bodies
        self._environments = {edition.lang: _environment(env, edition, self) for edition in frame.editions}
        self._templates: dict[tuple[str, str], jinja2.Template] = {}
        self._order = {edition.lang: place for place, edition in enumerate(frame.editions)}
        self._paired: tuple[tuple[Card, ...], list[tuple[str, str]]] = ((), [])
        self._cards: dict[tuple[str, str], str] = {}
        self._chips: dict[tuple[str, str], str] = {}

    def prepare(self) -> None:
        """Compile every template, so that processes forked from this one need not."""
        names = [path.name for path in (self.frame.theme / "templates").glob("*.html")]
        for edition in self.frame.editions:
            for name in names:
                self._template(name, edition)

    def render(self, page: Page) -> bytes:
        """Return the page's HTML."""
        edition, alternates = page.edition, dict(page.alternates)
        variables = {
            **page.view(self.frame, edition, *page.inputs),
            "page": page,
            "title": isolate_runs(page.title, edition.lang),
            "description": isolate_runs(page.description, edition.lang),
            "languages": [(other, alternates.get(other.lang)) for other in self.frame.others(edition)],
        }
        html = self._fill(f"{page.kind}.html", edition, variables)
        if "</html>" not in html:
            self._refuse(f"{page.kind}.html", "a page ends with </html>")
        return html.encode()

    def html(self, article: Entry) -> str:
        """Return the HTML of an article's body, which is safe to stand in any page."""
        return self._bodies.html(article.path, article.body)

    def _template(self, name: str, edition: Edition) -> jinja2.Template:
        key = (name, edition.lang)
        if key not in self._templates:
            try:
                template = self._environments[edition.lang].get_template(name)
            except UnicodeDecodeError as error:
                self._refuse(name, str(error))
            template.globals = self._environments[edition.lang].globals  # Jinja's chain of maps is copied slowly
            self._templates[key] = template
        return self._templates[key]

    def _refuse(self, name: str, why: str) -> NoReturn:
        raise jinja2.TemplateSyntaxError(why, 1, name, str(self.frame.theme / "templates" / name))

    def _fill(self, name: str, edition: Edition, variables: Mapping[str, Any]) -> str:
        template = self._template(name, edition)
        try:
            return "".join(template.root_render_func(template.new_context(dict(variables))))
        except Exception:  # noqa: BLE001  # Jinja raises it again, with the template's file and line
            template.environment.handle_exception()

    def _body(self, card: Card) -> Markup:
        return Markup(self._set(card))  # noqa: S704  # the reader's sanitiser made it

    def _set(self, card: Card) -> str:
        """Return the body of the article on `card` with its pictures."""
        html = self.html(card.article)
        if "<img" not in html:
            return html
        above = unquote(card.article.image or "") in card.pictures
        return set_pictures(html, card.article.lang, card.pictures, follows=above)

    def _beside(self, card: Card, other: Card) -> list[tuple[Markup, Markup]]:
        """Return the paragraphs of two articles that tell one story, side by side: found once for both their pages."""
        swapped = self._order[card.edition.lang] > self._order[other.edition.lang]
        pair = (other, card) if swapped else (card, other)
        if self._paired[0] != pair:
            sides = ((move(self._set(told), told.url), told.edition.length) for told in pair)
            self._paired = (pair, set_beside(*sides))
        pieces = [(Markup(one), Markup(two)) for one, two in self._paired[1]]  # noqa: S704  # as above
        return [(two, one) for one, two in pieces] if swapped else pieces

    def _show(self, name: str, edition: Edition, **variables: object) -> Markup:
        """Return the template `name` as `edition` shows it, on a page of whatever edition."""
        return Markup(self._fill(name, edition, variables))  # noqa: S704  # a template escapes

    def card(self, card: Card, edition: Edition, level: int) -> Markup:
        """Return the HTML of `card` as `edition` shows it, its heading of `level`: made once for all its lists."""
        key = (card.key, edition.lang)
        if key not in self._cards:
            if len(self._cards) >= _KEPT:
                self._cards.clear()
            self._cards[key] = self._fill("_card.html", edition, {"card": card})
        html = self._cards[key]
        if level != _CARD_LEVEL:
            html = html.replace(f"<h{_CARD_LEVEL}", f"<h{level}", 1).replace(f"</h{_CARD_LEVEL}>", f"</h{level}>", 1)
        return Markup(html)  # noqa: S704  # a template made it; no text in it can hold a tag

    def chips(self, countries: Sequence[str], edition: Edition) -> Markup:
        """Return `countries`, ISO codes, as `edition` shows them in a row."""
        for iso in countries:
            if (iso, edition.lang) not in self._chips:
                self._chips[iso, edition.lang] = self._fill("_chip.html", edition, {"iso": iso})
        return Markup("\n".join(self._chips[iso, edition.lang] for iso in countries))  # noqa: S704  # as above


def _environment(env: jinja2.Environment, edition: Edition, renderer: Renderer) -> jinja2.Environment:
    own: jinja2.Environment = env.overlay(extensions=["jinja2.ext.i18n", _Constants])
    made = {
        "show_card": partial(renderer.card, edition=edition),
        "show_chips": partial(renderer.chips, edition=edition),
    }
    own.globals = {**env.globals, **made, "edition": edition}
    own.cache = {}
    own.bytecode_cache = _compiled(renderer.frame.key, edition.lang)
    _Constants.words[own] = edition.words
    install: Any = own
    install.install_gettext_callables(edition.words.gettext, edition.words.ngettext, newstyle=True)
    return own


class _Compiled(jinja2.BytecodeCache):
    """Keeps templates as they were compiled, for the builds that this process is yet to make."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` its code, if it is here."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=16)
def _compiled(key: bytes, lang: str) -> _Compiled:  # noqa: ARG001  # what is compiled into templates
    return _Compiled()


class _Constants(Extension):
    """Puts what is the same on every page of an edition into its templates when they are compiled.

    That is the edition's words, where `_("…")` asks for them, and every `{{ … }}` about nothing but the edition, the
    site and its links.
    """

    words: ClassVar[WeakKeyDictionary[jinja2.Environment, gettext.NullTranslations]] = WeakKeyDictionary()

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # Jinja's
        """Return `source` with the words in it."""
        words = self.words[self.environment]
        return _WORDS.sub(lambda found: json.dumps(words.gettext(json.loads(found[1])), ensure_ascii=False), source)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, what is constant among them as text."""
        for token in stream:
            if token.type != "variable_begin":
                yield token
                continue
            inner = list(takewhile(lambda token: token.type != "variable_end", stream))
            constant = self._evaluate(inner)
            if constant is None:
                yield from (token, *inner, Token(token.lineno, "variable_end", "}}"))
            else:
                yield Token(token.lineno, "data", constant)

    def _evaluate(self, tokens: Sequence[Token]) -> str | None:
        """Return the HTML of an expression, None where it is about a page."""
        starts = [token for last, token in pairwise([None, *tokens]) if token and not (last and last.type == "dot")]
        names = {token.value for token in starts if token.type not in _BETWEEN_NAMES}
        if not names or names - _SAME_ON_ALL:
            return None
        source = " ".join(repr(token.value) if token.type == "string" else str(token.value) for token in tokens)
        try:
            value = self.environment.compile_expression(source, undefined_to_none=False)()
        except TEMPLATE_ERRORS:  # raised again where the page is rendered, with the line
            return None
        return str(escape(value))


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
