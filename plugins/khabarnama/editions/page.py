"""One page of the site, before the theme shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from khabarnama.building.fingerprint import plain_key, spell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.frame import Frame


def nothing(frame: Frame, edition: Edition, *inputs: object) -> Mapping[str, Any]:  # noqa: ARG001  # a view's signature
    """Return no variables: the view of a page that shows only what every page does."""
    return {}


class Page(NamedTuple):
    """What a template shows: `kind` names the template.

    `alternates` are the page's links in each language that has it, its own included; `default` is the link for
    readers of any other language; `canonical` is the page that search engines are to list in its place, if there is
    one. All of these follow from `kind`, `edition`, `inputs`, and what all pages share; `view(frame, edition, *inputs)`
    makes the variables that the template needs beyond them, from nothing else. So `key` covers all that a page shows.
    """

    kind: str
    edition: Edition
    url: str
    title: str
    description: str
    alternates: tuple[tuple[str, str], ...] = ()
    default: str = ""
    modified: dt.datetime | None = None
    canonical: str = ""
    inputs: tuple[Any, ...] = ()
    view: Callable[..., Mapping[str, Any]] = nothing

    def key(self, shared: bytes) -> bytes:
        """Return what changes with anything that the page shows; `shared` is that of what all of its kind show."""
        return plain_key((shared, self.kind, self.edition.lang, spell(self.inputs)))
