"""The files of the site: each with its path, the key of what it is made from, and its source; what is made of these."""

from __future__ import annotations

from functools import cache
from itertools import starmap
from typing import TYPE_CHECKING, Any

from khabarnama.building.fingerprint import fingerprint, quick_digest
from khabarnama.building.plan import Output
from khabarnama.editions.feeds import to_xml
from khabarnama.editions.sharing import is_shared_with_its_own, share_picture
from khabarnama.pictures.markup import variant_name
from khabarnama.pictures.photograph import pictures_key
from khabarnama.pictures.publishing import publish
from khabarnama.pictures.share import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khabarnama.editions.feeds import Feed
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.links import Links
    from khabarnama.editions.page import Page
    from khabarnama.editions.renderer import Renderer
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story
    from khabarnama.pictures.measuring import Measured


def page_outputs(pages: Iterable[Page], frame: Frame) -> Iterator[Output]:
    """Yield the files of `pages`."""
    place, shared = frame.links.output, cache(frame.page_key)
    return (Output(place(page.url), page.key(shared(page.kind)), page.kind, page) for page in pages)


def feed_outputs(feeds: Iterable[Feed], frame: Frame) -> Iterator[Output]:
    """Yield the files of `feeds`."""
    return (Output(frame.links.output(feed.url), feed.key(frame.key), "feed", feed) for feed in feeds)


def file_outputs(files: Iterable[tuple[str, bytes]]) -> Iterator[Output]:
    """Yield `files`, which are there already: path and content."""
    return (Output(path, quick_digest(content), "file", content) for path, content in files)


def share_outputs(site: Site, stories: Sequence[Story]) -> Iterator[Output]:
    """Yield the picture of every article of `stories` that its link is shared with, in the languages it is drawn in."""
    style = site.frame.share
    if style is None:
        return
    for edition in site.editions:
        for story in stories if edition.lang in style.hands else ():
            if edition.lang not in story.articles or is_shared_with_its_own(card := site.card(story, edition)):
                continue
            picture = share_picture(card)
            place = site.links.output(site.links.share(edition.lang, story))
            yield Output(place, fingerprint(style.key, picture), "share", (picture, style))


def picture_outputs(texts: Iterable[tuple[str, Mapping[str, Measured]]], links: Links) -> Iterator[Output]:
    """Yield the pictures that lie beside `texts`, given by their links, under their own names and in all widths."""
    for link, pictures in texts:
        for name, measured in pictures.items():
            place = links.output(link + name)
            for width in (None, *measured.widths):
                path = place if width is None else variant_name(place, width)
                key = fingerprint(pictures_key(), measured.bytes, measured.file, width)
                yield Output(path, key, "picture", (measured, width))


def make_contents(renderer: Renderer, kind: str, sources: Sequence[Any]) -> Iterable[bytes]:
    """Return the contents of files of one `kind`, a word that these functions give, by the source of each.

    Each is made when it is asked for, as a picture may be large.
    """
    match kind:
        case "feed":
            return (to_xml(feed, renderer.entries) for feed in sources)
        case "file":
            return sources
        case "share":
            return starmap(draw, sources)
        case "picture":
            return starmap(publish, sources)
        case _:
            return renderer.render(sources)
