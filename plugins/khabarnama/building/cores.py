"""On how many processes work is spread."""

from __future__ import annotations

import os


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_workers() -> int:
    """Return on how many processes a build is spread: on all cores, if nothing else is asked for."""
    return int(os.environ.get("KHABARNAMA_WORKERS", cores()))
