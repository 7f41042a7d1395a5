"""The project's commands for those who work on it daily: `inv --list`. Each is what the Makefile calls, too."""

from shlex import quote

from invoke.context import Context
from invoke.tasks import task

KHABARNAMA = "python -m khabarnama"
PYTHONPATH = {"PYTHONPATH": "plugins"}


@task
def serve(c: Context, port: int = 8000) -> None:
    """Preview the site on this machine; every change shows at once."""
    c.run(f"{KHABARNAMA} serve --port {port}", env=PYTHONPATH, pty=True)


@task
def build(c: Context, siteurl: str = "") -> None:
    """Build the site into output/; any problem fails."""
    c.run(f"{KHABARNAMA} build" + (f" --siteurl {siteurl}" if siteurl else ""), env=PYTHONPATH)


@task
def publish(c: Context, remote: str = "origin", branch: str = "gh-pages", siteurl: str = "") -> None:
    """Push the site, built from what is committed, to GitHub Pages."""
    words = f"publish --remote {remote} --branch {branch}" + (f" --siteurl {siteurl}" if siteurl else "")
    c.run(f"{KHABARNAMA} {words}", env=PYTHONPATH, pty=True)


@task(iterable=["path"])
def explain(c: Context, path: list[str]) -> None:
    """Show how articles were understood: inv explain --path content/2024/11/29."""
    c.run(f"{KHABARNAMA} explain {' '.join(path)}", env=PYTHONPATH, pty=True)


@task
def new(c: Context, translate: str = "") -> None:
    """Begin an article, or with --translate FILE the counterpart of one."""
    c.run(f"{KHABARNAMA} new" + (f" --translate {quote(translate)}" if translate else ""), env=PYTHONPATH, pty=True)


@task
def paste(c: Context) -> None:
    """File the clipboard's text under its day and story."""
    c.run(f"{KHABARNAMA} paste --clipboard", env=PYTHONPATH, pty=True)


@task(iterable=["path"])
def check(c: Context, path: list[str], fix: bool = False, format: str = "text") -> None:  # noqa: A002, FBT001, FBT002  # options
    """List every problem of every article; with --fix mend what is safe to mend."""
    words = ["check", *(["--fix"] if fix else []), "--format", format, *map(quote, path)]
    c.run(f"{KHABARNAMA} {' '.join(words)}", env=PYTHONPATH)


@task
def status(c: Context, lang: str = "") -> None:
    """Show which stories wait for a translation."""
    c.run(f"{KHABARNAMA} status" + (f" --lang {lang}" if lang else ""), env=PYTHONPATH, pty=True)


@task
def hooks(c: Context) -> None:
    """Check the staged articles before each commit from now on."""
    c.run("git config core.hooksPath .githooks")


@task
def translate(c: Context) -> None:
    """Bring the .po files up to date with the words that templates and code ask for, and list what is missing."""
    c.run(f"{KHABARNAMA} translate", env=PYTHONPATH)


@task
def test(c: Context) -> None:
    """Run all tests, the browser's included, over all cores; the longest files, of few tests, not at the end."""
    spread = "-n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder"
    c.run(f"python -m tests.browser.chromium && python -m pytest {spread}")


@task
def fuzz(c: Context, seconds: int = 600, seed: int = 1) -> None:
    """Read hostile files without end: each must be read or refused, soon, and be harmless."""
    c.run(f"python -m tests.fuzz {seconds} {seed}", pty=True)


@task
def bench(c: Context, stories: str = "500 5000", rounds: int = 3, folder: str = "", *, write: bool = False) -> None:
    """Measure how fast a digest is built, beside Hugo and stock Pelican; --write puts the table into docs/."""
    options = f"--stories {stories} --rounds {rounds}" + (f" --folder {folder}" if folder else "")
    c.run(f"python -m benchmarks.speed {options}{' --write' if write else ''}", env=PYTHONPATH, pty=True)


@task
def audit(c: Context, *, steady: bool = False) -> None:
    """Run the theme's long checks, which need Node.js and Java; with --steady, without shift and Lighthouse."""
    c.run(f"python -m tests.browser.chromium && python -m tests.audit{' --steady' if steady else ''}", env=PYTHONPATH)


@task
def lint(c: Context) -> None:
    """Check style, types and workflows."""
    c.run("ruff check . && ruff format --check . && mypy && zizmor --offline -q .github/workflows")


@task
def lock(c: Context) -> None:
    """Write requirements.txt and requirements-dev.txt, with hashes, from pyproject.toml."""
    flags = "-q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links"
    flags += " --no-emit-trusted-host --no-header pyproject.toml"
    c.run(f"pip-compile {flags} -o requirements.txt && pip-compile {flags} --extra dev -o requirements-dev.txt")
