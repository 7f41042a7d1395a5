"""The files of the site: each with its path, the key of what it is made from, and how it is made."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import fingerprint, quick_digest
from khabarnama.building.plan import Output
from khabarnama.editions.feeds import to_xml
from khabarnama.editions.sharing import is_shared_with_its_own, share_picture
from khabarnama.pictures.markup import variant_name
from khabarnama.pictures.photograph import pictures_key
from khabarnama.pictures.publishing import publish
from khabarnama.pictures.share import SharePicture, draw

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
    from khabarnama.pictures.style import Style


def page_outputs(pages: Iterable[Page], frame: Frame) -> Iterator[Output]:
    """Yield the files of `pages`."""
    place, shared = frame.links.output, cache(frame.page_key)
    return (Output(place(page.url), page.key(shared(page.kind)), partial(_page, page)) for page in pages)


def feed_outputs(feeds: Iterable[Feed], frame: Frame) -> Iterator[Output]:
    """Yield the files of `feeds`."""
    return (Output(frame.links.output(feed.url), feed.key(frame.key), partial(_feed, feed)) for feed in feeds)


def file_outputs(files: Iterable[tuple[str, bytes]]) -> Iterator[Output]:
    """Yield `files`, which are there already: path and content."""
    return (Output(path, quick_digest(content), partial(_bytes, content)) for path, content in files)


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
            yield Output(place, fingerprint(style.key, picture), partial(_share, picture, style))


def picture_outputs(texts: Iterable[tuple[str, Mapping[str, Measured]]], links: Links) -> Iterator[Output]:
    """Yield the pictures that lie beside `texts`, given by their links, under their own names and in all widths."""
    for link, pictures in texts:
        for name, measured in pictures.items():
            place = links.output(link + name)
            for width in (None, *measured.widths):
                path = place if width is None else variant_name(place, width)
                key = fingerprint(pictures_key(), measured.bytes, measured.file, width)
                yield Output(path, key, partial(_picture, measured, width))


def _share(picture: SharePicture, style: Style, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return draw(picture, style)


def _page(page: Page, renderer: Renderer) -> bytes:
    return renderer.render(page)


def _feed(feed: Feed, renderer: Renderer) -> bytes:
    return to_xml(feed, renderer.entries)


def _bytes(content: bytes, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return content


def _picture(measured: Measured, width: int | None, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return publish(measured, width)
