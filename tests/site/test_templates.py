"""Templates as a build renders them: the theme's own quickly, all others as Jinja does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ARTICLE, PROJECT, SECONDS, khabarnama, write_settings

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_JINJAS_OWN = """import sys
from khabarnama.__main__ import main
from khabarnama.editions import renderer
renderer.Renderer._compile_exactly = renderer._write = None
sys.exit(main(sys.argv[1:]))"""


def test_the_themes_templates_are_rendered_quickly(tmp_path: Path) -> None:
    """None of them asks for what a value does not have: each page is made by one function, without Jinja's context."""
    settings = write_settings(tmp_path / "settings.py", "KHABARNAMA_SHARE_PICTURES = False")
    words = ("build", "--settings", str(settings), "--output", str(tmp_path / "output"))
    command = [sys.executable, "-c", WITHOUT_JINJAS_OWN, *words]
    env = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}

    run = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert run.returncode == 0, run.stderr


# What a theme of one's own may put before a template, and what a page shows there.
OWN = {
    "what a value does not have": ("_byline.html", "{{ article.nothing }}", "ur/2024/11/29/a", ""),
    "the name of what all pages have": (
        "_footer.html",
        "{% for edition in site.editions %}{{ edition.lang }} {% endfor %}",
        "ur",
        "ur en ",
    ),
    "that name, in what is included": (
        "_footer.html",
        "{% for edition in site.editions %}{% include '_own.html' %}{% endfor %}",
        "ur",
        "ur en ",
    ),
    "several bodies": (
        "_days.html",
        "{% macro m() %}{% endmacro %}{% for c in days[0].cards %}{{ body(c)[3:8] }} {% endfor %}",
        "ur",
        "لاہور کراچی ",
    ),
    "a function that is given the context": ("_footer.html", "{{ name_template('!') }}", "ur", "_footer.html!"),
    "a word that is worked out": (
        "_footer.html",
        "{% for word in ['Language'] %}{{ _(word) }}{% endfor %}",
        "ur",
        "زبان",
    ),
    "structured data within others": (
        "_byline.html",
        "{{ {'a': structured} | tojson | truncate(11, true, '') }}",
        "ur/2024/11/29/a",
        '{"a": {"@co',
    ),
}
SETTINGS = """import jinja2
@jinja2.pass_context
def name_template(context, end=""):
    return context.name + end
JINJA_GLOBALS = {"name_template": name_template}"""


@pytest.mark.parametrize(("template", "text", "page", "shown"), OWN.values(), ids=OWN)
def test_a_theme_of_ones_own_shows_what_jinja_shows(
    tmp_path: Path, template: str, text: str, page: str, shown: str
) -> None:
    """Also what our own templates do not do."""
    run = build(tmp_path, template, text)

    assert run.returncode == 0, run.stderr
    assert f"[[{shown}]]" in (tmp_path / "output" / page / "index.html").read_text()


@pytest.mark.parametrize("template", ["article", "home"])  # Pelican has a template of its own by the first name
def test_what_is_included_and_not_there_is_named(tmp_path: Path, template: str) -> None:
    """By the line that asks for it; no other template is shown in place of the one that does."""
    shutil.copytree(PROJECT / "theme", tmp_path / "theme")
    changed = tmp_path / f"theme/templates/{template}.html"
    begin = "{% block main %}"
    changed.write_text(changed.read_text().replace(begin, begin + '{% include "_none.html" %}'))

    run = build_theme(tmp_path)

    assert run.returncode == 1
    assert f"templates/{template}.html:" in run.stderr
    assert "found TemplateNotFound: _none.html" in run.stderr


def test_a_wrong_template_is_named_that_no_page_shows_yet(tmp_path: Path) -> None:
    """At the first build of few articles, none of which has both texts."""
    for day in range(1, 9):
        path = tmp_path / f"content/2024/10/0{day}/a.ur.txt"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.format(headline="کراچی میں بارش"))

    run = build(tmp_path, "both.html", "{% if %}")

    assert run.returncode == 1
    assert "templates/both.html:1: error: template must be right" in run.stderr


def test_a_page_that_is_no_text_is_named(tmp_path: Path) -> None:
    """By the template that shows it."""
    run = build(tmp_path, "404.html", r"{{ '\ud800' }}")

    assert run.returncode == 1
    assert "templates/404.html:1: error: template must be right" in run.stdout + run.stderr


def build(folder: Path, template: str, text: str) -> subprocess.CompletedProcess[str]:
    """Build two articles of a day with the theme's `template` beginning with `text`, in brackets."""
    shutil.copytree(PROJECT / "theme", folder / "theme")
    changed = folder / "theme/templates" / template
    changed.write_text(f"[[{text}]]{changed.read_text()}")
    (folder / "theme/templates/_own.html").write_text("{{ edition.lang }} ")
    return build_theme(folder)


def build_theme(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build two articles of a day with the theme in `folder`."""
    (folder / "content/2024/11/29").mkdir(parents=True)
    for name, headline in (("a", "کراچی میں بارش"), ("b", "لاہور میں دھند")):
        (folder / f"content/2024/11/29/{name}.ur.txt").write_text(ARTICLE.format(headline=headline))
    own = (f"THEME = {str(folder / 'theme')!r}", "KHABARNAMA_SHARE_PICTURES = False", SETTINGS)
    settings = write_settings(folder / "settings.py", *own)
    folders = ("--content", str(folder / "content"), "--output", str(folder / "output"))
    return khabarnama("build", "--settings", str(settings), *folders)
