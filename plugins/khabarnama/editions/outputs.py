"""Every file of the site: its path, the key of what it is made from, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest, fingerprint
from khabarnama.editions.feeds import feeds, to_xml
from khabarnama.editions.pages import pages
from khabarnama.editions.sharing import is_shared_with_its_own, share_picture
from khabarnama.editions.sitemap import sitemap, sitemap_names
from khabarnama.pictures.markup import variant_name
from khabarnama.pictures.photograph import pictures_key
from khabarnama.pictures.publishing import publish
from khabarnama.pictures.share import SharePicture, draw
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from khabarnama.editions.feeds import Feed
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.page import Page
    from khabarnama.editions.renderer import Renderer
    from khabarnama.editions.site import Site
    from khabarnama.pictures.measuring import Measured
    from khabarnama.pictures.style import Style


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path below the output folder, the key of all that it is made from, and how.

    One is `heavy` where making it takes longer than starting a process.
    """

    path: str
    key: bytes
    make: Callable[[Renderer], bytes]
    heavy: bool = False


def outputs(site: Site, assets: Mapping[str, tuple[str, bytes]]) -> list[Output]:
    """Return every file of `site`.

    Raises KhabarnamaError that names the place where two would stand.
    """
    found = list(pages(site))
    place, shared = site.links.output, site.frame.page_key
    files = _files(site, assets)
    made = [
        *_pictures(site),  # first: what takes longest keeps no core waiting at the end
        *_share_pictures(site),
        *(Output(place(page.url), digest(shared(page.kind) + page.key), partial(_page, page)) for page in found),
        *(Output(place(feed.url), digest(site.frame.key + feed.key), partial(_feed, feed)) for feed in feeds(site)),
        *_sitemaps(site, [page for page in found if page.kind != "404" and not page.canonical]),
        *(Output(place(link), digest(content), partial(_bytes, content)) for link, content in files),
    ]
    _refuse_two_of_a_place(made)
    return made


def _share_pictures(site: Site) -> Iterator[Output]:
    """Yield the picture of every article that its link is shared with, in the languages that they are drawn in."""
    style = site.frame.share
    if style is None:
        return
    for edition in site.editions:
        for story in site.told(edition) if edition.lang in style.hands else ():
            card = site.card(story, edition)
            if is_shared_with_its_own(card):
                continue
            picture = share_picture(card)
            place = site.links.output(site.links.share(edition.lang, story))
            yield Output(place, fingerprint(style.key, picture), partial(_share, picture, style))


def _pictures(site: Site) -> Iterator[Output]:
    """Yield every picture that lies beside a text, under its own name and in each of its widths."""
    for link, pictures in _with_pictures(site):
        for name, measured in pictures.items():
            place = site.links.output(link + name)
            for width in (None, *measured.widths):
                path = place if width is None else variant_name(place, width)
                key = fingerprint(pictures_key(), measured.bytes, measured.file, width)
                yield Output(path, key, partial(_picture, measured, width), heavy=True)


def _with_pictures(site: Site) -> Iterator[tuple[str, Mapping[str, Measured]]]:
    """Yield the link of each text that shows pictures, and these by name."""
    for page in site.frame.standing:
        yield site.links.standing(page.lang, page.name), site.pictures.get(page.path, {})
    for story in site.stories if site.pictures else ():
        for lang, entry in story.articles.items():
            yield site.links.article(lang, story), site.pictures.get(entry.path, {})


def _sitemaps(site: Site, listed: list[Page]) -> Iterator[Output]:
    shown = fingerprint(site.frame.key, tuple((page.url, page.modified, page.alternates) for page in listed))
    for name in sitemap_names(len(listed)):
        yield Output(name, fingerprint(shown, name), partial(_sitemap, name, listed, site.frame))


def _files(site: Site, assets: Mapping[str, tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield what is neither page, feed nor map."""
    links = site.links
    yield (
        links.file("robots.txt"),
        f"User-agent: *\nAllow: /\n\nSitemap: {links.absolute(links.file('sitemap.xml'))}\n".encode(),
    )
    yield links.file(".nojekyll"), b""
    yield from ((links.static(name), content) for name, (_, content) in assets.items())


def _share(picture: SharePicture, style: Style, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return draw(picture, style)


def _page(page: Page, renderer: Renderer) -> bytes:
    return renderer.render(page)


def _feed(feed: Feed, renderer: Renderer) -> bytes:
    return to_xml(feed, renderer.frame.links, renderer.html if renderer.frame.full_feeds else None)


def _sitemap(name: str, listed: list[Page], frame: Frame, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return sitemap(name, listed, frame.links)


def _bytes(content: bytes, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return content


def _picture(measured: Measured, width: int | None, renderer: Renderer) -> bytes:  # noqa: ARG001  # one signature
    return publish(measured, width)


def _refuse_two_of_a_place(made: list[Output]) -> None:
    seen: set[str] = set()
    problems = []
    for output in made:
        if output.path in seen:
            message = "every page must have a place of its own, found two"
            problems.append(Problem(output.path, 0, "error", message, "give one of the stories another name"))
        seen.add(output.path)
    if problems:
        raise KhabarnamaError(problems)
