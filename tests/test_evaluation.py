"""How well real articles are read, measured where the labelled articles are at hand; the floors only ever rise."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import PROJECT, SECONDS

EVALUATION = PROJECT.parent / "shared" / "eval" / "score.py"
FLOORS = {
    "reader": {"headline_f1": 0.98, "dek_f1": 0.98, "place_f1": 0.98, "source_f1": 0.98, "body_f1": 0.99},
    "datelines": {"dateline_precision": 0.99, "dateline_recall": 0.98},
    "countries": {
        "ur_about_f1": 0.97,
        "ur_about_strict_f1": 0.92,
        "ur_mentioned_f1": 0.99,
        "en_about_f1": 0.91,
        "en_mentioned_f1": 0.99,
    },
}


@pytest.mark.skipif(not EVALUATION.exists(), reason="the labelled articles are publishers' text and lie elsewhere")
@pytest.mark.parametrize("part", FLOORS)
def test_floor(part: str) -> None:
    """No figure falls below its floor."""
    run = subprocess.run(
        [sys.executable, str(EVALUATION), part],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )

    figures = dict(line.split()[:2] for line in run.stdout.splitlines() if len(line.split()) == 2)

    assert {name: figures[name] for name, floor in FLOORS[part].items() if float(figures[name]) < floor} == {}
