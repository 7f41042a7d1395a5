"""The theme's long checks, on the project's own digest: `python -m tests.audit` (or `inv audit`, `make audit`).

With `--steady` it leaves out what takes long or depends on what else the machine has to do: how far every page moves
when its fonts come late, and Lighthouse. It prints one table, and exits with 1 if anything in it misses what the theme
asks for, or if a tool is not there.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.audit import markup, pages, tools
from tests.audit.hosting import host
from tests.audit.workflows import check_workflows
from tests.conftest import khabarnama

if TYPE_CHECKING:
    from tests.audit.finding import Finding


def audit(site: Path, *, steady: bool) -> list[Finding]:
    """Build the digest into `site` and return all that is found. Lighthouse runs alone: it measures time."""
    with host(site) as address:
        run = khabarnama("build", "--output", str(site), "--siteurl", address)
        if run.returncode:
            sys.exit(run.stdout + run.stderr)
        with ThreadPoolExecutor() as pool:
            access = pool.submit(pages.check_access, address)
            found = [check_workflows(), markup.lint(), *markup.validate(site), *markup.shape(site)]
            found += access.result()
        return found if steady else [*found, *pages.check_shift(site), *pages.measure(address)]


def show(findings: list[Finding]) -> None:
    """Print the findings as a table."""
    table = Table("tool", "subject", "found", "wanted", "")
    for one in findings:
        mark = "[green]yes[/]" if one.passed else "[bold red]no[/]"
        table.add_row(one.tool, escape(one.subject), escape(one.found), one.wanted, mark)
    Console(width=140).print(table)


def main() -> int:
    """Run the audit; 1 if anything is amiss or missing."""
    absent = tools.missing()
    if absent:
        sys.stderr.write("\n".join(chain(absent, [""])))
        return 1
    tools.install()
    with tempfile.TemporaryDirectory() as folder:
        findings = audit(Path(folder).resolve() / "site", steady="--steady" in sys.argv[1:])
    show(findings)
    return 0 if all(one.passed for one in findings) else 1


if __name__ == "__main__":
    sys.exit(main())
