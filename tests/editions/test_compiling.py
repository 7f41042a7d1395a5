"""Templates that are compiled to render quickly show what Jinja's own show."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import jinja2
import pytest
from markupsafe import Markup

from khabarnama.editions.compiling import Generator
from khabarnama.editions.encoded import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = "page.html"


@jinja2.pass_context
def ask(context: jinja2.runtime.Context, name: str) -> object:
    """Return what `name` is in the template that asks."""
    return context.get(name, "nothing")


def make(templates: Mapping[str, str], generator: type[jinja2.compiler.CodeGenerator]) -> jinja2.Environment:
    """Return an environment that has `templates`, with the settings of the site's."""
    loader = jinja2.DictLoader(dict(templates))
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.code_generator_class, env.optimized = generator, generator is not Generator
    env.filters["ask"] = env.globals["ask_for"] = ask
    return env


def show(env: jinja2.Environment) -> str:
    """Return PAGE as `env` shows it."""
    article = SimpleNamespace(title="a < b & 'c'", html=Markup("<b>d</b>"), count=7, none=None, join=", ".join)
    named = {"x": 1, "names": ["k", "l"], "pairs": {"class": "e", "f": {"g": "h"}}, "say": lambda *a, **b: f"{a} {b}"}
    template = env.get_template(PAGE)
    if fill := template.root_render_func.__globals__.get("fill"):
        return b"".join(fill(Given(template.globals, article=article, **named))).decode()
    return template.render(article=article, **named)


SHOWN = {
    "values": "{{ article.title }}{{ article.html }}{{ article.count }}{{ article.none }}{{ no }}{{ 'i<' }}{{ 1.5 }}",
    "attributes": "{{ article.title.upper() }}{{ pairs.items() | list }}{{ (x ~ 'j').upper() }}{{ 'k'.upper() }}",
    "an attribute that Python has a word for": "{{ pairs.class }}",
    "calls": "{{ say() }}{{ say(x, y=2) }}{{ say(*names, z=3, **pairs) }}{{ say(class=4) }}{{ article.join(names) }}",
    "chains": "{{ article.title | upper | replace('A', '<') }}{{ article.html | length }}{{ x if x else article }}",
    "constants": "{{ (('<' | safe) ~ '<') ~ x }}{{ ((('<' | safe) ~ 'l') ~ x) | upper }}{{ ('<' | safe) ~ x }}",
    "macros": "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() if caller }}{% endmacro %}"
    "{{ m('<') }}{% call m(1) %}{{ article.title }}{% endcall %}",
    "loops": "{% for n in names if n != 'z' recursive %}{{ loop.index }}{{ n }}{% else %}none{% endfor %}",
    "blocks of text": "{% set t %}<i>{{ article.title }}{% endset %}{{ t }}{% filter upper %}{{ x }}u{% endfilter %}",
    "calls that are given the context": "{{ ask_for('x') }}{% macro m() %}{{ ask_for('x') }}{% endmacro %}{{ m() }}",
    "a macro where nothing is escaped": "{% macro m() %}i{% endmacro %}{% set n = namespace() %}"
    "{% autoescape false %}{% set n.x = m() + '<' %}{% endautoescape %}{{ n.x }}",
    "no escaping": "{% autoescape false %}{{ article.title }}{% endautoescape %}{{ article.title | safe }}",
}
INCLUDED = {
    "names": ("{% for n in names %}{% include 'part' %}{% endfor %}", "{{ n }}{{ x }}{{ article.title }}"),
    "no names": ("{% for n in names %}{% include 'part' without context %}{% endfor %}", "[{{ n }}{{ x }}]"),
    "names of its own": ("{{ y }}{% include 'part' %}{{ y }}", "{% set y = 5 %}{{ y }}"),
    "a name that both give": ("{% set y = 4 %}{% include 'part' %}{{ y }}", "{{ y }}{% set y = 5 %}{{ y }}"),
    "a name that is given after it": ("{% block b %}{% include 'part' %}{% set x = 4 %}{% endblock %}", "{{ x }}"),
    "the loop": ("{% for n in names %}{{ loop.index }}{% include 'part' %}{% endfor %}", "{{ loop.index }}"),
    "a loop of its own": ("{% include 'part' %}{{ x }}", "{% for n in names %}{{ loop.index }}{{ n }}{% endfor %}"),
    "a loop that it does not see": ("{% for n in names %}{% include 'part' %}{% endfor %}", "{{ loop }}"),
    "its context": ("{% for n in names %}{% include 'part' %}{% endfor %}", "{{ 'n' | ask }}"),
    "its context, as called": ("{% for n in names %}{% include 'part' %}{% endfor %}", "{{ ask_for('n') }}"),
    "what it includes": ("{% include 'part' %}", "{% include 'other' %}{% set x = 3 %}{% include 'other' %}"),
    "itself": ("{% include 'part' %}", "{{ x }}{% if x < 3 %}{% set x = x + 1 %}{% include 'part' %}{% endif %}"),
    "blocks": ("{% include 'part' %}", "{% extends 'base' %}{% block b %}{{ x }}{% endblock %}"),
    "what may be missing": ("{% include 'gone' ignore missing %}{% include ['gone', 'part'] %}", "{{ x }}"),
    "what is worked out": ("{% include 'pa' ~ 'rt' %}", "{{ x }}"),
    "by what extends": ("{% extends 'base' %}{% block b %}{% include 'part' %}{{ super() }}{% endblock %}", "{{ x }}"),
    "between blocks": ("{% extends 'base' %}{% include 'part' %}{% block b %}c{% endblock %}", "{{ x }}"),
    "by what may extend": ("{% if x %}{% extends 'base' %}{% endif %}{% include 'part' %}", "{{ x }}"),
    "macros": ("{% from 'part' import m %}{% include 'part' %}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(2) }}"),
}  # fmt: skip
EXTENDED = {
    "no block": "{% extends 'base' %}text",
    "a block": "{% extends 'whole' %}{% block b %}[{{ article.title }}]{% endblock %}",
    "a block in a block": "{% extends 'whole' %}{% block b %}{% block c %}{{ x }}{% endblock %}{% endblock %}",
    "a block that the other lacks": "{% extends 'whole' %}{% block d %}{{ x }}{% endblock %}",
    "the other's own": "{% extends 'whole' %}{% block b %}{{ super() }}!{% endblock %}",
    "a third": "{% extends 'middle' %}{% block c %}{{ x }}{% endblock %}",
    "what includes": "{% extends 'whole' %}{% block b %}{% include 'other' %}{% endblock %}",
    "what is set beside the blocks": "{% extends 'whole' %}{% set x = 5 %}{% block b %}{{ x }}{% endblock %}",
    "what is set in a block": "{% extends 'whole' %}{% block b %}{% set x = 5 %}{{ x }}{% endblock %}",
    "text before it": "text{% extends 'whole' %}{% block b %}{{ x }}{% endblock %}",
    "blocks under a condition": "{% extends 'whole' %}{% if x %}{% block b %}{{ x }}{% endblock %}{% endif %}",
    "a loop of blocks": "{% extends 'loop' %}{% block b %}{{ n }}{{ article.title }}{% endblock %}",
    "a loop that blocks see": "{% extends 'scoped' %}{% block b %}{{ n }}{% endblock %}",
    "itself in the other": "{% extends 'base' %}{% block b %}{{ x }}{% endblock %}",
    "a third that needs Jinja": "{% extends 'jinjas' %}{% block c %}[{{ x }}]{% set x = 5 %}{% endblock %}",
    "what is worked out": "{% extends 'who' ~ 'le' %}{% block b %}{{ x }}{% endblock %}",
    "macros": "{% extends 'whole' %}{% block b %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(2) }}{% endblock %}",
}
OTHERS = {
    "base": "({% block b %}{{ article.title }}{% endblock %}{{ self.b() }})",
    "other": "<{{ x }}>",
    "whole": "<p>{% block b %}{{ names }}{% endblock %}"
    "{% if x %}{% block c %}{{ x }}{% include 'other' %}{% endblock %}{% endif %}",
    "middle": "{% extends 'whole' %}{% block b %}{{ x }}<{% block e %}{{ article.html }}{% endblock %}{% endblock %}",
    "jinjas": "{% extends 'whole' %}{% block b %}{% include 'gone' ignore missing %}{% endblock %}",
    "loop": "{% for n in names %}{% block b %}{% endblock %}{% endfor %}",
    "scoped": "{% for n in names %}{% block b scoped %}{% endblock %}{% endfor %}",
}


