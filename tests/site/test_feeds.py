"""The feeds, as a reader of feeds takes them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.conftest import write_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
OPEN, CLOSE = re.compile(r"[\u2066-\u2068]"), re.compile("\u2069")
HOSTILE = "AT&T کے صدر <script>alert(1)</script> ]]> کہتے ہیں"


def feeds(site: Path) -> dict[str, etree._Element]:
    """Return every feed of a site, by its address."""
    return {path.relative_to(site).as_posix(): etree.parse(path).getroot() for path in sorted(site.rglob("feed.xml"))}


def one(site: Path, name: str = "ur/feed.xml") -> etree._Element:
    """Return one feed."""
    return feeds(site)[name]


def test_every_feed_is_atom(demo: dict[str, Path]) -> None:
    """40: rFC 4287: each has what a feed must have, in the form that it must have, and nothing else."""
    for name, feed in feeds(demo["/repo"]).items():
        assert SCHEMA.validate(feed), (name, SCHEMA.error_log)


def test_a_feed_that_lacks_something_is_none(demo: dict[str, Path]) -> None:
    """The schema refuses a feed without a title, a day that is none, an address without a host."""
    for name, text in (("title", None), ("updated", "2024-11-29"), ("id", "/ur/")):
        feed = one(demo[""])
        (element,) = feed.findall(f"a:{name}", ATOM)
        if text is None:
            feed.remove(element)
        else:
            element.text = text
        assert not SCHEMA.validate(feed), name


def test_identities_and_links(demo: dict[str, Path]) -> None:
    """RFC 4287, 4.1 and 4.2: an identity stands once, one link leads to the page, the feed names its own address."""
    for name, feed in feeds(demo["/repo"]).items():
        ids = [str(entry.findtext("a:id", "", ATOM)) for entry in feed.findall("a:entry", ATOM)]
        assert max(Counter(ids).values()) == 1, name
        for part in (feed, *feed.findall("a:entry", ATOM)):
            pages = [link for link in part.findall("a:link", ATOM) if link.get("rel") == "alternate"]
            assert len(pages) == 1, name
        (own,) = (link.get("href") for link in feed.findall("a:link", ATOM) if link.get("rel") == "self")
        assert own == f"https://example.org/repo/{name}"


def test_a_feed_is_as_new_as_its_newest_entry(demo: dict[str, Path]) -> None:
    """RFC 4287, 4.2.15: what changed last tells when the feed did."""
    for name, feed in feeds(demo[""]).items():
        entries = [str(entry.findtext("a:updated", "", ATOM)) for entry in feed.findall("a:entry", ATOM)]
        assert feed.findtext("a:updated", "", ATOM) == max(entries), name


def test_words_of_the_other_script_are_isolated_in_plain_texts(build: Callable[..., Run]) -> None:
    """A title in two scripts reads right in a line of either direction; every isolate ends."""
    run = build({"2024/11/29/chips.ur.txt": "کمپنی TSMC اور C++ کے بارے میں خبر\n\nتائیوان میں TSMC نے اعلان کیا۔\n"})
    (entry,) = one(run.output).findall("a:entry", ATOM)

    assert entry.findtext("a:title", "", ATOM) == "کمپنی \u2066TSMC\u2069 اور \u2066C++\u2069 کے بارے میں خبر"
    assert "\u2066TSMC\u2069" in str(entry.findtext("a:summary", "", ATOM))
    for name in ("title", "summary"):
        text = str(entry.findtext(f"a:{name}", "", ATOM))
        assert len(OPEN.findall(text)) == len(CLOSE.findall(text))


def test_a_hostile_title_is_text(build: Callable[..., Run]) -> None:
    """Markup in a title is shown as it stands, and the feed stays a feed."""
    run = build({"2024/11/29/evil.ur.txt": f"عنوان: {HOSTILE}\n\nکراچی میں کچھ نہیں ہوا۔\n"})
    feed = one(run.output)

    assert SCHEMA.validate(feed), SCHEMA.error_log
    title = str(feed.findtext("a:entry/a:title", "", ATOM))
    assert "<script>" in re.sub("[\u2066-\u2069]", "", title)


def test_an_empty_digest_has_feeds(build: Callable[..., Run]) -> None:
    """A feed without an entry is valid, too."""
    run = build({".keep": ""})

    assert run.code == 0, run.printed
    assert all(SCHEMA.validate(feed) for feed in feeds(run.output).values())


@pytest.mark.parametrize(("value", "held"), [("full", True), ("summary", False)])
def test_a_setting_leaves_the_text_out(build: Callable[..., Run], tmp_path: Path, value: str, *, held: bool) -> None:
    """KHABARNAMA_FEEDS says whether entries hold the whole text; the summary is there in either case."""
    settings = write_settings(tmp_path / "settings.py", f'KHABARNAMA_FEEDS = "{value}"')
    text = "کراچی میں بارش ہوئی\n\nکراچی میں آج بارش ہوئی۔\n\nمزید تفصیلات کا انتظار ہے۔\n"

    run = build({"2024/11/29/rain.ur.txt": text}, "--settings", str(settings))

    feed = one(run.output)
    assert SCHEMA.validate(feed), SCHEMA.error_log
    content = feed.findtext("a:entry/a:content", "", ATOM)
    assert ("مزید تفصیلات" in str(content)) == held
    assert "کراچی" in str(feed.findtext("a:entry/a:summary", "", ATOM))
