"""What is the same on every page is part of its template, and what Jinja says."""

from __future__ import annotations

from gettext import NullTranslations
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from khabarnama.editions.environment import make_environment

PAGE = "page.html"
EDITION: Any = SimpleNamespace(
    lang="en",
    name="<News>",
    words=NullTranslations(),
    gettext=str,
    ngettext=lambda one, many, num: one if num == 1 else many,
    fi="letters",
    pairs={"class": "c", "items": "i", "f": "g"},
)
SITE = SimpleNamespace(home=lambda *given: f"/{given}/", assets={"main.css": "m.css"}, none=None)


@pytest.mark.parametrize(
    "expression",
    [
        "edition.lang",
        "edition.name",
        "(edition.lang, site.none)",
        'site.home(edition.lang, \'a"b\\n\', "اردو")',
        "site.home('a' 'b', edition.lang,)",
        "edition.nothing",
        "edition.pairs.f",
        "edition.pairs.class",
        "edition.pairs.items()",
        "edition.ﬁ",  # which Python takes for the two letters
        "site.assets",
        "site.none.lang",
        "site.home(edition.nothing)",
    ],
)
def test_what_is_the_same_on_all_pages_is_what_jinja_says(expression: str) -> None:
    """Whether it is found as Python does or as Jinja does, or raises as Jinja does."""
    source = f"{{{{ {expression} }}}}"
    env = jinja2.Environment(loader=jinja2.DictLoader({PAGE: source}), autoescape=True)
    own = make_environment(env, EDITION, {"site": SITE})

    assert _show(own.get_template(PAGE)) == _show(env.get_template(PAGE, globals={"edition": EDITION, "site": SITE}))


def _show(template: jinja2.Template) -> str:
    try:
        return template.render()
    except (jinja2.TemplateError, TypeError) as error:
        return type(error).__name__
