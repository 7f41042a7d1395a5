"""The settings file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from khabarnama.problems import KhabarnamaError
from khabarnama.settings import DEFAULTS, PELICANS, load
from tests.conftest import PROJECT, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

OWN = (PROJECT / "pelicanconf.py").read_text().replace('"content"', repr(str(PROJECT / "content")))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('TIMEZONE = "Asia/Karachii"', "TIMEZONE must be a time zone, found «Asia/Karachii»"),
        ('SITEURL = "javascript:x"', "SITEURL must be where the site is published"),
        ('SITEURL = "https://a.example/?q"', "SITEURL must be where the site is published"),
        ('SITEURL = "https://a.example/\\n"', "SITEURL must be where the site is published"),
        ('SITEURL = "https://a.example/\\u202e"', "SITEURL must be where the site is published"),
        ('SITEURL = "https://a.example/../x"', "SITEURL must be where the site is published"),
        ('SITEURL = "https://user:word@a.example"', "SITEURL must be where the site is published"),
        ("OUTPUT_PATH = None", "OUTPUT_PATH must be the path of a folder, found «None»"),
        ("KHABARNAMA_EDITIONS = {}", "must have an entry for each language"),
        ('KHABARNAMA_EDITIONS = {"xx": {"name": "x", "motto": "y"}}', "found «xx»"),
        ('KHABARNAMA_EDITIONS = {"ur": {"name": "x"}}', "must have a name and a motto"),
        ('KHABARNAMA_EDITIONS = {"ur": {"name": " ", "motto": "y"}}', "must have a name and a motto"),
        ('KHABARNAMA_EDITIONS = {"ur": {"name": "x", "motto": "y", "moto": "z"}}', "only, found «moto»"),
        ('KHABARNAMA_HOME = "PK"', "must be a list of countries, found «PK»"),
        ('KHABARNAMA_HOME = ["PK", "Pakistan"]', "found «Pakistan» (write PK)"),
        ('KHABARNAMA_HOME = ["XX"]', "must hold codes of countries (ISO 3166-1), found «XX»"),
        ('KHABARNAMA_FEEDS = "some"', "must be full or summary, found «some»"),
        ('KHABARNAMA_COLOURS = {"accent": "#123456"}', "must have colours by scheme"),
        ('KHABARNAMA_COLOURS = {"dim": {"accent": "#123456"}}', "scheme must be light or dark, found «dim»"),
        ('KHABARNAMA_COLOURS = {"light": {"acent": "#123456"}}', "found «acent» (did you mean accent?)"),
        ('KHABARNAMA_COLOURS = {"light": {"accent": "red; }"}}', "must be a colour such as #0b5741, found «red; }»"),
        ('KHABARNAMA_COLOURS = {"light": {"accent": "#eeddcc"}}', "light: accent #eeddcc on paper #fffefa must have a"),
        (
            'KHABARNAMA_COLOURS = {"light": {"paper": "#777"}}',
            "light: ink #1c1b18 on paper #777 must have a contrast of 7",
        ),
        ("KHABARNAMA_PAGE_SIZE = 0", "must be a number from 1 to 1000, found «0»"),
        ('KHABARNAMA_FUTURE = "no"', "must be True or False"),
        ("KHABARNAMA_SHARE_PICTURES = 1", "must be True or False, found «1»"),
        ('KHABARNAMA_PICTURE_HOSTS = "a.example"', "must be a list of hosts, found «a.example»"),
        (
            'KHABARNAMA_PICTURE_HOSTS = ("https://a.example",)',
            "names of hosts and nothing else, found «https://a.example»",
        ),
        ('KHABARNAMA_PICTURE_HOSTS = ("*.a.example",)', "found «*.a.example»"),
        ('KHABARNAMA_PICTURE_HOSTS = ("a.example:443",)', "found «a.example:443»"),
        ('KHABARNAMA_PICTURE_HOSTS = ("a.example; script-src *",)', "names of hosts and nothing else"),
        ('KHABARNAMA_PICTURE_HOSTS = ("localhost", 3)', "found «3»"),
        ('KHABARNAMA_ADMIN = {"repo": "name"}', "KHABARNAMA_ADMIN must name a repository on GitHub"),
        ('KHABARNAMA_ADMIN = {"branch": "main"}', "KHABARNAMA_ADMIN must name a repository on GitHub"),
        ('KHABARNAMA_ADMIN = {"repo": "owner/name", "backend": "x"}', "such as {"),
        ('KHABARNAMA_ADMIN = "owner/name"', "found «owner/name»"),
        ("KHABARNAMA_PAGESIZE = 5", "did you mean KHABARNAMA_PAGE_SIZE?"),
        ('KHABARNAMA_HOME = [["PK"]]', "must hold codes of countries"),
        ('KHABARNAMA_ADMIN = {"repo": "../.."}', "KHABARNAMA_ADMIN must name a repository on GitHub"),
        ("PLUGINS = 3", "PLUGINS must be a list that names khabarnama, found «3»"),
        ("PLUGINS = []", "PLUGINS must be a list that names khabarnama"),
        ("raise SystemExit", "settings must be right"),
        ("x = (", "must be Python"),
        ("1 / 0", "division by zero"),
        ('PATH = "nowhere"', "PATH must be the folder of the articles, found no such folder (make it: mkdir content)"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, line: str, said: str) -> None:
    """Each says what must be, and what was found."""
    (tmp_path / "settings.py").write_text(f"{OWN}\n{line}\n")

    with pytest.raises(KhabarnamaError) as caught:
        load(tmp_path / "settings.py", {})

    assert said in str(caught.value)


def test_all_wrong_settings_are_said_at_once_without_a_traceback(tmp_path: Path) -> None:
    """A build with wrong settings prints every problem and fails."""
    (tmp_path / "settings.py").write_text(f'{OWN}\nTIMEZONE = "x"\nKHABARNAMA_PAGE_SIZE = -1\n')

    run = khabarnama("build", "--settings", str(tmp_path / "settings.py"))

    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.count("error:") == 2


@pytest.mark.parametrize("line", ["raise SystemExit", "raise SystemExit(0)", 'PLUGINS = ["khabarnama", "nowhere"]'])
def test_settings_without_which_there_is_no_build_fail_it(tmp_path: Path, line: str) -> None:
    """Nothing is left out, and nothing is published, with an exit code that says that all is well."""
    (tmp_path / "settings.py").write_text(f"{OWN}\n{line}\n")

    run = khabarnama("build", "--settings", str(tmp_path / "settings.py"), "--output", str(tmp_path / "output"))

    assert run.returncode == 1
    assert "error:" in run.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("value", ["None", "['content']", "3"])
def test_a_wrong_content_folder_is_named_by_check_too(tmp_path: Path, value: str) -> None:
    """It needs no site, but a folder of articles."""
    (tmp_path / "settings.py").write_text(f"{OWN}\nPATH = {value}\n")

    run = khabarnama("check", "--settings", str(tmp_path / "settings.py"))

    assert run.returncode == 1
    assert "PATH must be the path of a folder" in run.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_every_setting_is_in_the_table_and_nothing_else(page: str) -> None:
    """Both tables have each setting that the code knows, and none that it does not."""
    text = (PROJECT / page).read_text()
    lines = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]

    listed = [name for line in lines for name in re.findall(r"`([A-Z_]+)`", line)]

    assert sorted(listed) == sorted([*DEFAULTS, *PELICANS])


def test_every_default_is_right_and_as_the_table_says() -> None:
    """What a setting is if it is left out stands in the table as in the code."""
    text = (PROJECT / "docs/settings.md").read_text()
    for name, value in DEFAULTS.items():
        (line,) = (line for line in text.splitlines() if line.startswith(f"| `{name}`"))
        said = line.split("|")[-2].strip().strip("`")
        assert said == ("must be there" if name == "KHABARNAMA_EDITIONS" else repr(value).replace("'", '"')), name
