"""The docs: every command in them is run, in a project of its own, and every link leads somewhere."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import yaml

from khabarnama.commands.arguments import parse
from tests.commands.repository import commit, git
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 120
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *PROJECT.glob("theme/*/README.md")])
NAMES = [path.relative_to(PROJECT).as_posix() for path in PAGES]
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


def blocks(path: Path, language: str) -> list[str]:
    """Return the fenced blocks of `language` in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[list[str]]:
    """Return the commands of each block of a page, in their order, without comments."""
    lines = ([line.partition("  #")[0].strip() for line in block.splitlines()] for block in blocks(path, "sh"))
    return [[line for line in block if line] for block in lines]


def all_commands(path: Path) -> list[str]:
    """Return the commands of a page."""
    return [command for block in commands(path) for command in block]


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


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_within_the_project_leads_somewhere(name: str) -> None:
    """Files are there, and headings too."""
    path = PROJECT / name
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", path.read_text(), flags=re.DOTALL)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)

    assert dead == []


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


def test_forms_are_ones_that_github_takes() -> None:
    """Each has a name, a description, and fields with labels of their own."""
    for path in (PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text())
        if path.name == "config.yml":
            continue
        fields = [field for field in form["body"] if field["type"] != "markdown"]

        assert {"name", "description", "body"} <= form.keys()
        assert len({field["id"] for field in fields}) == len(fields) > 0
        assert all(field["attributes"]["label"] for field in fields)


def test_every_criterion_of_a_page_has_its_test() -> None:
    """Each of the 42 names tests that are there, and that say by its number that they try it."""
    rows = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", (PROJECT / "docs/criteria.md").read_text(), re.MULTILINE)
    code: dict[str, str] = defaultdict(str)
    for path in sorted((PROJECT / "tests").rglob("*.py")):
        code[path.name] += path.read_text()

    assert [int(number) for number, _ in rows] == list(range(1, 43))
    for number, tests in rows:
        named = re.findall(r"`([a-z_]+\.py)`: `(\w+)`", tests)
        assert named, number
        for file, function in named:
            told = re.search(rf'^def {function}\(.*?"""([^:]*):', code[file], re.MULTILINE | re.DOTALL)
            assert told, f"{number}: {file} has no {function}"
            assert number in re.findall(r"\d+", told[1]), f"{number}: {function} does not name it"


WEIGHED = {
    "an article in Urdu": "ur/2024/11/29/belousov-pyongyang/",
    "an article in English": "en/2024/11/29/belousov-pyongyang/",
    "both texts side by side": "ur/2024/11/29/belousov-pyongyang/both/",
    "the home page of an edition": "ur/",
    "the countries, with their map": "ur/country/",
}


def test_what_a_page_weighs_is_what_the_readme_says(demo: dict[str, Path]) -> None:
    """HTML and CSS, compressed, to half a kilobyte."""
    told = dict(re.findall(r"^\| (.*?) \| ([\d.]+) KB \|", (PROJECT / "README.md").read_text(), re.MULTILINE))
    site = demo[""]
    (style,) = site.glob("theme/main*.css")
    weights = {
        name: sum(len(gzip.compress(path.read_bytes())) for path in (style, site / link / "index.html")) / 1000
        for name, link in WEIGHED.items()
    }

    assert told.keys() == weights.keys()
    assert {
        name: (told[name], weight) for name, weight in weights.items() if abs(float(told[name]) - weight) > 0.5
    } == {}
