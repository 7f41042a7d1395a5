"""One page of the site, before the theme shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from khabarnama.editions.edition import Edition


@dataclass(frozen=True, slots=True)
class Page:
    """What a template shows: `kind` names the template, `variables` are what it needs beyond every page's own.

    `alternates` are the page's links in each language that has it, its own included; `default` is the link for
    readers of any other language.
    """

    kind: str
    edition: Edition
    url: str
    title: str
    description: str
    alternates: tuple[tuple[str, str], ...] = ()
    default: str = ""
    modified: dt.datetime | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
