"""The words of the interface, brought up to date."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from khabarnama.editions.catalogue import load_catalogue
from tests.conftest import PROJECT, khabarnama, write_settings

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

LATEST = '\nmsgid "Latest"\nmsgstr "تازہ خبریں"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a theme of its own, the same as ours."""
    shutil.copytree(PROJECT / "theme", tmp_path / "theme", ignore=shutil.ignore_patterns("fonts", "map"))
    write_settings(tmp_path / "pelicanconf.py", f"THEME = {str(tmp_path / 'theme')!r}")
    return tmp_path


def catalogue(project: Path, lang: str = "ur") -> Path:
    """Return the catalogue of a language."""
    return project / f"theme/translations/{lang}/LC_MESSAGES/messages.po"


def translate(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the command, which must succeed."""
    run = khabarnama("translate", "--settings", str(project / "pelicanconf.py"))
    assert run.returncode == 0, run.stderr
    return run


def test_what_is_up_to_date_stays_as_it_is(project: Path) -> None:
    """Not a byte of our own catalogues changes."""
    before = [catalogue(project, lang).read_bytes() for lang in ("ur", "en")]

    run = translate(project)

    assert [catalogue(project, lang).read_bytes() for lang in ("ur", "en")] == before
    assert "0 new, 0 obsolete, 0 to translate" in run.stderr


def test_a_new_word_is_added_and_asked_for(project: Path) -> None:
    """It stands at the end, empty, and is named with the line on which it must be translated."""
    template = project / "theme/templates/_footer.html"
    template.write_text(template.read_text() + '{{ _("Weather") }}{{ ngettext("%(num)s map", "%(num)s maps", 2) }}\n')
    before = catalogue(project).read_text()

    run = translate(project)

    text = catalogue(project).read_text()
    assert text.startswith(before)
    assert text.removeprefix(before).strip().split("\n\n")[0] == 'msgid "Weather"\nmsgstr ""'
    line = text[: text.index('msgid "Weather"')].count("\n") + 1
    assert f"messages.po:{line}: error: catalogue must translate «Weather»" in run.stderr
    assert re.search(r"ur: \d+ words, 2 new, 0 obsolete, 2 to translate", run.stderr)


def test_a_word_that_nothing_asks_for_is_kept_aside_and_comes_back(project: Path) -> None:
    """It is marked obsolete with its translation, which counts again when the word does."""
    template = project / "theme/templates/_footer.html"
    before, text = template.read_text(), catalogue(project).read_text()
    template.write_text(before.replace('{{ _("Both languages") }}', "x"))
    translate(project)
    aside = catalogue(project).read_text()

    template.write_text(before)
    translate(project)

    assert '#~ msgid "Both languages"\n#~ msgstr "دونوں زبانیں"' in aside
    assert '\nmsgid "Both languages"' not in aside
    back = catalogue(project).read_text().strip().split("\n\n")
    assert sorted(back) == sorted(text.strip().split("\n\n"))


def test_a_translation_and_its_comment_stay(project: Path) -> None:
    """What a translator wrote is never changed."""
    path = catalogue(project)
    path.write_text(path.read_text().replace(LATEST, "\n# as papers have it" + LATEST.replace("تازہ", "نئی")))

    translate(project)

    assert '# as papers have it\nmsgid "Latest"\nmsgstr "نئی خبریں"' in path.read_text()


def test_a_new_language_gets_its_catalogue(project: Path) -> None:
    """It has every word, each to be translated, and its language's plural forms; a build then names what is missing."""
    shutil.rmtree(project / "theme/translations/ur")

    run = translate(project)

    text = catalogue(project).read_text()
    assert text.startswith("# The words of the interface in Urdu.\n")
    assert "nplurals=2" in text
    assert run.stderr.count("error:") == text.count("\nmsgid ") - 1  # but for the header
    with pytest.raises(Exception, match="Latest"):
        load_catalogue(project / "theme/translations", "ur")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("theme/templates/_footer.html", "{% if %}", "template must be right"),
        ("theme/translations/ur/LC_MESSAGES/messages.po", 'msgid "a\nmsgstr', "catalogue must begin with its header"),
        ("theme/translations/ur/LC_MESSAGES/messages.po", "nonsense", "catalogue must be readable"),
    ],
)
def test_what_cannot_be_read_is_named(project: Path, name: str, text: str, said: str) -> None:
    """A template or a catalogue that is none is a problem, and nothing is written."""
    (project / name).write_text(text)

    run = khabarnama("translate", "--settings", str(project / "pelicanconf.py"))

    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert (project / name).read_text() == text
