"""Wrong uses of the command line: one line each, with the right one, and exit code 2."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT, khabarnama

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ["new", "paste", "check", "explain", "status", "serve", "build", "translate", "publish"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "a command must be given: new, paste, check"),
        (("chek",), "command must be a known one, found chek (did you mean check?)"),
        (("zzz",), "command must be a known one, found zzz (there are new, paste"),
        (("--fix",), "option must be a known one, found --fix"),
        (("check", "--fxi"), "option must be a known one, found --fxi (did you mean --fix?)"),
        (("check", "--fromat", "github"), "found --fromat (did you mean --format?)"),
        (("check", "--format", "githb"), "must be one of text, github, json, found «githb» (did you mean github?)"),
        (("check", "contnt"), "path must lead to a file or a folder, found none: contnt (did you mean content?)"),
        (("check", "--dry-run"), "--dry-run must go with --fix"),
        (("check", "--staged", "--fix"), "--staged must stand alone"),
        (("build", "site"), "every word must belong to an option, found site"),
        (("check", "--fix=3"), "--fix must stand without a value, found '3'"),
        (("explain",), "PATH must be given, found none (such as: python -m khabarnama explain content/2024/11/29)"),
        (("serve", "--port", "x"), "must be a number from 1 to 65535, found «x»"),
        (("serve", "--prot", "1"), "did you mean --port?"),
        (("build", "--output"), "--output must have a value, found none (such as: python -m khabarnama build"),
        (("new", "--date", "2024-02-30"), "must be a day such as 2024-11-29"),
        (("new", "--date", "کل"), "must be a day such as 2024-11-29"),
        (("new", "--lang", "fr", "--headline", "x"), "must be one of ur, en, found «fr»"),
        (("new", "--headline", " "), "must be some text, found none"),
        (("new", "--countries", "Rusia"), "must be known countries, found «Rusia» (did you mean «Russia»"),
        (("status", "--country", "زمین"), "must be known countries, found «زمین»"),
        (("check", "\x1b[31m\n"), "found none: \\u001b[31m\\u000a"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_told_in_one_line(words: tuple[str, ...], said: str) -> None:
    """What must be, what was found, and what would be right; nothing else happens."""
    run = khabarnama(*words)

    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert run.stdout == ""
    assert run.returncode == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    """Its help ends with an example that the command line understands."""
    help_text = khabarnama(command, "--help")
    example = help_text.stdout.strip().splitlines()[-1]

    assert help_text.returncode == 0
    assert example.strip().startswith(f"python -m khabarnama {command}")


def test_all_commands_are_listed() -> None:
    """With what each does."""
    lines = khabarnama("--help").stdout.splitlines()

    assert [line.split()[0] for line in lines if re.match(r"    \w", line)] == COMMANDS


def test_wrong_settings_are_told(tmp_path: Path) -> None:
    """A settings file with a fault is a problem with its line, for every command that reads it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text("TIMEZONE = 'Asia/Karachi'\nPATH = (\n")

    run = khabarnama("check", cwd=tmp_path)

    assert "pelicanconf.py:2: error: must be Python" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.returncode == 1


def test_the_makefile_and_the_tasks_name_every_command() -> None:
    """What can be run is a target and a task."""
    makefile, tasks = ((PROJECT / name).read_text() for name in ("Makefile", "tasks.py"))

    assert all(f"\n{command}: " in makefile for command in COMMANDS)
    assert all(f"\ndef {command}(" in tasks for command in COMMANDS)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("words", ["check", "new", "paste", "status --format json"])
def test_closed_ends_stop_nothing(words: str, closed: str, tmp_path: Path) -> None:
    """Without standard input, output or errors a command says what it can, and raises nothing."""
    command = f"{sys.executable} -m khabarnama {words} {closed}"
    env = {"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin"}
    (tmp_path / "content").mkdir()

    run = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )

    assert b"Traceback" not in run.stderr
    assert run.returncode in {0, 1, 2}
