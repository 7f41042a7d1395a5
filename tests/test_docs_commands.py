"""The commands in the docs and in the workflows: each is run, in a project of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from khabarnama.commands.arguments import parse
from tests.commands.repository import commit, git
from tests.conftest import PROJECT, SECONDS
from tests.docs import NAMES, PAGES, all_commands, blocks, commands

if TYPE_CHECKING:
    from pathlib import Path

# Commands that this test does not run, each with what runs it, or why nothing can.
ELSEWHERE = {
    "make serve": "tests/commands/test_serve.py and tests/browser/test_preview.py run the preview",
    "make test": "runs this test",
    "make lint": "the check of each change runs it",
    "make audit": "asks for Node.js and Java; the check of each change runs it",
    "make publish": "asks for a repository on GitHub; tests/commands/test_publish.py pushes to one that is not",
    "python theme/admin/fetch.py": "asks npm",
    "python -m pytest": "the same tests run with this one",
}
# What stands for a command that asks a person: the same one, with the answer and what the clipboard would hold.
ANSWERED = {
    "make paste": ("python -m khabarnama paste --yes", "جنیوا میں مذاکرات شروع\n\nجنیوا میں مذاکرات شروع ہو گئے۔\n"),
    "make new": ("python -m khabarnama new --headline 'Talks resume in Geneva' --source Reuters", ""),
}


def is_elsewhere(command: str) -> bool:
    """Tell whether something else runs `command`."""
    return any(command == known or command.startswith(f"{known} ") for known in ELSEWHERE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a clone of the project as it lies here, with a remote of its own, that needs nothing to be installed."""
    folder, remote = tmp_path / "project", tmp_path / "remote.git"
    for name in git(PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)
    environment = folder / ".venv"
    (environment / "bin").mkdir(parents=True)
    program = environment / "bin/python"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    for stamp in (".development", ".site"):
        (environment / stamp).touch()
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "Editor")
    git(folder, "config", "user.email", "editor@example.org")
    commit(folder)
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "-qu", "origin", "main")
    return folder


@pytest.mark.parametrize("name", [name for name in NAMES if not all(map(is_elsewhere, all_commands(PROJECT / name)))])
def test_every_command_of_a_page_does_what_it_says(name: str, project: Path) -> None:
    """Those of a block are run one after the other, each block on the project as it was; none fails."""
    env = {**os.environ, "PYTHONPATH": str(project / "plugins"), "PATH": f"{project}/.venv/bin:{os.environ['PATH']}"}

    for block in commands(PROJECT / name):
        for command in (command for command in block if not is_elsewhere(command)):
            typed, answer = ANSWERED.get(command, (command, ""))
            run = subprocess.run(
                ["/bin/sh", "-ec", typed],
                cwd=project,
                env=env,
                input=answer,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            assert run.returncode == 0, f"{name}: {command}\n{run.stdout}{run.stderr}"
        git(project, "reset", "-q", "--hard")
        git(project, "clean", "-qfd", "content")


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_steps_of_a_workflow_run_as_they_are_written(name: str, project: Path) -> None:
    """With what GitHub would fill in; the tests, the style and the long checks have runs of their own."""
    workflow = yaml.safe_load((project / ".github/workflows" / name).read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    wanted = [step for step in steps if step["run"] not in {*ELSEWHERE, "make audit"}]

    for step in wanted:
        given = {
            key: re.sub(r"\$\{\{.*?\}\}", "https://you.github.io/repo", value)
            for key, value in step.get("env", {}).items()
        }
        env = {**os.environ, **given, "PATH": f"{project}/.venv/bin:{os.environ['PATH']}"}
        run = subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=project, env=env, capture_output=True, timeout=SECONDS, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr

    assert {step["run"] for step in wanted} >= {"make build"}
    assert ("/repo/ur/" in (project / "output/index.html").read_text()) == (name == "publish.yml")


def test_an_active_environment_knows_the_program(tmp_path: Path) -> None:
    """`make` begins `.venv` so that `python -m khabarnama` works in it, in a folder of any name."""
    folder = tmp_path / "خبر نامہ"
    shutil.copytree(PROJECT / "plugins", folder / "plugins")
    shutil.copy2(PROJECT / "Makefile", folder)
    env = {"PATH": os.environ["PATH"]}

    subprocess.run(["make", "-s", ".venv/bin/python"], cwd=folder, env=env, timeout=SECONDS, check=True)
    run = subprocess.run(
        [".venv/bin/python", "-c", "import khabarnama; print(khabarnama.__file__)"],
        cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip

    assert run.stdout.strip() == str(folder / "plugins/khabarnama/__init__.py")


def test_commands_that_are_run_elsewhere_are_in_the_docs() -> None:
    """No exception outlives its command."""
    told = [command for path in PAGES for command in all_commands(path)]

    assert [known for known in ELSEWHERE if not any(command.startswith(known) for command in told)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_in_a_sentence_or_a_table_exists(name: str) -> None:
    """`make …` names a target, `python -m khabarnama …` a command."""
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    text = (PROJECT / name).read_text()

    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
    for words in re.findall(r"`python -m khabarnama ([a-z]+(?: --[a-z-]+)*)`", text):
        assert parse(words.split())


def explain(project: Path, file: Path) -> dict[str, Any]:
    """Return what the command says that was understood of a file."""
    command = [sys.executable, "-m", "khabarnama", "explain", "--json", str(file)]
    env = {**os.environ, "PYTHONPATH": str(project / "plugins")}
    run = subprocess.run(command, cwd=project, env=env, capture_output=True, timeout=SECONDS, check=True)
    understood: dict[str, Any] = json.loads(run.stdout)
    return understood


def test_the_recipe_of_a_widget_works(project: Path) -> None:
    """The line that the recipe speaks of stays, until its rule is there."""
    (recipe,) = blocks(PROJECT / "docs/developers.md", "toml")
    (rule,) = tomllib.loads(recipe)["line"]
    line, kept = rule["examples"][0], rule["look_alikes"][0]
    file = project / "content/2024/01/05/vote.ur.txt"
    file.parent.mkdir(parents=True)
    file.write_text(f"کراچی میں بارش ہوئی\n\nکراچی میں آج بارش ہوئی۔\n\n{kept}\n\n{line}\n")
    before = explain(project, file)

    with (project / "plugins/khabarnama/data/widgets.toml").open("a") as data:
        data.write(f"\n{recipe}")
    after = explain(project, file)

    assert line in before["body"]
    assert kept in after["body"]
    assert [(gone["text"], gone["rule"]) for gone in after["removed"]] == [(line, rule["name"])]
