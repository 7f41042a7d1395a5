"""The settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabarnama.problems import KhabarnamaError
from khabarnama.settings import load
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
        ("KHABARNAMA_EDITIONS = {}", "must have an entry for each language"),
        ('KHABARNAMA_EDITIONS = {"xx": {"name": "x", "motto": "y"}}', "found «xx»"),
        ('KHABARNAMA_EDITIONS = {"ur": {"name": "x"}}', "must have a name and a motto"),
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
        ("KHABARNAMA_PAGESIZE = 5", "did you mean KHABARNAMA_PAGE_SIZE?"),
        ("x = (", "must be Python"),
        ("1 / 0", "division by zero"),
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
