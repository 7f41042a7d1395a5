"""The processes that a build is spread over: how many there are, how they begin, and that none outlives it."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys

from khabarnama.problems import KhabarnamaError, Problem

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)
_GC = (200_000, 20, 100)  # a build of ten thousand articles looks once at most


def collect_seldom() -> None:
    """Let Python look seldom for what is not needed any more: nearly all that a build makes stays until its end."""
    gc.set_threshold(*_GC)


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_workers() -> int:
    """Return on how many processes a build is spread: on all cores, if nothing else is asked for.

    Raises KhabarnamaError where what is asked for is no number of them.
    """
    asked = os.environ.get("KHABARNAMA_WORKERS", str(cores()))
    if not asked.isdecimal() or not int(asked):
        raise _refused("KHABARNAMA_WORKERS", "a whole number from 1", asked)
    return int(asked)


def start_method() -> str:
    """Return how another process begins, "fork" or "spawn": as is safe on this system, if nothing else is asked for.

    Raises KhabarnamaError where something else than these is asked for.
    """
    asked = os.environ.get("KHABARNAMA_START", "fork" if sys.platform == "linux" else "spawn")
    if asked not in {"fork", "spawn"}:
        raise _refused("KHABARNAMA_START", "fork or spawn", asked)
    return asked


def _refused(name: str, wanted: str, asked: str) -> KhabarnamaError:
    message, hint = f"{name} must be {wanted}, found «{asked}»", f"unset it: unset {name}"
    return KhabarnamaError([Problem("environment", 0, "error", message, hint)])


def end_with(parent: int) -> None:
    """Let this process end with its `parent`, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)  # the parent ended before it could be asked for
