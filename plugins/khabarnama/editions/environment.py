"""The theme's templates as one edition compiles them: its words and its links are part of their text."""

from __future__ import annotations

import json
import re
import traceback
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote
from weakref import WeakKeyDictionary

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import escape

from khabarnama.editions.compiling import Generator
from khabarnama.editions.encoded import Encoded
from khabarnama.editions.structured import Json
from khabarnama.problems import Problem
from khabarnama.reading.inline import isolate_runs, may_have_runs, to_html, wrap_runs

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Mapping, Sequence
    from types import CodeType

    from jinja2.bccache import Bucket
    from jinja2.lexer import TokenStream

    from khabarnama.editions.edition import Edition

_PYTHONS = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
TEMPLATE_ERRORS = (jinja2.TemplateError, *_PYTHONS)  # what a template may raise
_SAME_ON_ALL = {"edition", "site", "links"}
_BETWEEN_NAMES = {"dot", "comma", "lparen", "rparen", "string"}
_NAMES = f"(?:{'|'.join(sorted(_SAME_ON_ALL))})"
_GIVEN = (  # where a template may give one of these names another value; each begins as few texts do
    re.compile(
        rf"{{%[-+]?\s*(?:for\b(?:(?!\bin\b)[^%])*?|set\b[^=%]*?|(?:macro|call|import|from)\b[^%]*?)\b{_NAMES}\b"
    ),
    re.compile(rf"{_NAMES}\s*=(?!=)"),
    re.compile(rf"as\s+{_NAMES}\b"),
)
_WORDS = re.compile(r"""\b_\(("[^"\\]*")\)""")


def make_environment(
    env: jinja2.Environment, edition: Edition, functions: Mapping[str, object], key: bytes = b""
) -> jinja2.Environment:
    """Return the environment of `edition`, in which templates may call `functions`.

    With a `key`, which changes with anything that is compiled into them, it is the quick one: see `compiling`.
    """
    own: jinja2.Environment = env.overlay(extensions=["jinja2.ext.i18n", _Constants])
    install: Any = own
    own.globals = {**env.globals, **functions, "edition": edition}
    own.filters = {**env.filters, **_FILTERS}
    own.cache = {}
    if key:
        own.code_generator_class, own.bytecode_cache = Generator, compiled(key, edition.lang)
        own.optimized = False  # what is constant is text already
        # What is compiled may be put in others as well: Jinja parses for both here.
        install._parse = lru_cache(maxsize=None)(own._parse)  # noqa: SLF001
    _Constants.words[own] = edition.words
    install.get_template = lru_cache(maxsize=None)(own.get_template)  # each page asks for what it extends
    install.install_gettext_callables(edition.gettext, edition.ngettext, newstyle=False)
    return own


class Compiled(jinja2.BytecodeCache):
    """Keeps templates as they were compiled, for the builds that this process is yet to make."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` its code, if it is here."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`."""
        if bucket.code:
            self.codes[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=16)
def compiled(key: bytes, lang: str) -> Compiled:  # noqa: ARG001  # what is compiled into templates
    """Return the templates as the edition in `lang` has compiled them; `key` is as for `make_environment`."""
    return Compiled()


class _Constants(Extension):
    """Puts what is the same on every page of an edition into its templates when they are compiled.

    That is the edition's words, where `_("…")` asks for them, and every `{{ … }}` about nothing but the edition, the
    site and its links, unless a template gives another value such a name: what it includes may see that.
    """

    words: ClassVar[WeakKeyDictionary[jinja2.Environment, gettext.NullTranslations]] = WeakKeyDictionary()

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._values: dict[str, str | None] = {}

    @cached_property
    def _same_on_all(self) -> set[str]:
        given = any(pattern.search(source) for source in set(_read_all(self.environment)) for pattern in _GIVEN)
        return set() if given else _SAME_ON_ALL

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
        if not names or names - self._same_on_all:
            return None
        source = " ".join(repr(token.value) if token.type == "string" else str(token.value) for token in tokens)
        if source not in self._values:
            try:
                self._values[source] = str(escape(self._ask(source)))
            except TEMPLATE_ERRORS:  # raised again where the page is rendered, with the line
                self._values[source] = None
        return self._values[source]

    def _ask(self, source: str) -> object:
        """Return the value of an expression of names, attributes, calls and texts, which Python mostly has as well."""
        if source.isascii():  # Python joins some letters in names
            with suppress(*TEMPLATE_ERRORS, SyntaxError):
                return eval(source, {"__builtins__": {}}, dict(self.environment.globals))  # noqa: S307  # Jinja would
        return self.environment.compile_expression(source, undefined_to_none=False)()


def _read_all(environment: jinja2.Environment) -> Iterator[str]:
    """Yield the source of every template that is text."""
    assert environment.loader  # noqa: S101  # what was loaded is compiled
    for name in environment.list_templates():
        with suppress(UnicodeDecodeError, jinja2.TemplateNotFound):
            yield environment.loader.get_source(environment, name)[0]


@lru_cache(maxsize=4096, typed=True)  # text that equals some Markup is not that
def _isolate_runs(text: str, lang: str) -> Encoded:
    """Return plain `text` of `lang` as HTML, each run of the other script isolated and its language named."""
    html = to_html(text)
    return Encoded(wrap_runs(html, lang) if may_have_runs(text, lang) else html)  # to_html escapes


def _look_into(value: object) -> object:
    """Return what JSON has a form of for `value`, which it has none of."""
    if type(value) is Json:
        return dict(value)
    raise TypeError(type(value).__name__)


_IN_JSON = [(b"%c" % sign, b"\\u%04x" % sign) for sign in b"<>&'"]
_encode_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_look_into).encode


def _write_json(value: object) -> Encoded:
    """Return `value` as JSON that may stand in a script, with no sign that HTML has a meaning for."""
    found = Encoded(value.text if type(value) is Json else _encode_json(value))
    data = found.data
    for sign, written in _IN_JSON:
        data = data.replace(sign, written)
    return found if data == found.data else Encoded.of(data)


@lru_cache(maxsize=1024)  # the links to share a story ask for the same more than once
def _quote(text: str) -> str:
    """Return `text` as `quote` does, which looks at each byte in Python."""
    return "".join(map(_QUOTED.__getitem__, text.encode()))


_QUOTED = [quote(bytes([byte])) for byte in range(256)]
_FILTERS = {"bidi": _isolate_runs, "isolate": isolate_runs, "urlencode": _quote, "tojson": _write_json}


def problem_of(error: Exception) -> Problem:
    """Return what went wrong in a template as a problem with its file and line."""
    name, line = getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", 0)
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not isinstance(error, jinja2.TemplateSyntaxError) and places:
        name, line = places[-1].filename, places[-1].lineno
    message = f"template must be right, found {type(error).__name__}: {error}"
    return Problem(str(name or "theme/templates"), line or 0, "error", message)
