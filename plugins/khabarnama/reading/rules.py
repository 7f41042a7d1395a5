"""The widget rules of `data/widgets.toml`, checked, and compiled to a few expressions when they are needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.matching import data_problem, load_toml, shape, spellings, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import Tag

FILE = "widgets.toml"
_MOST_JUDGED = 20_000
_COMBINED = re.compile(r"[+~]|[^\s,>]\s+[^\s,>]")
_NUMBER = re.compile(r"\d+")
_SENTENCE = "یہ ایک عام جملہ ہے جو خبر کا حصہ ہے۔"
_NAMED = ("name", "family", "why")
_ALLOWED = {
    "line": {*_NAMED, "lines", "shape", "where", "takes", "field", "stop", "needs", "examples", "look_alikes"},
    "glued": {*_NAMED, "shape", "needs", "mark", "sign", "examples", "look_alikes"},
    "selector": {*_NAMED, "css", "example"},
}
_CHOICES = {
    "where": {"head", "body", "tail", "any"},
    "takes": {"above", "next", "rest"},
    "field": {"author", "source", "published", "caption"},
}


@dataclass(frozen=True)
class Rule:
    """One kind of widget: what it looks like, where it may stand, and why it is not the article."""

    name: str
    family: str
    why: str
    lines: tuple[str, ...] = ()
    shape: str = ""
    css: str = ""
    where: str = "any"
    takes: str = ""
    field: str = ""
    stop: bool = False
    needs: tuple[str, ...] = ()
    mark: str = ""
    sign: str = ""
    examples: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()

    @cached_property
    def sign_pattern(self) -> re.Pattern[str] | None:
        """The compiled sign, if there is one."""
        return compile_shapes(shape(self.sign)) if self.sign else None

    def finds(self, text: str) -> list[re.Match[str]]:
        """Return what is to be cut out of `text`."""
        if self.sign_pattern and not self.sign_pattern.search(text):
            return []
        return list(self.pattern.finditer(text))

    def may_find(self, text: str, latin: str) -> bool:
        """Tell at one look whether anything may be cut out of `text`, or out of a line of it.

        `latin` is its lower case, or all of that which is ASCII: needs are found there in a fraction of the time.
        """
        for need in self.needs if self.has_mark(text) else ():
            if need in (latin if need.isascii() else text):
                return self.sign_pattern is None or self.sign_pattern.search(text) is not None
        return False

    def has_mark(self, text: str) -> bool:
        """Tell whether `text` holds the rule's mark in any spelling; it does where there is none."""
        return not self.mark or any(map(text.__contains__, self._marks))

    @cached_property
    def _marks(self) -> str:
        return spellings(self.mark)

    @cached_property
    def is_latin(self) -> bool:
        """Whether what the rule needs is looked for in what of a text is ASCII."""
        return any(map(str.isascii, self.needs))

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """What is soon looked for in a text as it is: where none of it stands, the rule may find nothing."""
        if self.mark or not self.is_latin:
            return tuple(self._marks) or self.needs
        return tuple({form for need in self.needs for form in (need[0], need[0].upper())})

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled shape."""
        return compile_shapes(shape(self.shape))


@dataclass(frozen=True)
class Rules:
    """All rules by form."""

    lines: tuple[Rule, ...]
    glued: tuple[Rule, ...]
    selectors: tuple[Rule, ...]

    @cached_property
    def by_selector(self) -> Selectors:
        """What finds the rule that selects an element of a page."""
        return Selectors(self.selectors)

    def reason(self, name: str) -> str:
        """Return why the rule, or the step of the reader, `name` takes out what it takes out."""
        rules = {rule.name: rule.why for rule in (*self.lines, *self.glued, *self.selectors)}
        return rules.get(name) or str(load_toml(FILE)["reasons"].get(name, name))


class Selectors:
    """Finds the rule that selects an element. Elements alike in name, attributes and parent are judged once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        import soupsieve  # noqa: PLC0415  # here, as only saved pages need it, and it takes a while to start

        if problems := [problem for rule in rules for problem in _check_css(rule.name, rule.css)]:
            raise KhabarnamaError(problems)
        self._rules = [(rule, soupsieve.compile(rule.css)) for rule in rules]
        css = " , ".join(rule.css for rule in rules)
        self._attributes = sorted({"id", "class", *re.findall(r"\[([\w-]+)", css)})
        self._names = set(re.findall(r"(?:^|[\s,>])([a-z][a-z0-9]*)", css))
        self._found: dict[tuple[str, ...], Rule | None] = {}

    def find(self, element: Tag) -> Rule | None:
        """Return the first rule that selects `element` by its name and attributes, or None."""
        attributes = element.attrs
        if element.name not in self._names and not any(name in attributes for name in self._attributes):
            return None
        above = element.parent
        parent = (above.name, str(above.get("id", ""))) if above else ("", "")
        key = (element.name, *parent, *(str(attributes.get(name, "")) for name in self._attributes))
        if key not in self._found:
            if len(self._found) >= _MOST_JUDGED:
                self._found.clear()
            self._found[key] = next((rule for rule, selector in self._rules if selector.match(element)), None)
        return self._found[key]