@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN)
def test_a_template_shows_what_jinja_shows(source: str) -> None:
    """Or it raises where a name has no such attribute, and is rendered by Jinja."""
    templates = {PAGE: source}

    expected = show(make(templates, jinja2.compiler.CodeGenerator))

    assert show(make(templates, Generator)) == expected


@pytest.mark.parametrize(("page", "part"), INCLUDED.values(), ids=INCLUDED)
def test_what_is_included_shows_what_jinja_shows(page: str, part: str) -> None:
    """Wherever it is put, and whatever it is made of."""
    templates = {PAGE: page, "part": part, **OTHERS}

    expected = show(make(templates, jinja2.compiler.CodeGenerator))

    assert show(make(templates, Generator)) == expected


@pytest.mark.parametrize("page", EXTENDED.values(), ids=EXTENDED)
def test_what_extends_shows_what_jinja_shows(page: str) -> None:
    """Whatever its blocks are, and those of the other."""
    templates = {PAGE: page, **OTHERS}

    expected = show(make(templates, jinja2.compiler.CodeGenerator))

    assert show(make(templates, Generator)) == expected


@pytest.mark.parametrize("source", ["{{ article.nothing }}", "{{ pairs.f.g }}", "{{ article.none.x }}"])
def test_what_is_no_attribute_is_left_to_jinja(source: str) -> None:
    """Which shows an item of that name, or nothing, or says what is wrong."""
    with pytest.raises(AttributeError):
        show(make({PAGE: source}, Generator))


def test_what_asks_for_blocks_that_were_put_in_place_is_left_to_jinja() -> None:
    """Of a template that extends another, nobody has them any more."""
    templates = {PAGE: "{% extends 'middle' %}{% block b %}{{ super() }}{% endblock %}", **OTHERS}

    with pytest.raises(AttributeError):
        show(make(templates, Generator))
