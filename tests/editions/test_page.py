"""The keys of pages."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from khabarnama.editions.edition import Edition
from khabarnama.editions.frame import Frame
from khabarnama.editions.links import Links
from khabarnama.editions.parts import parts
from khabarnama.editions.site import Site
from khabarnama.editions.story import pair
from tests.editions.test_story import article


def test_every_file_has_a_key_of_its_own() -> None:
    """What a page is made from tells its address, its language and its kind."""
    told = [(number, lang) for number in range(1, 10) for lang in ("ur", "en") if number != 3 or lang == "ur"]
    stories, _ = pair([article(f"{day}/s{day // 2}.{lang}.txt", lang, day, ("PK", "IN")) for day, lang in told])
    editions = tuple(Edition(lang, lang, lang, NullTranslations()) for lang in ("ur", "en"))
    site = Site(Frame(editions, Links("https://example.org"), Path()), stories, page_size=2)
    site.moves.update({f"/ur/{place}/": site.card(stories[0], editions[0]) for place in range(2)})

    outputs = [output for part in parts(site, {}) for output in part.make()[0]]

    assert len({output.path for output in outputs}) == len(outputs) > 80
    assert len({output.key for output in outputs}) == len(outputs)