def skeleton(words: list[str]) -> str:
    """Return what a whole line of `words` compares by: its letters, without spaces, and "0" for each number."""
    letters = "".join(words)
    return letters if letters.isalpha() else _NUMBER.sub("0", letters)


@cache
def load_rules() -> Rules:
    """Return the rules of widgets.toml.

    Raises KhabarnamaError that names every rule which lacks something or has an unknown key. What is wrong with a
    shape or a selector is raised in the same way where they are compiled, which takes time: when one is first needed.
    """
    tables = load_toml(FILE)
    problems = [problem for form in _ALLOWED for table in tables.get(form, []) for problem in _check(form, table)]
    if problems:
        raise KhabarnamaError(problems)
    return Rules(*(tuple(_rule(table) for table in tables.get(form, [])) for form in _ALLOWED))


@cache
def dek_selector() -> str:
    """Return the CSS that selects a page's dek by its class."""
    return str(load_toml(FILE)["page"]["dek"])


def compile_shapes(pattern: str) -> re.Pattern[str]:
    """Return the expression of one or many rules' shapes. Raises KhabarnamaError that names each that is wrong."""
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise KhabarnamaError(check_shapes()) from error
    if compiled.fullmatch("") or compiled.fullmatch(_SENTENCE):
        raise KhabarnamaError(check_shapes())
    return compiled


def check_shapes() -> list[Problem]:
    """Return what is wrong with the rules' shapes: those that are no expression, or match everything."""
    tables = load_toml(FILE)
    return [problem for form in ("line", "glued") for table in tables[form] for problem in _check_shape(table)]


def _rule(table: dict[str, Any]) -> Rule:
    lists = {key: tuple(table.get(key, ())) for key in ("lines", "needs", "examples", "look_alikes")}
    lists["examples"] += (table["example"],) if "example" in table else ()
    return Rule(**{key: value for key, value in table.items() if key != "example"} | lists)


def _check(form: str, table: dict[str, Any]) -> Iterator[Problem]:
    name = table.get("name", "without a name")
    for key in sorted(table.keys() - _ALLOWED[form]):
        yield data_problem(FILE, f"rule «{name}»: a [[{form}]] must have only known keys, found «{key}»")
    for key in _NAMED:
        if not table.get(key):
            yield data_problem(FILE, f"rule «{name}»: {key} must be given")
    if not (table.get("lines") or table.get("examples") or table.get("example")):
        yield data_problem(FILE, f"rule «{name}»: examples must hold at least one text that it takes out")
    mark = table.get("mark", "-")
    if not isinstance(mark, str) or len(mark) != 1 or mark.isalpha():  # a letter may stand in upper case
        yield data_problem(FILE, f"rule «{name}»: mark must be one character and no letter, found «{mark}»")
    for key, choices in _CHOICES.items():
        if key in table and table[key] not in choices:
            yield data_problem(FILE, f"rule «{name}»: {key} must be one of {sorted(choices)}, found «{table[key]}»")


def _check_css(name: str, css: str) -> Iterator[Problem]:
    import soupsieve  # noqa: PLC0415  # as above

    try:
        soupsieve.compile(css)
    except soupsieve.SelectorSyntaxError as error:
        yield data_problem(FILE, f"rule «{name}»: css must be a selector: {str(error).splitlines()[0]}")
    if _COMBINED.search(re.sub(r"\[[^\]]*\]", "", css)):
        yield data_problem(FILE, f"rule «{name}»: css may look no further than an element's parent")
    if not css.strip():
        yield data_problem(FILE, f"rule «{name}»: css must not be empty")


def _check_shape(table: dict[str, Any]) -> Iterator[Problem]:
    name = table["name"]
    if any(not words_of(line) for line in table.get("lines", ())):
        yield data_problem(FILE, f"rule «{name}»: lines must hold letters or digits")
    for key in ("shape", "sign"):
        if key in table or (key == "shape" and not table.get("lines")):
            yield from (
                data_problem(FILE, f"rule «{name}»: {key} {wrong}") for wrong in _wrong_shapes(table.get(key, ""))
            )


def _wrong_shapes(written: str) -> Iterator[str]:
    try:
        pattern = re.compile(shape(written), re.IGNORECASE)
    except re.error as error:
        yield f"must be a regular expression: {error}"
        return
    if pattern.fullmatch("") or pattern.fullmatch(_SENTENCE):
        yield "must not match an empty line or any sentence"
