"""`publish`: the site to a branch of GitHub Pages, whole and from what is committed, or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ghp_import import GhpError, ghp_import
from rich.console import Console

from khabarnama.building.report import print_problems, stderr
from khabarnama.commands.build import Options, build
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from argparse import Namespace

SITE = Path(".khabarnama", "publish", "site")
SHOWN = 5  # uncommitted files that a refusal names
SECONDS = 600
_GITHUB = re.compile(r"github\.com[:/](?P<owner>[^/]+)/(?P<repo>[^/]+?)(?:\.git)?/?$")


def run(arguments: Namespace) -> int:
    """Build the site for its address and push it; return 1, with nothing pushed, where that cannot be."""
    try:
        _refuse(arguments)
        before = _fetch(arguments.remote, arguments.branch)
        domain = _ask("show", f"{before}:CNAME") if before else ""  # where GitHub Pages keeps a domain of one's own
        siteurl = arguments.siteurl or (f"https://{domain}" if domain else _address(arguments.remote))
        site = (arguments.output or SITE).absolute()
        done = build(Options(arguments.settings, arguments.content, site, siteurl))
        if not done:
            _stop("site must be without problems to be published", "mend them; `make check` lists them")
        if not done.counts["stories"]:
            _stop("site must hold a story to be published, found none", "add an article and commit it")
        said = _push(site, arguments, before, domain)
    except KhabarnamaError as error:
        print_problems(error.problems, stderr())
        return 1
    Console(highlight=False).print(f"{said} {siteurl.rstrip('/')}/")
    return 0


def _stop(message: str, hint: str) -> NoReturn:
    raise KhabarnamaError([Problem("publish", 0, "error", message, hint)])


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603, S607


def _ask(*words: str) -> str:
    """Return what git answers, nothing where it has no answer."""
    answer = _git(*words)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _refuse(arguments: Namespace) -> None:
    """Raise KhabarnamaError where publishing would publish what nobody has committed, or would overwrite work."""
    if not shutil.which("git"):
        _stop("git must be installed to publish, found none", "https://git-scm.com/downloads")
    if not _ask("rev-parse", "--show-toplevel"):
        _stop("publishing must start in a git repository, found none here", "git init, and commit your work")
    if _ask("symbolic-ref", "--short", "HEAD") == arguments.branch:
        _stop(f"branch {arguments.branch} must hold the built site only", "git switch main")
    if not _ask("remote", "get-url", arguments.remote):
        known = ", ".join(_ask("remote").split()) or "none"
        hint = f"git remote add {arguments.remote} https://github.com/you/repo.git"
        _stop(f"remote must be one of this repository's ({known}), found {arguments.remote}", hint)
    changed = [line[3:] for line in _git("status", "--porcelain").stdout.splitlines()]
    if changed:
        hint = "git add them, and git commit -m 'what is new'"
        named = ", ".join(changed[:SHOWN]) + (" …" if len(changed) > SHOWN else "")
        _stop(f"everything must be committed to be published, found changes in {named}", hint)


def _address(remote: str) -> str:
    """Return where GitHub Pages shows the repository at `remote`."""
    found = _GITHUB.search(_ask("remote", "get-url", remote))
    if not found:
        hint = "make publish SITEURL=https://example.org/news"
        _stop(f"address of the site must be given where {remote} is no repository on GitHub, found none", hint)
    owner, repo = found["owner"].lower(), found["repo"]
    return f"https://{owner}.github.io" + ("" if repo.lower() == f"{owner}.github.io" else f"/{repo}")


def _fetch(remote: str, branch: str) -> str:
    """Return the commit of `branch` that is published, nothing where there is none yet."""
    reached = _git("ls-remote", "--exit-code", "--heads", remote, branch)
    if reached.returncode not in {0, 2}:  # 2: it has no such branch yet
        _stop(f"remote {remote} must be reachable, found: {_last_line(reached.stderr)}", "look at git remote -v")
    if reached.returncode == 2:
        return ""
    _git("fetch", "-q", remote, f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}")
    return _ask("rev-parse", "-q", "--verify", f"{remote}/{branch}")


def _push(site: Path, arguments: Namespace, before: str, domain: str) -> str:
    """Commit the folder `site` as the whole of the branch, on top of `before`, and push it; return what was done."""
    remote, branch = arguments.remote, arguments.branch
    message = f"Site of {_ask('rev-parse', '--short', 'HEAD')}"
    try:
        ghp_import(str(site), remote=remote, branch=branch, mesg=message, nojekyll=True, cname=domain or None)
    except GhpError as error:
        _stop(f"site must be committed to {branch}, found: {error.message}", "look at git status")
    if before and _ask("rev-parse", f"{before}^{{tree}}") == _ask("rev-parse", f"{branch}^{{tree}}"):
        _git("update-ref", f"refs/heads/{branch}", f"refs/remotes/{remote}/{branch}")
        return "nothing has changed at"
    pushed = _git("push", "-q", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    if pushed.returncode:
        hint = "what is published is as it was; try again"
        _stop(f"site must be pushed to {remote}, found: {_last_line(pushed.stderr)}", hint)
    return f"pushed to {branch} of {remote}; it will show at"


def _last_line(text: str) -> str:
    return next(iter(reversed(text.strip().splitlines())), "no reason given")
