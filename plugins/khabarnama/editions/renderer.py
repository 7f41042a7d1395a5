"""Pages to HTML: the theme's templates, with the words of each page's language."""

from __future__ import annotations

import marshal
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote

import jinja2

from khabarnama.building.fingerprint import fingerprint
from khabarnama.editions.body import move, set_beside
from khabarnama.editions.encoded import Encoded, Given
from khabarnama.editions.environment import compiled, make_environment
from khabarnama.editions.feeds import Entries
from khabarnama.pictures.markup import set_pictures
from khabarnama.reading.inline import isolate_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from khabarnama.building.bodies import Bodies
    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card
    from khabarnama.editions.page import Page

_CARD_LEVEL = 3  # of the heading in _card.html
_SELDOM = {"base.html", "moved.html", "status.html"}  # asked for: what pages extend, and what hardly any build shows
_INCLUDED = re.compile(r"""\{%[-+]?\s*include\s+["'](_[^"'\n]+)""")  # parts, which mostly stand in what includes them
_RECENT = 256  # bodies: the pages of a story are made together with those of the stories near it
_LONG = 1 << 16  # bytes: so many long ones would take more room than time
_KEPT = 10_000  # cards of an edition, a kilobyte or two each: a story stands on about ten pages


class Renderer:
    """Renders pages within one `frame`; `bodies` has the HTML of the articles.

    Each edition has an environment of its own, in which its words are part of the compiled templates. What stands on
    many pages, a card or a row of chips, is made once.
    """

    def __init__(self, env: jinja2.Environment, frame: Frame, bodies: Bodies) -> None:
        self.frame, self._bodies = frame, bodies
        shared = {"site": frame, "links": frame.links, "body": self._place, "show": self._show, "beside": self._beside}
        self._key = fingerprint(frame.key, sorted((name, key.hex()) for name, key in frame.templates.items()))
        self._quick, self._exact = (
            {edition.lang: make(edition, shared | self._listings(edition)) for edition in frame.editions}
            for make in (partial(make_environment, env, key=self._key), partial(make_environment, env))
        )
        self._templates: dict[tuple[str, str], jinja2.Template] = {}
        self._others = {edition.lang: frame.others(edition) for edition in frame.editions}
        self._order = {edition.lang: place for place, edition in enumerate(frame.editions)}
        self._placed: dict[str, Encoded] = {}
        self._paired: tuple[tuple[Card, ...], list[tuple[Encoded, Encoded]]] = ((), [])
        self._chips: dict[tuple[str, str], bytes] = {}
        self.entries = Entries(frame.links, self.html if frame.full_feeds else None)

    def _listings(self, edition: Edition) -> dict[str, object]:
        """Return what shows, as `edition` does, what many pages have."""
        return {"show_card": partial(self._card, edition, {}), "show_chips": partial(self._row, edition, {})}

    def prepare(self) -> None:
        """Compile every template that a page may ask for, so that processes forked from this one need not.

        Raises what Jinja does where one is wrong, whether a page shows it or not.
        """
        paths = (self.frame.theme / "templates").glob("*.html")
        sources = {path.name: path.read_text("utf-8", "replace") for path in paths if path.is_file()}
        parts = sources.keys() & set(_INCLUDED.findall("".join(sources.values())))
        for edition in self.frame.editions:
            made = [self._template(name, edition) for name in sorted(sources.keys() - _SELDOM - parts)]
            if not all(map(_filler, made)):  # what one of them includes may not stand in it
                made += [self._template(name, edition) for name in sorted(parts)]

    @property
    def is_prepared(self) -> bool:
        """Whether this process has templates that are compiled, of an earlier build."""
        return any(compiled(self._key, edition.lang).codes for edition in self.frame.editions)

    def compile(self) -> bytes:
        """Return every template as it is compiled, for the process that this one was forked from to `take`."""
        self.prepare()
        return marshal.dumps([compiled(self._key, edition.lang).codes for edition in self.frame.editions])

    def take(self, codes: bytes) -> None:
        """Have the templates compiled that a process of ours has: nobody else's, for this is code."""
        for edition, found in zip(self.frame.editions, marshal.loads(codes), strict=True):  # noqa: S302
            compiled(self._key, edition.lang).codes.update(found)

    def render(self, pages: Sequence[Page]) -> Iterator[bytes]:
        """Return the HTML of each of `pages`: what they all show is found before the first is filled."""
        shown = [self._variables(page) for page in pages]
        return map(self._page, pages, shown)

    def _variables(self, page: Page) -> dict[str, Any]:
        edition, alternates = page.edition, dict(page.alternates)
        return {
            **page.view(self.frame, edition, *page.inputs),
            "page": page,
            "title": isolate_runs(page.title, edition.lang),
            "description": isolate_runs(page.description, edition.lang),
            "languages": [(other, alternates.get(other.lang)) for other in self._others[edition.lang]],
        }

    def _page(self, page: Page, variables: Mapping[str, Any]) -> bytes:
        data = self._fill(f"{page.kind}.html", page.edition, variables)
        if data.rfind(b"</html>") < 0:  # from the end, where it stands
            self._refuse(f"{page.kind}.html", "a page ends with </html>")
        return data

    def html(self, article: Entry) -> bytes:
        """Return the HTML of an article's body, in UTF-8, which is safe to stand in any page."""
        return self._bodies.html(article.path, article.body)

    def _template(self, name: str, edition: Edition) -> jinja2.Template:
        """Return the template `name` as it renders quickest."""
        key = (name, edition.lang)
        if key not in self._templates:
            try:
                self._templates[key] = _take(self._quick[edition.lang], name)
            except Exception:  # noqa: BLE001  # Jinja says what it is, or knows what to do
                return self._compile_exactly(name, edition)
        return self._templates[key]

    def _compile_exactly(self, name: str, edition: Edition) -> jinja2.Template:
        """Return the template `name`, from now on, as Jinja itself compiles it."""
        try:
            template = self._templates[name, edition.lang] = _take(self._exact[edition.lang], name)
        except UnicodeDecodeError as error:
            self._refuse(name, str(error))
        return template

    def _refuse(self, name: str, why: str) -> NoReturn:
        raise jinja2.TemplateSyntaxError(why, 1, name, str(self.frame.theme / "templates" / name))

    def _fill(self, name: str, edition: Edition, variables: Mapping[str, Any]) -> bytes:
        """Return what the template `name` shows of `variables`, in UTF-8."""
        try:
            return _render(self._template(name, edition), variables)
        except Exception:  # noqa: BLE001  # as above
            template = self._compile_exactly(name, edition)
        try:
            text = _write(template, variables)
        except Exception:  # noqa: BLE001  # Jinja raises it again, with the template's file and line
            template.environment.handle_exception()
        try:
            return text.encode()
        except UnicodeEncodeError as error:
            self._refuse(name, str(error))

    def _place(self, card: Card) -> Encoded:
        """Return the body of the article on `card`, as its own page and those beside others show it."""
        placed = self._placed.get(card.key)
        if placed is None:
            if len(self._placed) >= _RECENT:
                self._placed.clear()
            placed = Encoded.of(self._set(card))
            if len(placed.data) <= _LONG:
                self._placed[card.key] = placed
        return placed

    def _set(self, card: Card) -> bytes:
        """Return the body of the article on `card` with its pictures: the reader's sanitiser made it."""
        article = card.article
        html = self.html(article)
        if b"<img" not in html:
            return html
        above = unquote(article.image or "") in card.pictures
        return set_pictures(html.decode(), article.lang, card.pictures, follows=above).encode()

    def _beside(self, card: Card, other: Card) -> list[tuple[Encoded, Encoded]]:
        """Return the paragraphs of two articles that tell one story, side by side: found once for both their pages."""
        swapped = self._order[card.edition.lang] > self._order[other.edition.lang]
        pair = (other, card) if swapped else (card, other)
        if self._paired[0] != pair:
            sides = ((move(str(self._place(told)), told.url), told.edition.length) for told in pair)
            rows = [(Encoded(one), Encoded(two)) for one, two in set_beside(*sides)]
            self._paired = (pair, rows)
        rows = self._paired[1]
        return [(two, one) for one, two in rows] if swapped else rows

    def _show(self, name: str, edition: Edition, **variables: object) -> Encoded:
        """Return the template `name` as `edition` shows it, on a page of whatever edition."""
        return Encoded.of(self._fill(name, edition, variables))

    def _card(self, edition: Edition, made: dict[str, Encoded], card: Card, level: int) -> Encoded:
        """Return the HTML of `card` as `edition` shows it, its heading of `level`: `made` once for all its lists."""
        shown = made.get(card.key)
        if shown is None:
            if len(made) >= _KEPT:
                made.clear()
            shown = made[card.key] = self._show("_card.html", edition, card=card)
        if level == _CARD_LEVEL:
            return shown
        html = shown.data.replace(b"<h%d" % _CARD_LEVEL, b"<h%d" % level, 1)
        return Encoded.of(html.replace(b"</h%d>" % _CARD_LEVEL, b"</h%d>" % level, 1))  # no text in it can hold a tag

    def _row(self, edition: Edition, made: dict[tuple[str, ...], Encoded], countries: Sequence[str]) -> Encoded:
        """Return `countries`, ISO codes, as `edition` shows them in a row: `made` once for a story's card and pages."""
        key = tuple(countries)
        row = made.get(key)
        if row is None:
            if len(made) >= _KEPT:
                made.clear()
            row = made[key] = Encoded.of(b"\n".join([self._chip(iso, edition) for iso in countries]))
        return row

    def _chip(self, iso: str, edition: Edition) -> bytes:
        if (iso, edition.lang) not in self._chips:
            self._chips[iso, edition.lang] = self._fill("_chip.html", edition, {"iso": iso})
        return self._chips[iso, edition.lang]


def _take(environment: jinja2.Environment, name: str) -> jinja2.Template:
    template = environment.get_template(name)
    template.globals = environment.globals  # Jinja's chain of maps is copied slowly
    return template


def _filler(template: jinja2.Template) -> Callable[[Given], list[bytes]] | None:
    """Return the function that fills pages, None where Jinja does: it may bring in other templates then."""
    return template.root_render_func.__globals__.get("fill")


def _render(template: jinja2.Template, variables: Mapping[str, Any]) -> bytes:
    if fill := _filler(template):
        return b"".join(fill(Given(template.globals, **variables)))
    return _write(template, variables).encode()


def _write(template: jinja2.Template, variables: Mapping[str, Any]) -> str:
    return "".join(template.root_render_func(template.new_context(dict(variables))))
