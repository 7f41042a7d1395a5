"""Khabarnama, the Pelican plugin: from a raw Urdu paste to a bilingual news digest."""

from __future__ import annotations


def register() -> None:
    """Connect the plugin to Pelican: what Pelican calls."""
    from khabarnama.wiring import connect  # noqa: PLC0415  # here, so that `explain` starts without Pelican

    connect()
